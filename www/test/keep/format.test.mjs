/** The file of a workspace, opened by other means than those that wrote it, and every way in which it can be damaged. */
import test from "node:test";
import assert from "node:assert/strict";
import { createDecipheriv, createHash, hkdfSync, pbkdf2Sync } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { masterKey } from "../../keep/seal.js";
import { masterOf, read, verify, written } from "../../keep/workspace.js";
import { ABOUT, fileOf, manifestOf, noise } from "./workspaces.mjs";

const CSV = "Name,Email,Total\n#1,ann@example.com,10\n";
const PASSPHRASE = "correct horse 电池";
/** One file of text and one that fills two chunks of 1 MiB and a part of a third. */
const files = () => [fileOf("orders.csv", new Blob([CSV])), fileOf("noise", new Blob([noise(2.5 * 1024 * 1024)]))];

/** @param {import("../../keep/seal.js").Master | null} master */
async function made(master) {
  const pieces = [];
  for await (const piece of written({ ...ABOUT, revision: 3 }, manifestOf(7), files(), master)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The frames as `format.js` describes them. @param {Buffer} bytes */
function taken(bytes) {
  assert.equal(bytes.subarray(0, 8).toString(), "LINGERW1");
  const length = bytes.readUInt32LE(8);
  const header = JSON.parse(bytes.subarray(12, 12 + length).toString());
  assert.deepEqual(bytes.subarray(12 + length, 44 + length), createHash("sha256").update(bytes.subarray(12, 12 + length)).digest());
  const frames = [];
  for (let at = 44 + length; at < bytes.length; ) {
    const mark = bytes.subarray(at, at + 4);
    const size = mark.readUInt32LE(0) & 0x7fffffff;
    frames.push({ mark, at, isLast: mark.readUInt32LE(0) > 0x7fffffff, body: bytes.subarray(at + 4, at + 4 + size) });
    at += 4 + size;
  }
  assert.deepEqual(frames.map(({ isLast }) => isLast), [false, false, true], "2.5 MiB of noise are three chunks");
  return { header, frames };
}

/** @param {Buffer} packed */
function contentsOf(packed) {
  const body = gunzipSync(packed);
  const manifestLength = body.readUInt32LE(0);
  const at = 4 + manifestLength;
  const headLength = body.readUInt32LE(at);
  const head = JSON.parse(body.subarray(at + 4, at + 4 + headLength).toString());
  return { manifest: JSON.parse(body.subarray(4, at).toString()), head, text: body.subarray(at + 4 + headLength, at + 4 + headLength + head.bytes).toString() };
}

test("what is not sealed can be read by what the format says", async () => {
  const { header, frames } = taken(await made(null));
  assert.deepEqual(header, { linger: "workspace", schema: 1, ...ABOUT, revision: 3, sealed: null });
  let before = Buffer.alloc(32);
  const chunks = frames.map(({ mark, body }) => {
    before = createHash("sha256").update(before).update(mark).update(body.subarray(0, -32)).digest();
    assert.deepEqual(body.subarray(-32), before);
    return body.subarray(0, -32);
  });
  assert.deepEqual(contentsOf(Buffer.concat(chunks)), { manifest: manifestOf(7), head: { name: "orders.csv", kind: "orders", mapping: null, bytes: 39 }, text: CSV });
});

test("what is sealed shows its name and nothing else, and opens with PBKDF2, HKDF and AES-GCM of another library", async () => {
  const bytes = await made(await masterKey(PASSPHRASE));
  const { header, frames } = taken(bytes);
  assert.equal(header.sealed.iterations, 600_000);
  assert.equal(bytes.includes("ann@example.com") || bytes.includes("orders.csv") || bytes.includes("marginDays"), false);
  const { salt, fileSalt, iterations } = header.sealed;
  const master = pbkdf2Sync(PASSPHRASE, Buffer.from(salt, "hex"), iterations, 32, "sha256");
  const key = Buffer.from(hkdfSync("sha256", master, Buffer.from(fileSalt, "hex"), "linger workspace", 32));
  const chunks = frames.map(({ mark, body }, number) => {
    const nonce = Buffer.concat([Buffer.alloc(8), mark]);
    nonce.writeBigUInt64LE(BigInt(number));
    const decipher = createDecipheriv("aes-256-gcm", key, nonce).setAuthTag(body.subarray(-16));
    return Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]);
  });
  assert.equal(contentsOf(Buffer.concat(chunks)).text, CSV);
});

