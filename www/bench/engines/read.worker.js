/** Reads the file and does nothing with it: the wall that no engine can pass. */
onmessage = async ({ data: { file } }) => {
  const reader = file.stream().getReader({ mode: "byob" });
  let buffer = new ArrayBuffer(4 * 1024 * 1024);
  let bytes = 0;
  for (;;) {
    const { value, done } = await reader.read(new Uint8Array(buffer));
    if (done) break;
    bytes += value.length;
    buffer = value.buffer;
  }
  postMessage(bytes);
};
postMessage("ready");
