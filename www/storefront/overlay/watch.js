/**
 * The page in, a call when its layout may have changed and one when it has scrolled out.
 * @module
 */

/** Between two looks at a page that keeps changing, ms. */
const PAUSE = 200;

/** @param {{ moved: () => void, scrolled: () => void }} calls @returns {() => void} stops watching */
export function watchPage({ moved, scrolled }) {
  const stop = new AbortController();
  const { signal } = stop;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  const soon = () => {
    due ??= setTimeout(() => {
      due = undefined;
      moved();
    }, PAUSE);
  };
  let frame = 0;
  const nextFrame = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      scrolled();
      // What is sticky may have come to rest or begun to move.
      soon();
    });
  };
  const sizes = new ResizeObserver(soon);
  sizes.observe(document.documentElement);
  sizes.observe(document.body);
  const changes = new MutationObserver(soon);
  changes.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  addEventListener("resize", soon, { signal });
  // Late images and ends of transitions move boxes without a mutation.
  for (const name of ["load", "transitionend", "animationend"]) document.addEventListener(name, soon, { capture: true, passive: true, signal });
  addEventListener("scroll", nextFrame, { capture: true, passive: true, signal });
  return () => {
    stop.abort();
    sizes.disconnect();
    changes.disconnect();
    clearTimeout(due);
    cancelAnimationFrame(frame);
  };
}