test("both kinds come back as they were, and no two sealed files share a key", async () => {
  const master = await masterKey(PASSPHRASE);
  const salts = new Set();
  for (const own of [null, master, master]) {
    const { header, manifest, files: found } = await read(new Blob([await made(own)]), own);
    assert.deepEqual(manifest, manifestOf(7));
    assert.deepEqual(found.map(({ name, kind, mapping, content }) => [name, kind, mapping, content.size]), [["orders.csv", "orders", null, 39], ["noise", "orders", null, 2_621_440]]);
    assert.equal(await found[0]?.content.text(), CSV);
    assert.deepEqual(new Uint8Array((await found[1]?.content.arrayBuffer()) ?? []), noise(2_621_440));
    salts.add(header.sealed?.fileSalt);
  }
  assert.equal(salts.size, 3);
});

test("a wrong passphrase is told from none and from damage", async () => {
  const bytes = await made(await masterKey(PASSPHRASE));
  const file = new Blob([bytes]);
  const { header } = taken(bytes);
  await assert.rejects(masterOf(header, null), { code: "needsPassphrase" });
  await assert.rejects(masterOf(header, `${PASSPHRASE} `), { code: "wrongPassphrase" });
  await assert.rejects(read(file, null), { code: "needsPassphrase" });
  assert.equal((await read(file, await masterOf(header, PASSPHRASE))).files.length, 2);
  bytes[bytes.length - 100] ^= 1;
  await assert.rejects(read(new Blob([bytes]), await masterOf(header, PASSPHRASE)), { code: "damaged" });
});

test("no byte can be changed, cut off, added or moved unseen", async () => {
  const master = await masterKey(PASSPHRASE);
  for (const own of [null, master]) {
    const bytes = await made(own);
    const { header, frames } = taken(bytes);
    /** @param {Buffer} changed @param {string} what */
    const refused = async (changed, what) => {
      const error = await verify(new Blob([new Uint8Array(changed)]), own).then(() => null, (reason) => reason);
      assert.ok(["damaged", "notWorkspace"].includes(error?.code), `${what}: ${error?.code ?? "accepted"}`);
    };
    const inHeader = [0, 8, 12, 30, 11 + JSON.stringify(header).length, 20 + Buffer.byteLength(JSON.stringify(header))];
    const inFrames = frames.flatMap(({ at, body }) => [at, at + 3, at + 4, at + 4 + body.length - 1]);
    for (const at of [...inHeader, ...inFrames]) {
      const changed = Buffer.from(bytes);
      changed[at] ^= 1;
      await refused(changed, `byte ${at}`);
    }
    for (const end of [7, 11, 40, frames[0]?.at ?? 0, frames[1]?.at ?? 0, (frames[2]?.at ?? 0) + 2, bytes.length - 1]) await refused(bytes.subarray(0, end), `cut at ${end}`);
    await refused(Buffer.concat([bytes, Buffer.from("x")]), "a byte more");
    const [first, second, third] = frames.map(({ mark, body }) => Buffer.concat([mark, body]));
    const start = bytes.subarray(0, frames[0]?.at);
    await refused(Buffer.concat([start, second, first, third].map((part) => part ?? Buffer.alloc(0))), "two frames changed places");
    await refused(Buffer.concat([start, first, third].map((part) => part ?? Buffer.alloc(0))), "a frame left out");
    await refused(Buffer.concat([start, first].map((part) => part ?? Buffer.alloc(0))), "the last frames cut off");
    assert.equal((await verify(new Blob([bytes]), own)).name, ABOUT.name);
  }
});

test("a forged header neither counts for hours nor opens what is newer", async () => {
  const bytes = await made(null);
  const { header, frames } = taken(bytes);
  /** @param {object} forged */
  const withHeader = (forged) => {
    const text = Buffer.from(JSON.stringify(forged));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    const whole = Buffer.concat([Buffer.from("LINGERW1"), length, text, createHash("sha256").update(text).digest(), bytes.subarray(frames[0]?.at)]);
    return new Blob([new Uint8Array(whole)]);
  };
  assert.equal((await read(withHeader(header), null)).files.length, 2);
  await assert.rejects(read(withHeader({ ...header, schema: 2 }), null), { code: "newer" });
  for (const forged of [{ ...header, id: "../../x" }, { ...header, name: 3 }, { ...header, savedAt: "soon" }, { ...header, revision: null }, []]) {
    await assert.rejects(read(withHeader(forged), null), { code: "damaged" });
  }
  const sealed = { cipher: "AES-256-GCM", from: "PBKDF2-SHA-256", iterations: 1e12, salt: "00", fileSalt: "00", check: "00" };
  await assert.rejects(masterOf({ ...header, sealed }, "x"), { code: "damaged" });
});
