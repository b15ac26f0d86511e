/**
 * What the package exports: an engine in a worker of its own, or in-process where there are no workers.
 * @module
 */

import { opener } from "./client.js";
import { InProcess } from "./in-process.js";
import { Messenger } from "./messenger.js";

export const open = opener((worker) => (LINGER_BROWSER_ONLY || typeof Worker === "function" ? new Messenger(worker) : new InProcess()));
