import { describe, expect, it } from 'vitest';
import { loadModel } from '../../../../main/engine/load-model';
import { tallyBy } from '../../../../models/evaluation/book';
import {
  cutIntoJobs,
  judgeGenerated,
  trafficSets,
  type GeneratedJob,
} from '../../../../models/evaluation/generated-job';

const model = loadModel('flow');
const job: GeneratedJob = { set: 'mining', seed: 5, connections: 40, modes: ['payload', 'headers'] };

describe('generated jobs', () => {
  it('hold all connections, each with a seed of its own', () => {
    const jobs = trafficSets.flatMap((set) => cutIntoJobs(set, 9, 4500, ['headers']));
    expect(jobs.reduce((sum, { connections }) => sum + connections, 0)).toBe(trafficSets.length * 4500);
    expect(new Set(jobs.map(({ seed }) => seed)).size).toBe(jobs.length);
  });

  it('give the same counts every time, and find plain miners at once when the payload is read', async () => {
    const books = await judgeGenerated(job, model);
    expect(await judgeGenerated(job, model)).toEqual(books);
    const [payload] = tallyBy(books.payload.groups, () => '').values();
    const [headers] = tallyBy(books.headers.groups, () => '').values();
    expect(payload.sessions).toBe(headers.sessions);
    expect(payload.sessions + payload.aside).toBeGreaterThan(30);
    expect(payload.evidencePacketsOfTalk.length).toBeGreaterThan(5);
    expect(headers.evidencePacketsOfTalk).toEqual([]);
    expect(payload.rhythmSeconds).toEqual(headers.rhythmSeconds);
  });

  it('count what is not mining as such', async () => {
    const { headers } = await judgeGenerated({ ...job, set: 'everyday', modes: ['headers'] }, model);
    const [tally] = tallyBy(headers.groups, () => '').values();
    expect(tally.sessions).toBe(0);
    expect(tally.others).toBeGreaterThanOrEqual(40);
    expect(tally.scoredOthers).toBeLessThan(tally.others);
  });
});
