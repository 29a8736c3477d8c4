/** What the module `electron` is outside main/app and main/preload: empty, so that using it does not compile. */
export {};
