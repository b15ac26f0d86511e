/**
 * A clock of visible time on the current page view.
 * @module
 */

export function visibleClock() {
  let sum = 0;
  let since = document.hidden ? 0 : performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) sum += since ? performance.now() - since : 0;
    since = document.hidden ? 0 : performance.now();
  });
  return {
    ms: () => Math.round(sum + (since ? performance.now() - since : 0)),
    restart() {
      sum = 0;
      since = document.hidden ? 0 : performance.now();
    },
  };
}
