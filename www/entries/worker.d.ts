/**
 * The engine's worker as a script of its own, classic or module, for `open({ worker })` on pages whose policy forbids
 * `worker-src blob:`. It exports nothing.
 */
export {};
