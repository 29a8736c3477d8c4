import { expect, it } from 'vitest';
import { maxMessages, MessageLog } from '../../../main/flow/message-log';

it('bounds the messages of all connections together, and keeps the newest of each', () => {
  const connections = 20_000;
  const log = new MessageLog(connections);
  for (let message = 0; message < 400; message++) {
    for (let connection = 0; connection < connections; connection++) log.append(connection, message, connection + 1);
  }
  const times = new Float32Array(maxMessages);
  const sizes = new Float32Array(maxMessages);
  let total = 0;
  for (const connection of [0, 7, connections - 1]) {
    const count = log.read(connection, times, sizes);
    total += count;
    expect(count).toBeGreaterThanOrEqual(1);
    expect([times[count - 1], sizes[count - 1]]).toEqual([399, connection + 1]);
    const newest = [...times.subarray(Math.max(0, log.forgottenBefore(connection)), count)];
    expect(newest).toEqual(Array.from({ length: newest.length }, (_, at) => 400 - newest.length + at));
  }
  expect(total).toBeLessThan(3 * 400);
});

it('keeps the opening and the newest messages of a connection that says more than is remembered', () => {
  const log = new MessageLog(1);
  const times = new Float32Array(maxMessages);
  const sizes = new Float32Array(maxMessages);
  for (let message = 0; message < 2 * maxMessages + 3; message++) log.append(0, message, 1);
  const count = log.read(0, times, sizes);
  const boundary = log.forgottenBefore(0);
  expect(boundary).toBeGreaterThan(0);
  expect([...times.subarray(0, boundary)]).toEqual(Array.from({ length: boundary }, (_, at) => at));
  expect(times[count - 1]).toBe(2 * maxMessages + 2);
  expect(times[boundary]).toBe(2 * maxMessages + 3 - (count - boundary));
  log.clear(0);
  expect(log.forgottenBefore(0)).toBe(-1);
});
