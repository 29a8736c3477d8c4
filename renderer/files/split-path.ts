/** A path in two: the name that matters and the folder that it lies in, whatever the system's separator. */
export function splitPath(path: string): { name: string; folder: string } {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return { name: path.slice(end + 1) || path, folder: end > 0 ? path.slice(0, end) : path.slice(0, end + 1) };
}
