/**
 * A stream sent through a `MessagePort`, for browsers that cannot transfer a `ReadableStream`: one chunk for each
 * request, so that nothing piles up.
 * @module
 */

import { lingerError } from "./errors.js";

/**
 * The page's side: answers each request with a chunk.
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {MessagePort}
 */
export function portFor(stream) {
  const { port1, port2 } = new MessageChannel();
  const reader = stream.getReader();
  port1.onmessage = async ({ data }) => {
    if (data === "cancel") return void reader.cancel().catch(() => {});
    try {
      port1.postMessage(await reader.read());
    } catch (error) {
      port1.postMessage({ failed: String(error) });
    }
  };
  return port2;
}

/**
 * The worker's side.
 * @param {MessagePort} port
 * @returns {ReadableStream<Uint8Array>}
 */
export function streamFrom(port) {
  return new ReadableStream({
    pull: (controller) =>
      new Promise((resolve) => {
        port.onmessage = ({ data }) => {
          if (data.failed) controller.error(lingerError("streamFailed", `The stream broke off: ${data.failed}. Nothing of it was kept; start it again.`));
          else if (data.done) controller.close();
          else controller.enqueue(data.value);
          resolve();
        };
        port.postMessage("next");
      }),
    cancel: () => port.postMessage("cancel"),
  });
}
