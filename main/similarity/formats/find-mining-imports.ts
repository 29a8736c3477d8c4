/** Libraries for computing on graphics cards and for reading the processor's layout, whole or in part of the name. */
const mark = /(?:^|[/\\])(?:lib)?(?:opencl|nvcuda|cuda|cudart|nvml|nvrtc|nvapi|amdhip|hwloc)[\w.-]*$/i;

/** Those of a program's libraries that miners use too, each once. Many other programs use them: never a finding alone. */
export function findMiningImports(imports: readonly string[]): string[] {
  const libraries = new Set(imports.map((name) => name.split('!')[0]));
  return [...libraries].filter((library) => mark.test(library));
}
