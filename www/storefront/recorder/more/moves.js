/**
 * Pointer positions, only where the tag has `data-moves`: two a second at most, 200 a page view.
 * @module
 */

import { anchorOf } from "./anchor.js";
import { share } from "./click.js";
import { on, recorder, targetOf } from "./recorder.js";

const EVERY = 500;
const MOST = 200;

export function watchMoves() {
  if (recorder.config.moves === undefined) return;
  let count = 0;
  let latest = 0;
  on("view", () => (count = 0));
  document.addEventListener(
    "pointermove",
    (event) => {
      if (event.timeStamp - latest < EVERY || ++count > MOST) return;
      latest = event.timeStamp;
      const [a, element] = anchorOf(targetOf(event));
      const { left, top, width, height } = element.getBoundingClientRect();
      recorder.emit("move", { a, x: share(event.clientX - left, width), y: share(event.clientY - top, height) });
    },
    { passive: true },
  );
}
