/** @import { LingerEvent } from "../types.js" */

/** Events as they are sent and kept in text: one line each. @param {LingerEvent[]} events */
export const linesOf = (events) => events.map((event) => `${JSON.stringify(event)}\n`).join("");
