/**
 * What this page asked of the network since it was opened, as the browser tells: requests that were made, and attempts
 * that the page's policy refused. Linger makes none; the page shows the count, so that a person can see it.
 */

/** @import { State } from "./types.js" */
/** @import { Store } from "./store.js" */

/** Addresses outside the page: not its own memory (blob:, data:), nor scripts and styles in its text. @param {string} address */
const isOutside = (address) => /^(https?|wss?|ftp|file)\b/.test(address);

/** @param {Store} store */
export function watchNetwork(store) {
  new PerformanceObserver((list) => {
    const asked = list.getEntries().flatMap(({ name }) => (isOutside(name) ? [name] : []));
    if (asked.length > 0) store.set({ asked: [...store.state.asked, ...asked] });
  }).observe({ type: "resource", buffered: true });
  addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    if (isOutside(blockedURI)) store.set({ refused: [...store.state.refused, blockedURI] });
  });
}

/**
 * The requests that left the page: browsers list some of the refused ones among those that were asked for.
 * @param {Pick<State, "asked" | "refused">} state
 */
export function made({ asked, refused }) {
  const left = [...refused];
  return asked.filter((address) => {
    const at = left.findIndex((one) => address.startsWith(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
