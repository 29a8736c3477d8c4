/** Runs ours and a peer in turn, pair by pair, and prints how many times faster ours is. Both return seconds. */
export async function compareInTurn(
  what: string,
  peer: string,
  pairs: number,
  own: () => number | Promise<number>,
  theirs: () => number | Promise<number>,
): Promise<void> {
  const ratios: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const ownSeconds = await own();
    ratios.push((await theirs()) / ownSeconds);
  }
  ratios.sort((a, b) => a - b);
  const [least, median, most] = [ratios[0], ratios[pairs >> 1], ratios[pairs - 1]].map((ratio) => ratio.toFixed(2));
  console.log(`${what}: ${median}x ${peer} (median of ${pairs} pairs, ${least} to ${most})`);
}
