import assert from "node:assert/strict";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { fixture, loaded, text, told as toldBy } from "./containers.mjs";

/** @type {import("./containers.mjs").Containers} */
let containers;
before(async () => {
  containers = await loaded();
});

/** @param {import("linger-analytics").Input} input @param {string} name */
const told = (input, name) => toldBy(containers, input, name);

const TABLE = "id,total\n1,10\n";
const INLINE = "\n\n,id,created,total,waited\n,0001,2024-02-29 08:15:00,2.5,36:00:00\n\n,0002,,none,\n";

test("tables pass as they are, whatever they are called", async () => {
  const utf16 = Buffer.from("\ufeffid\ttotal\n", "utf16le");
  for (const input of [TABLE, Buffer.from(TABLE), new Blob([TABLE]), new Blob([TABLE]).stream(), new File([TABLE], "x.xlsx")]) {
    assert.deepEqual(await told(input, "orders.xlsx"), { "orders.xlsx": TABLE });
  }
  assert.deepEqual(await told(new Blob([utf16]), "a.csv"), { "a.csv": utf16.toString("utf8") });
  assert.deepEqual(await told(new Blob([]), "a.csv"), { "a.csv": "" });
});

test("bytes that are no container are not copied", async () => {
  const bytes = Buffer.from(TABLE);
  const { value } = await containers.partsOf(bytes, "a.csv", containers).next();
  assert.ok(value && "open" in value && value.container === null);
  assert.equal((await value.open().next())?.buffer, bytes.buffer);
});

test("gzip gives the file in it, and its name without the ending", async () => {
  const packed = gzipSync(TABLE);
  assert.deepEqual(await told(packed, "a.csv.gz"), { "a.csv": TABLE });
  assert.deepEqual(await told(new Blob([packed]), "a.csv"), { "a.csv": TABLE });
  assert.deepEqual(await told(new Blob([packed]).stream(), "a.csv.gz"), { "a.csv": TABLE });
});

test("a gzip file that is cut or changed is an error, never a shorter table", async () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => `${at},${(at * 7919) % 1000}\n`).join("");
  const packed = gzipSync(lines);
  const changed = Buffer.from(packed);
  changed[changed.length - 6] = Number(changed[changed.length - 6]) ^ 1;
  for (const input of [packed.subarray(0, 9), packed.subarray(0, packed.length / 2), packed.subarray(0, -1), changed]) {
    assert.deepEqual(await told(input, "a.csv.gz"), { "a.csv": "error damagedArchive" });
    assert.deepEqual(await told(new Blob([new Uint8Array(input)]).stream(), "a.csv.gz"), { "a.csv": "error damagedArchive" });
  }
});

test("a workbook gives its filled sheets, hidden ones by name only", async () => {
  const parts = await told(await fixture("shared.xlsx"), "orders.csv");
  assert.deepEqual(Object.keys(parts), ["orders.csv › Orders", "orders.csv › 退款", "orders.csv › Lists"]);
  assert.equal(parts["orders.csv › 退款"], "Order ID,Refund\n583870900000000001,5\n");
  assert.equal(parts["orders.csv › Lists"], "skipped hidden");
  assert.deepEqual(await told(new Blob([new Uint8Array(await fixture("inline-1904.xlsx"))]).stream(), "b"), { "b › Sheet1": INLINE });
  assert.match((await told(await fixture("old.xls"), "old.xls"))["old.xls › 买家"] ?? "", /韩梅梅/);
  assert.match((await told(await fixture("open.ods"), "a.ods"))["a.ods › Orders"] ?? "", /583870900000000001,2024-06-01 13:30:05,0.3,/);
});

