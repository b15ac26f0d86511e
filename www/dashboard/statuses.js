/** What status words of every platform mean for an order: one set. */

/** @import { StatusMeaning } from "./types.js" */

/** @type {StatusMeaning[]} */
export const MEANINGS = ["pending", "authorized", "paid", "partlyRefunded", "refunded", "cancelled", "voided", "fulfilled", "test", "other"];
