/** What the package exports. */
export { open } from "./client.js";
