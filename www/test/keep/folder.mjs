/**
 * A folder in memory with the part of `FileSystemDirectoryHandle` that the shelf uses, worse than any browser's: what is
 * written shows at once, and it breaks at the step it is told to.
 */

/** @typedef {"fails" | "tears" | "dies"} Fault an error; half of what was written, then an error; the same, and nothing works from then on */

export class Folder {
  /** @type {Map<string, Uint8Array<ArrayBuffer>>} */
  files = new Map();
  /** Steps taken so far: files made, pieces written, files closed, files removed. */
  steps = 0;
  /** @type {{ at: number, kind: Fault, error: Error } | null} */
  #fault = null;
  #isDead = false;

  /** @param {number} at the number of the step, from now on @param {Fault} kind @param {Error} [error] */
  breakAt(at, kind, error = new Error("Input/output error")) {
    this.steps = 0;
    this.#fault = { at, kind, error };
  }

  /** The folder as the page finds it when it is loaded again. */
  again() {
    const folder = new Folder();
    folder.files = new Map(this.files);
    return /** @type {FileSystemDirectoryHandle} */ (/** @type {unknown} */ (folder));
  }

  /** @param {(part: number) => void} act with the share of the work that gets done */
  #step(act) {
    const fault = this.#fault;
    const isHere = fault !== null && this.steps === fault.at;
    this.steps += 1;
    if (this.#isDead) throw new Error("The page is gone.");
    if (!isHere) return act(1);
    if (fault.kind !== "fails") act(0.5);
    this.#isDead = fault.kind === "dies";
    throw fault.error;
  }

  /** @param {string} name @param {{ create?: boolean }} [options] */
  async getFileHandle(name, { create = false } = {}) {
    if (create) this.#step((part) => part === 1 && this.files.set(name, new Uint8Array()));
    if (!this.files.has(name)) throw new DOMException("There is no such file.", "NotFoundError");
    return {
      getFile: async () => new File([this.files.get(name) ?? ""], name),
      createWritable: async () => ({
        write: async (/** @type {Uint8Array} */ piece) => this.#step((part) => this.#append(name, piece.subarray(0, Math.ceil(piece.length * part)))),
        close: async () => this.#step(() => {}),
        abort: async () => {},
      }),
    };
  }

  /** @param {string} name @param {Uint8Array} piece */
  #append(name, piece) {
    const old = this.files.get(name) ?? new Uint8Array();
    const whole = new Uint8Array(old.length + piece.length);
    whole.set(old);
    whole.set(piece, old.length);
    this.files.set(name, whole);
  }

  /** @param {string} name */
  async removeEntry(name) {
    this.#step((part) => part === 1 && this.files.delete(name));
  }

  async *entries() {
    for (const name of [...this.files.keys()]) yield [name, await this.getFileHandle(name)];
  }

  get handle() {
    return /** @type {FileSystemDirectoryHandle} */ (/** @type {unknown} */ (this));
  }
}
