/** d3-dsv over the whole text, in this worker. */
import { csvParseRows } from "d3-dsv";
import { answerOf, Gathering } from "./answer.js";
import { rowReader } from "./rows.js";

onmessage = async ({ data: { file, job } }) => {
  const gathering = new Gathering();
  const read = rowReader(job, gathering);
  const text = await file.text();
  csvParseRows(text, (row, index) => {
    if (index > 0) read(row);
    return null;
  });
  postMessage(answerOf(gathering.customers));
};
postMessage("ready");
