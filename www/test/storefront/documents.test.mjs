/** The documents name what the sources use: attributes, stored keys, files, and the pictures are there and small. */
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile, readdir, stat } from "node:fs/promises";

const folder = new URL("../../storefront/", import.meta.url);
const read = (/** @type {string} */ name) => readFile(new URL(name, folder), "utf8");
const sources = [];
for (const part of ["recorder/", "flags/"]) {
  for (const name of await readdir(new URL(part, folder), { recursive: true })) if (name.endsWith(".js")) sources.push(await read(part + name));
}
const SOURCE = sources.join("\n");

/** @param {RegExp} pattern with one group */
const found = (pattern) => [...new Set([...SOURCE.matchAll(pattern)].map(([, name]) => name))];

for (const name of ["README.md", "README.zh-CN.md"]) {
  const text = await read(name);

  test(`${name}: every attribute of the tag`, () => {
    const attributes = found(/config\.(?!js")(\w+)/g).concat(found(/\bload\("(more|late|overlay)"/g)).map((key) => `data-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    assert.ok(attributes.length > 15, attributes.join());
    assert.deepEqual(attributes.filter((attribute) => !text.includes(attribute)), []);
  });

  test(`${name}: every key that is stored`, () => {
    const keys = found(/\b(?:read|write)\("(\w+)"/g).concat(found(/const KEY = "(\w+)"/g));
    assert.ok(keys.length > 6, keys.join());
    assert.deepEqual(keys.filter((key) => !text.includes(`linger.${key}`)), []);
  });

  test(`${name}: links lead somewhere, pictures are small`, async () => {
    const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link).filter((link) => !link.startsWith("http"));
    assert.ok(links.filter((link) => link.startsWith("pictures/")).length >= 4);
    for (const link of links) assert.ok((await stat(new URL(`../../../pkg/storefront/${link}`, import.meta.url))).size <= 61_440, link);
  });
}
