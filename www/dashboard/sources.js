/** What a person chose or dropped → sources to read. */
import { sampleShop } from "../sample/sample.js";

/** @import { Source } from "./types.js" */

/**
 * @param {FileList | null | undefined} files
 * @returns {Source[]}
 */
export const sourcesOf = (files) => [...(files ?? [])].map((file) => ({ name: file.name, input: file, bytes: file.size }));

/** The sample shop sells in New York. */
export const SAMPLE_ZONE = "America/New_York";

/** @returns {Source} */
export function sampleSource() {
  const input = sampleShop();
  return { name: "sample-shop.csv", input, bytes: new TextEncoder().encode(input).length };
}
