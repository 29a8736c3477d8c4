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
    expect([...times.subarray(0, count)]).toEqual(Array.from({ length: count }, (_, at) => 400 - count + at));
  }
  expect(total).toBeLessThan(3 * 400);
});
