/** Written into the worker by the build: SHA-256 of index.html in hex, and the files beside it. */
declare const LINGER_PAGE: string;
declare const LINGER_BESIDE: string[];
