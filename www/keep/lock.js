/**
 * Two tabs, one workspace: the tab that has it open holds its lock; another reads only, or takes it over.
 * @module
 */

const CHANNEL = "linger-workspaces";
/** How long the other tab may take to finish what it is writing, ms. */
const PATIENCE = 3000;

/** @typedef {{ lost: () => void, changed: () => void }} Listener */

/** The lock of the workspace that is open here, and word from other tabs. */
export class TabLock {
  /** @type {string | null} */ #id = null;
  /** @type {(() => void) | null} */ #release = null;
  /** @type {Promise<unknown>} */ #busy = Promise.resolve();
  #channel = new BroadcastChannel(CHANNEL);
  #listener;

  /** @param {Listener} listener `lost` when another tab took the workspace over, `changed` when it wrote or removed one */
  constructor(listener) {
    this.#listener = listener;
    this.#channel.onmessage = ({ data }) => void this.#heard(data);
  }

  get isHeld() {
    return this.#release !== null;
  }

  /** Whether the workspace is ours now. @param {string} id */
  async take(id) {
    this.release();
    return this.#request(id, { ifAvailable: true });
  }

  /** Takes it from another tab: that one is asked, and not waited for for long. @param {string} id */
  async takeOver(id) {
    this.release();
    this.#channel.postMessage({ take: id });
    const signal = AbortSignal.timeout(PATIENCE);
    const given = await this.#request(id, { signal }).catch(() => false);
    return given || this.#request(id, { steal: true });
  }

  release() {
    this.#release?.();
    this.#release = null;
    this.#id = null;
  }

  /** A piece of writing that is not broken off when another tab asks for the workspace. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  during(work) {
    const done = work();
    this.#busy = done.catch(() => {});
    return done;
  }

  /** Tells the other tabs that the list has changed. */
  tell() {
    this.#channel.postMessage({ changed: true });
  }

  /** @param {string} id @param {LockOptions} options @returns {Promise<boolean>} */
  #request(id, options) {
    return new Promise((resolve, reject) => {
      navigator.locks
        .request(lockName(id), options, (lock) => {
          if (!lock) return void resolve(false);
          return new Promise((release) => {
            this.#id = id;
            this.#release = () => release(undefined);
            resolve(true);
          });
        })
        .catch((error) => (this.#id === id ? this.#lost() : reject(error)));
    });
  }

  /** @param {{ take?: string, changed?: boolean }} message */
  async #heard({ take, changed }) {
    if (changed) this.#listener.changed();
    if (take === undefined || take !== this.#id) return;
    await this.#busy;
    if (take === this.#id) this.#lost();
  }

  #lost() {
    this.release();
    this.#listener.lost();
  }
}

/**
 * Does a piece of work on a workspace that no tab has open; `false` where one has.
 * @param {string} id
 * @param {() => Promise<boolean>} work
 */
export const whileFree = (id, work) => navigator.locks.request(lockName(id), { ifAvailable: true }, (lock) => (lock ? work() : false));

/** @param {string} id */
const lockName = (id) => `linger-workspace-${id}`;
