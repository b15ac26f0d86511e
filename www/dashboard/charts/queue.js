/** Charts are drawn one a task: a view with several does not hold up the page. */

/** @type {(() => void)[]} */
const waiting = [];

/** @param {() => void} draw */
export function soon(draw) {
  waiting.push(draw);
  if (waiting.length === 1) setTimeout(next);
}

function next() {
  try {
    waiting[0]?.();
  } finally {
    waiting.shift();
    if (waiting.length > 0) setTimeout(next);
  }
}
