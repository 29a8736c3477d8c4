/** Packages that bundles leave to run time: electron itself, optional native ones, and what `ws` merely tries. */
export const neverBundled = ['electron', 'cap', /^@tensorflow\//, 'bufferutil', 'utf-8-validate'];
