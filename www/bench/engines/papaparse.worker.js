/** Papa Parse over the File, chunk by chunk, in this worker. */
import Papa from "papaparse";
import { answerOf, Gathering } from "./answer.js";
import { rowReader } from "./rows.js";

onmessage = ({ data: { file, job } }) => {
  const gathering = new Gathering();
  const read = rowReader(job, gathering);
  let header = true;
  Papa.parse(file, {
    skipEmptyLines: true,
    delimiter: ",",
    chunkSize: 4 * 1024 * 1024,
    chunk({ data }) {
      for (let index = header ? 1 : 0; index < data.length; index++) read(data[index]);
      header = false;
    },
    complete: () => postMessage(answerOf(gathering.customers)),
    error: (error) => {
      throw error;
    },
  });
};
postMessage("ready");
