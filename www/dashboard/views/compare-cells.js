/** Cells that the tables of the comparison share. */
import { hasText } from "../texts.js";

/** @import { Value } from "../../compare/types.js" */
/** @import { Page } from "../elements/part.js" */

/** The name of a segment or stage; one that this page does not know by its id. @param {Page} page @param {"segment" | "stage"} kind @param {string} id */
export const nameOf = ({ t }, kind, id) => (hasText(`${kind}.${id}`) ? t(`${kind}.${id}`) : id);

/** A whole number with its sign. @param {Page} page @param {number | null} value */
export const signed = ({ format }, value) => (value !== null && value > 0 ? `+${format.count(value)}` : format.count(value));

/** @param {Page} page @param {Value} money */
export const signedMoney = ({ format }, money) => (typeof money === "number" && money > 0 ? `+${format.money(money)}` : format.money(money));

/** Reports for others may tell their last day as a month. @param {Page} page @param {string} text */
export const dayOrMonth = ({ format }, text) => (/^\d{4}-\d\d$/.test(text) ? format.period(text) : format.date(text));
