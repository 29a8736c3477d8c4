/** Index of the class a value falls in: the first whose upper edge it does not exceed, or `edges.length`. */
export function classOf(value: number, edges: readonly number[]): number {
  let at = 0;
  while (at < edges.length && value > edges[at]) at++;
  return at;
}
