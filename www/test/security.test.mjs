/** SECURITY.md holds what it says: the tests it names exist, and what it says of dependencies is so. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
/** @param {string} path */
const read = (path) => readFileSync(new URL(path, root), "utf8");
const INSTALLED = /^(node_modules|target|\..*)$/;

/** Lock files of the repository by their name. @param {string} name @param {string} [folder] @returns {string[]} */
const locks = (name, folder = "") =>
  readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return INSTALLED.test(entry.name) ? [] : locks(name, `${folder}${entry.name}/`);
    return entry.name === name ? [`${folder}${name}`] : [];
  });

const document = read("SECURITY.md");
const threats = document.split(/^### /m).slice(1).map((text) => ({ name: String(text.split("\n")[0]), text }));

for (const { name, text } of threats) {
  test(`threat ${name}: every part is there, and its tests exist`, () => {
    for (const part of ["**What could happen.**", "**What stops it.**", "**What remains.**"]) assert.ok(text.includes(part), part);
    const proofs = [...text.matchAll(/^- `([^`]+)`: (.+)$/gm)].map(([, file = "", title = ""]) => ({ file, title }));
    assert.ok(proofs.length > 0);
    for (const { file, title } of proofs) assert.ok(declarations(title).some((one) => read(file).includes(one)), `${file} has no test "${title}"`);
  });
}

/** How a test is written: of Rust by the name of its function, of JavaScript by its title, which may go on with what it is run for. @param {string} title */
function declarations(title) {
  const name = /^`(\w+)`$/.exec(title)?.[1];
  return name ? [`fn ${name}()`, `fn ${name}(`] : [`test("${title}"`, `test(\`${title}`];
}

test("the document covers the threats that its head promises", () => {
  assert.equal(threats.length, 12);
  assert.match(document, /## Reporting a weakness\n\nPlease report privately/);
});

test("every npm package is locked by its digest, asks for no address of its own, and runs nothing when it is installed", () => {
  const found = locks("package-lock.json");
  assert.ok(found.includes("www/package-lock.json"));
  for (const lock of found) {
    const { packages } = JSON.parse(read(lock));
    const entries = Object.entries(packages).filter(([path]) => path.includes("node_modules/"));
    assert.ok(entries.length > 0, lock);
    for (const [path, entry] of entries) {
      if (entry.inBundle || entry.link) continue;
      assert.match(entry.integrity ?? "", /^sha512-/, `${lock}: ${path}`);
      assert.equal(entry.resolved, undefined, `${lock}: ${path}`);
    }
    const settings = read(lock.replace("package-lock.json", ".npmrc"));
    assert.match(settings, /^ignore-scripts=true$/m, lock);
  }
  const { dependencies, devDependencies } = JSON.parse(read("www/package.json"));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) assert.match(String(version), /^\d+\.\d+\.\d+$/, name);
});

test("every crate is locked by its digest", () => {
  for (const lock of locks("Cargo.lock")) {
    const crates = read(lock).split("[[package]]").slice(1).filter((crate) => /^source = /m.test(crate));
    assert.ok(crates.length > 0, lock);
    for (const crate of crates) assert.match(crate, /^checksum = "[0-9a-f]{64}"$/m, crate);
  }
});

test("the published package depends on nothing and runs nothing when it is installed", () => {
  const { dependencies, optionalDependencies, peerDependencies, scripts } = JSON.parse(read("pkg/package.json"));
  assert.deepEqual([dependencies, optionalDependencies, peerDependencies, scripts], [undefined, undefined, undefined, undefined]);
});
