/** A member by its name and version; a version that the name already says is not said twice. */
export function nameWithVersion({ name, version }: { name: string; version: string | null }): string {
  return version === null || name.includes(version) ? name : `${name} ${version}`;
}
