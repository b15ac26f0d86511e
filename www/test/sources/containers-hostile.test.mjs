/** Archives and workbooks that were made to do harm. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { constants, crc32, deflateRawSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { bounded } from "../../engine/containers/source.js";
import { loaded, told as toldBy } from "./containers.mjs";

const MB = 1024 * 1024;

/** @type {import("./containers.mjs").Containers} */
let containers;
before(async () => {
  containers = await loaded();
});

/** @param {import("linger-analytics").Input} input @param {string} name */
const told = (input, name) => toldBy(containers, input, name);

/** The bytes of chunks, counted and forgotten. @param {import("../../engine/reading.js").Chunks} chunks */
async function counted(chunks) {
  let bytes = 0;
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) bytes += chunk.length;
  return String(bytes);
}

/**
 * A workbook of one sheet.
 * @param {string} rows
 * @param {Record<string, string>} [more] files
 */
function workbook(rows, more = {}) {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const files = {
    "_rels/.rels": `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)])), { level: 6 });
}

const cell = (/** @type {string} */ at, /** @type {string} */ value) => `<c r="${at}"><v>${value}</v></c>`;

/** Sets the size that the directory says of its first file. @param {Uint8Array} archive @param {number} size */
function withSize(archive, size) {
  const changed = Buffer.from(archive);
  changed.writeUInt32LE(size, changed.indexOf(Buffer.from("504b0102", "hex")) + 24);
  return changed;
}

test("an archive or workbook that says it unpacks to gigabytes is refused before it is unpacked", async () => {
  assert.deepEqual(await told(withSize(zipSync({ "a.csv": strToU8("id") }), 0xf000_0000), "a.zip"), { "a.zip": "error unpacksTooFar" });
  assert.deepEqual(await told(withSize(workbook(""), 0xf000_0000), "a.xlsx"), { "a.xlsx": "error unpacksTooFar" });
});

test("a file that unpacks to more than its archive says is damaged", async () => {
  const archive = zipSync({ "a.csv": new Uint8Array(3 * MB) }, { level: 9 });
  assert.deepEqual(await told(withSize(archive, 10), "a.zip"), { "a.zip › a.csv": "error damagedArchive" });
});

test("a gzip file that grows to over 1 GB and a hundred times its size is refused", async () => {
  const block = deflateRawSync(new Uint8Array(64 * MB), { finishFlush: constants.Z_FULL_FLUSH, level: 9 });
  const bomb = new Blob([Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255), ...Array.from({ length: 17 }, () => block)]);
  assert.ok(bomb.size < 2 * MB);
  assert.deepEqual(await toldBy(containers, bomb, "a.csv.gz", counted), { "a.csv": "error unpacksTooFar" });
});

test("what is large but no bomb passes: the bound is both 1 GB and a hundred times", async () => {
  const ends = (/** @type {number} */ chunks, /** @type {number} */ most) => {
    let left = chunks;
    return counted(bounded({ size: null, next: async () => (left-- > 0 ? new Uint8Array(MB) : null), cancel() {} }, () => most));
  };
  assert.equal(await ends(3, 3 * MB), String(3 * MB));
  await assert.rejects(ends(4, 3 * MB), { code: "unpacksTooFar" });
});

test("a sheet whose cells lie in its far corner is as long as the sheet", async () => {
  const rows = `<row r="1">${cell("A1", "1")}</row><row r="1048576">${cell("XFD1048576", "2")}</row>`;
  const parts = await told(workbook(rows), "a.xlsx");
  assert.ok(parts["a.xlsx › S"] === `1\n${"\n".repeat(1_048_574)}${",".repeat(16_383)}2\n`);
});

test("a sheet beyond its bounds, or with cells that go back, is damaged", async () => {
  for (const rows of [`<row r="1">${cell("A1", "1")}${cell("XFE1", "2")}</row>`, `<row>${cell("B2", "1")}${cell("A1", "2")}</row>`, `<row>${cell("A1", "1")}${cell("A4294967295", "2")}</row>`]) {
    const parts = await toldBy(containers, workbook(rows), "a.xlsx", counted);
    assert.deepEqual(parts, { "a.xlsx › S": "error damagedWorkbook" }, rows);
  }
});

test("a small workbook that is gigabytes of commas is refused", async () => {
  const rows = Array.from({ length: 70_000 }, (_, row) => `<row r="${row + 1}">${cell(`XFD${row + 1}`, "1")}</row>`).join("");
  assert.deepEqual(await toldBy(containers, workbook(rows), "a.xlsx", counted), { "a.xlsx › S": "error unpacksTooFar" });
});

test("entities of a workbook's own making are not expanded", async () => {
  const laughs = `<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "${"&a;".repeat(1000)}"><!ENTITY c "${"&b;".repeat(1000)}">]>`;
  const strings = `${laughs}<sst><si><t>&c;</t></si></sst>`;
  const parts = await told(workbook(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>`, { "xl/sharedStrings.xml": strings }), "a.xlsx");
  assert.ok(Object.values(parts).every((part) => part.length < 100), JSON.stringify(parts));
});

test("a file of an archive that stands at another's place is an error of its own", async () => {
  const archive = Buffer.from(zipSync({ "a.csv": strToU8("id\n1\n"), "b.csv": strToU8("id\n2\n") }, { level: 0 }));
  const second = archive.lastIndexOf(Buffer.from("504b0102", "hex"));
  assert.equal(archive.readUInt32LE(second + 16), crc32("id\n2\n"));
  archive.writeUInt32LE(0, second + 42);
  assert.deepEqual(await told(archive, "a.zip"), { "a.zip › a.csv": "id\n1\n", "a.zip › b.csv": "error damagedArchive" });
});
