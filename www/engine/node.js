/**
 * What the package exports in Node: an engine in-process.
 * @module
 */

import { opener } from "./client.js";
import { InProcess } from "./in-process.js";

export const open = opener(() => new InProcess());