test("a sheet tells of digits that were lost, and can be read once more after the others", async () => {
  /** @type {import("../../engine/containers.js").Part[]} */
  const parts = [];
  for await (const part of containers.partsOf(await fixture("shared.xlsx"), "a.xlsx", containers)) if ("open" in part) parts.push(part);
  const [orders, refunds] = parts;
  assert.ok(orders && refunds);
  assert.match(await text(orders.open()), /^"Order report/);
  assert.deepEqual(orders.notices().map(({ code, params }) => [code, params.count, params.cell]), [["longNumbers", "1", "A6"], ["errorCells", "1", "G6"]]);
  assert.equal(await text(refunds.open()), await text(refunds.open()));
  assert.deepEqual(refunds.notices(), []);
});

test("an archive gives its files in order; what is no table is named", async () => {
  assert.deepEqual(await told(await fixture("exports.zip"), "exports.zip"), {
    "exports.zip › 2024/january.csv": TABLE,
    "exports.zip › 2024/february.csv": "id,total\n2,20\n",
    "exports.zip › __MACOSX/2024/._january.csv": "skipped system",
    "exports.zip › .DS_Store": "skipped system",
    "exports.zip › logo.png": "skipped picture",
    "exports.zip › terms.pdf": "skipped document",
    "exports.zip › more.zip › march.csv": "id,total\n3,30\n",
    "exports.zip › more.zip › deepest.zip": "error packedTooDeep",
    "exports.zip › book.xlsx › Sheet1": INLINE,
  });
});

test("names in GBK, and ZIP64", async () => {
  assert.deepEqual(await told(await fixture("gbk.zip"), "a.zip"), { "a.zip › 订单/六月.csv": "id,total\n6,60\n" });
  const expected = { "a.zip › a.csv": TABLE, "a.zip › b.csv": "id,total\n2,20\n" };
  assert.deepEqual(await told(await fixture("zip64.zip"), "a.zip"), expected);
});

test("what is under a password says so", async () => {
  assert.deepEqual(await told(await fixture("protected.zip"), "a.zip"), { "a.zip › orders.csv": "error passwordProtected" });
  assert.deepEqual(await told(await fixture("protected.xlsx"), "a.xlsx"), { "a.xlsx": "error passwordProtected" });
});

test("empty workbooks, empty archives and letters say what they are", async () => {
  const emptyArchive = Buffer.from(`504b0506${"00".repeat(18)}`, "hex");
  assert.deepEqual(await told(await fixture("empty.xlsx"), "a.xlsx"), { "a.xlsx": "error emptyWorkbook" });
  assert.deepEqual(await told(emptyArchive, "a.zip"), { "a.zip": "error emptyArchive" });
  for (const file of ["word/document.xml", "ppt/presentation.xml", "Index/Document.iwa"]) {
    assert.deepEqual(await told(zipSync({ [file]: strToU8("x") }), "a.xlsx"), { "a.xlsx": "error noTable" });
  }
  assert.deepEqual(await told(zipSync({ "xl/workbook.bin": strToU8("x") }), "a.xlsx"), { "a.xlsx": "error binaryWorkbook" });
});

test("cut archives and workbooks are errors", async () => {
  for (const name of ["exports.zip", "shared.xlsx", "open.ods", "old.xls"]) {
    const whole = await fixture(name);
    for (let part = 1; part < 8; part++) {
      const outcomes = Object.values(await told(whole.subarray(0, (whole.length * part) / 8), name));
      assert.ok(outcomes.length === 1 && /^error (damagedArchive|damagedWorkbook|emptyWorkbook)$/.test(outcomes[0] ?? ""), `${name}, ${part}/8: ${outcomes}`);
    }
  }
});

test("a file that is not what the directory of its archive says is an error of its own", async () => {
  const archive = await fixture("exports.zip");
  const changed = Buffer.from(archive);
  const at = changed.indexOf("id,total\n2,20");
  changed.write("id,total\n2,2000000000000000000000000000000000", at);
  const parts = await told(changed, "a.zip");
  assert.equal(parts["a.zip › 2024/january.csv"], TABLE);
  // Stored bytes have a checksum too.
  assert.equal(parts["a.zip › 2024/february.csv"], "error damagedArchive");
});
