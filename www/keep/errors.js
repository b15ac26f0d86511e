/**
 * What can go wrong with a workspace; the page has a sentence for each code (`keep.error.*`).
 * @module
 */

/**
 * @typedef {"notWorkspace" | "newer" | "damaged" | "wrongPassphrase" | "needsPassphrase" | "noSpace" | "noWorkspace" | "inUse" | "notSaved" | "readOnly" | "tooLarge" | "unavailable"} KeepCode
 * @typedef {Error & { code: KeepCode, cause?: unknown }} KeepError
 */

/**
 * @param {KeepCode} code
 * @param {unknown} [cause]
 * @returns {KeepError}
 */
export const keepError = (code, cause) => Object.assign(new Error(code, { cause }), { code });
