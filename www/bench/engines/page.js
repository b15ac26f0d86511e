/** The bench's page: starts one engine, runs one job on the chosen file, answers what the driver asks. */
import { start as duckdb } from "./duckdb.js";
import { start as linger } from "./linger.js";
import { startWorker } from "./worker-engine.js";

const engines = {
  linger,
  duckdb,
  papaparse: () => startWorker("papaparse.worker.js"),
  "d3-dsv": () => startWorker("d3-dsv.worker.js"),
  read: () => startWorker("read.worker.js"),
};

let engine;
let result;

const timed = async (work) => {
  const begin = performance.now();
  const value = await work();
  return { value, ms: performance.now() - begin };
};

globalThis.bench = {
  /** Milliseconds until the engine is ready. */
  async start(name) {
    const { value, ms } = await timed(engines[name]);
    engine = value;
    return ms;
  },
  /** Milliseconds from the File in hand to the result. */
  async run(job) {
    const [file] = document.querySelector("input").files;
    const { value, ms } = await timed(() => engine.run(file, job));
    result = value;
    return ms;
  },
  answer: () => engine.answer(result),
  addMs: () => engine.addMs(),
  optionChange: () => engine.optionChange(),
};
