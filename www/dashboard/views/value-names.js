/** What a group of customers is called on the page. */
import { hasText } from "../texts.js";
import { countryName } from "./audit-words.js";

/** @import { Page } from "../elements/part.js" */
/** @import { ValueDimension, ValueGroup } from "../types.js" */

/** A product by its title. @param {Page} page @param {ValueDimension} by @param {Pick<ValueGroup, "name" | "title">} group */
export function nameOf({ t, state }, by, { name, title }) {
  if (title) return title;
  if (by === "country" && /^[A-Z]{2}$/.test(name)) return countryName(state.language, name);
  return by === "channel" && hasText(`channel.${name}`) ? t(`channel.${name}`) : name;
}
