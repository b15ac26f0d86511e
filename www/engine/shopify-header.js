/**
 * Whether a file is Shopify's orders export by its first line, so that the largest files need no other module to be recognised.
 * @module
 */

const HEADER_BYTES = 8192;

/** @param {Uint8Array} head */
export function isShopifyOrders(head) {
  const [line = ""] = new TextDecoder().decode(head.subarray(0, HEADER_BYTES)).split(/[\r\n]/, 1);
  const names = new Set(line.split(",").map((name) => name.replace(/^\ufeff|"/g, "").trim()));
  return ["Name", "Financial Status", "Created at", "Lineitem quantity"].every((name) => names.has(name));
}
