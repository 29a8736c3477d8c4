/** Does all jobs, at most so many at a time, in order of their place. */
export async function doAtMost(count: number, jobs: readonly (() => Promise<void>)[]): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < jobs.length) await jobs[next++]();
  };
  await Promise.all(Array.from({ length: count }, work));
}
