/**
 * Two stores of events in IndexedDB `linger`, each a ring: `kept` (the local sink) and `outbox` (not yet confirmed by
 * the endpoint). Where there is no database, or no room, adding does nothing and reading gives nothing.
 * @module
 */

/** @import { LingerEvent } from "../types.js" */

/** @typedef {"kept" | "outbox"} Store */

/** @type {Promise<IDBDatabase> | undefined} */
let opening;

function open() {
  return (opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("linger", 1);
    request.onupgradeneeded = () => ["kept", "outbox"].forEach((name) => request.result.createObjectStore(name, { autoIncrement: true }));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      // An erase in this or another tab wants the database gone.
      request.result.onversionchange = forget;
      resolve(request.result);
    };
  }));
}

function forget() {
  opening?.then((database) => database.close());
  opening = undefined;
}

/**
 * @template T
 * @param {Store} name
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T | undefined>} undefined when it could not be done
 */
async function inStore(name, act) {
  try {
    const transaction = (await open()).transaction(name, "readwrite");
    const request = act(transaction.objectStore(name));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = reject;
    });
    return request.result;
  } catch {
    return undefined;
  }
}

/** Adds and drops what is beyond `limit`, oldest first; says whether it was kept. @param {Store} name @param {LingerEvent[]} events @param {number} limit */
export async function add(name, events, limit) {
  const last = await inStore(name, (store) => {
    const adding = events.map((event) => store.add(event));
    const newest = adding[adding.length - 1];
    newest.onsuccess = () => Number(newest.result) > limit && store.delete(IDBKeyRange.upperBound(Number(newest.result) - limit));
    return newest;
  });
  return last !== undefined;
}

/** The oldest events with their keys. @param {Store} name @param {number} [count] */
export async function oldest(name, count) {
  const keys = (await inStore(name, (store) => store.getAllKeys(null, count))) ?? [];
  const events = /** @type {LingerEvent[]} */ ((await inStore(name, (store) => store.getAll(null, count))) ?? []);
  return { keys, events };
}

/** @param {Store} name @param {IDBValidKey} key */
export function dropUpTo(name, key) {
  return inStore(name, (store) => store.delete(IDBKeyRange.upperBound(key)));
}
