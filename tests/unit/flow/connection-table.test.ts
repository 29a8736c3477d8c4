import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxMessages } from '../../../main/flow/message-log';
import { createTable, reply } from './play-packets';

const syn = 2;
const synAck = 18;
const ack = 16;
const fin = 17;
const rst = 4;
const udp = 17;

describe('who is the client', () => {
  it('is the sender of the SYN, whatever the ports', () => {
    const { table, play } = createTable();
    const { connection } = play({ at: 0, flags: syn, fromPort: 80, toPort: 50_000 });
    expect([table.clientPort(connection), table.serverPort(connection)]).toEqual([80, 50_000]);
  });

  it('is the receiver of the SYN-ACK', () => {
    const { table, play } = createTable();
    const { connection, isUp } = play({ at: 0, flags: synAck, fromPort: 50_000, toPort: 80 });
    expect([table.clientPort(connection), isUp]).toEqual([80, false]);
  });

  it('is guessed without a handshake, else the first sender', () => {
    const { table, play } = createTable();
    const first = play({ at: 0, fromPort: 3333, toPort: 40_000, bytes: 9 });
    expect([table.clientPort(first.connection), first.isUp]).toEqual([40_000, false]);
    expect(play({ at: 0, from: 8, to: 9, fromPort: 5000, toPort: 5000 }).isUp).toBe(true);
    expect(play({ at: 0, from: 9, to: 8, fromPort: 5000, toPort: 5000 }).isUp).toBe(false);
  });
});

describe('when a connection ends', () => {
  it('ends with both FINs, and its late acknowledgements still belong to it', () => {
    const { ended, play } = createTable();
    play({ at: 0, flags: syn, sequence: 10 });
    play({ at: 1, flags: fin, sequence: 11 });
    play(reply({ at: 1.1, flags: fin, sequence: 50 }));
    expect(play({ at: 1.2, flags: ack, sequence: 12 }).isNew).toBe(false);
    expect(ended).toEqual([]);
    play({ at: 60, from: 7, flags: syn });
    expect(ended).toMatchObject([{ reason: 'closed', packets: 4 }]);
  });

  it('ends when a new SYN with another sequence number reuses its ports, not when the SYN is repeated', () => {
    const { ended, play } = createTable();
    play({ at: 0, flags: syn, sequence: 10 });
    expect(play({ at: 1, flags: syn, sequence: 10 }).isNew).toBe(false);
    expect(play({ at: 2, flags: syn, sequence: 99 }).isNew).toBe(true);
    expect(ended).toMatchObject([{ reason: 'reused', packets: 2 }]);
  });

  it('is one connection when both sides open it at once', () => {
    const { table, play } = createTable();
    play({ at: 0, flags: syn, sequence: 10 });
    expect(play(reply({ at: 0.1, flags: syn, sequence: 70 })).isNew).toBe(false);
    const { connection } = play({ at: 0.2, flags: synAck, sequence: 10, acknowledgement: 71 });
    expect([table.packetsUp(connection), table.packetsDown(connection)]).toEqual([2, 1]);
  });

  it('begins anew with a SYN-ACK whose SYN was missed, once the ports were given up', () => {
    const { play } = createTable();
    play({ at: 0, flags: syn, sequence: 10 });
    play(reply({ at: 0.1, flags: synAck, sequence: 90, acknowledgement: 11 }));
    play(reply({ at: 5, flags: fin, sequence: 91 }));
    expect(play(reply({ at: 6, flags: synAck, sequence: 90, acknowledgement: 11 })).isNew).toBe(false);
    play(reply({ at: 7, flags: fin, sequence: 91 }));
    expect(play(reply({ at: 8, flags: synAck, sequence: 300, acknowledgement: 2000 })).isNew).toBe(true);
  });

  it('goes on when the SYN that was refused is sent again and accepted', () => {
    const { table, ended, play } = createTable();
    play({ at: 0, flags: syn, sequence: 10 });
    play(reply({ at: 0.1, flags: rst }));
    const { connection } = play({ at: 0.6, flags: syn, sequence: 10 });
    expect(table.isClosed(connection)).toBe(false);
    expect(play({ at: 300, bytes: 9, sequence: 11 }).isNew).toBe(false);
    expect(ended).toEqual([]);
  });

  it('keeps a closed connection while packets of it come late, and no other one because of it', () => {
    const { ended, play } = createTable();
    for (const from of [21, 22]) play({ at: 0, from, flags: syn });
    for (const from of [21, 22]) play({ at: 1, from, flags: rst });
    for (let at = 10; at <= 100; at += 10) expect(play({ at, from: 21 }).isNew).toBe(false);
    expect(ended).toMatchObject([{ reason: 'closed', packets: 2 }]);
  });

  it('keeps connections over many jumps of the clock and while two clocks take turns', () => {
    const { ended, play } = createTable();
    play({ at: 0, from: 9, flags: syn });
    for (let turn = 1; turn <= 50; turn++) play({ at: (turn % 2) * 1e8 + turn, flags: ack });
    for (let turn = 0; turn < 20_000; turn++) play({ at: 1000 + (turn % 2) * 30 + turn / 1000, flags: ack });
    expect(ended).toEqual([]);
    expect(play({ at: 2e8, from: 9 }).isNew).toBe(false);
  });

  it('notices that the clock was set back for good', () => {
    const { ended, play } = createTable();
    play({ at: 1e9, from: 9, flags: syn });
    play({ at: 1e9, from: 9, flags: rst });
    for (let packet = 0; packet < 1100; packet++) play({ at: 5000 + packet, flags: ack });
    expect(ended).toMatchObject([{ reason: 'closed' }]);
  });

  it('keeps a miner that is silent for 20 minutes, and every TCP connection over a jump of the clock', () => {
    const { ended, play } = createTable();
    play({ at: 0, flags: syn });
    play({ at: 1200, bytes: 5, sequence: 1 });
    expect(play({ at: 400_000_000, bytes: 5, sequence: 6 }).isNew).toBe(false);
    expect(play({ at: 1300, bytes: 5, sequence: 11 }).isNew).toBe(false);
    expect(ended).toEqual([]);
  });

  it('ends UDP after five minutes', () => {
    const { play } = createTable();
    play({ at: 0, protocol: udp });
    expect(play({ at: 299, protocol: udp }).isNew).toBe(false);
    expect(play({ at: 700, protocol: udp }).isNew).toBe(true);
  });

  it('lets the oldest idle connection leave a full table, closed ones first', () => {
    const { table, ended, play } = createTable(3);
    play({ at: 0, from: 11, flags: syn });
    play({ at: 1, from: 12, flags: syn });
    play({ at: 2, from: 13, flags: syn });
    play({ at: 3, from: 11, bytes: 4 });
    play({ at: 4, from: 13, flags: rst });
    play({ at: 5, from: 14, flags: syn });
    play({ at: 6, from: 15, flags: syn });
    expect(ended).toMatchObject([
      { serial: 3, reason: 'closed' },
      { serial: 2, reason: 'evicted' },
    ]);
    expect(table.size).toBe(3);
  });
});

describe('time', () => {
  it('counts forward steps only', () => {
    const { table, play } = createTable();
    play({ at: 100, flags: syn });
    play({ at: 110 });
    play({ at: 50 });
    const { connection } = play({ at: 55 });
    expect(table.durationUs[connection]).toBe(15e6);
  });
});

describe('what counts once', () => {
  it('counts a packet that a mirror port shows twice once', () => {
    const { table, play } = createTable();
    play({ at: 0, flags: syn, sequence: 1 });
    play({ at: 1, bytes: 90, sequence: 2, ipId: 7, checksum: 77 });
    const again = play({ at: 1.0001, bytes: 90, sequence: 2, ipId: 7, checksum: 77 });
    expect(again.isDuplicate).toBe(true);
    expect(table.packetsUp(again.connection)).toBe(2);
    expect(table.messageCount[again.connection]).toBe(1);
  });

  it('recognises copies in any order, whatever their TTL, from the very first packet', () => {
    const { table, play } = createTable();
    const first = { flags: syn, sequence: 1, ipId: 5, checksum: 9 };
    const second = { flags: ack, sequence: 2, ipId: 6, checksum: 8, bytes: 70 };
    const third = { flags: ack, sequence: 72, ipId: 7, checksum: 7, bytes: 70 };
    const packets = [first, first, second, third, second, third];
    const seen = packets.map((packet, at) => play({ at: at / 1e4, ...packet }));
    expect(seen.map(({ isDuplicate }) => isDuplicate)).toEqual([false, true, false, false, true, true]);
    expect(table.packetsUp(seen[0].connection)).toBe(3);
    expect(play(reply({ at: 0.001, ...third })).isDuplicate).toBe(false);
  });

  it('recognises copies that carry no IP id, such as those of IPv6', () => {
    const { play } = createTable();
    play({ at: 0, protocol: udp, ipId: 0, checksum: 77, bytes: 30 });
    expect(play({ at: 0.001, protocol: udp, ipId: 0, checksum: 77, bytes: 30 }).isDuplicate).toBe(true);
    expect(play({ at: 0.1, protocol: udp, ipId: 0, checksum: 77, bytes: 30 }).isDuplicate).toBe(false);
  });

  it('takes equal packets of a rebuilt capture, where id, numbers and checksum stay the same, for different ones', () => {
    const { table, play } = createTable();
    const rebuilt = { sequence: 0, ipId: 1, checksum: 0x1234 };
    play({ at: 0, flags: syn, ...rebuilt });
    play({ at: 0.01, flags: ack, ...rebuilt });
    for (let packet = 2; packet < 10; packet++) play({ at: packet / 100, bytes: 1460, ...rebuilt });
    const { connection } = play({ at: 1, bytes: 1460, ...rebuilt });
    expect(table.packetsUp(connection)).toBe(11);
    expect(table.messageCount[connection]).toBe(2);
  });

  it('takes only the new bytes of a retransmission once sequence numbers are known to advance', () => {
    const { play } = createTable();
    play({ at: 0, flags: syn, sequence: 999 });
    play({ at: 1, bytes: 100, sequence: 1000 });
    play({ at: 2, bytes: 100, sequence: 1100 });
    expect(play({ at: 3, bytes: 100, sequence: 1100 }).hasNewPayload).toBe(false);
    expect(play({ at: 4, bytes: 150, sequence: 1100 })).toMatchObject({ hasNewPayload: true, payloadSkip: 100 });
    expect(play({ at: 5, bytes: 10, sequence: 1300 })).toMatchObject({ hasNewPayload: true, isAfterGap: true });
    // A keep-alive probe repeats the last byte.
    expect(play({ at: 6, bytes: 1, sequence: 1309 }).hasNewPayload).toBe(false);
  });

  it('takes a first message that is repeated once, when it was acknowledged or nobody answered', () => {
    const { play } = createTable();
    play({ at: 0, flags: syn, sequence: 999 });
    play({ at: 1, bytes: 100, sequence: 1000 });
    expect(play({ at: 1.3, bytes: 100, sequence: 1000 }).hasNewPayload).toBe(false);
    play(reply({ at: 1.4, sequence: 5, acknowledgement: 1100 }));
    expect(play({ at: 1.5, bytes: 100, sequence: 1000 }).hasNewPayload).toBe(false);
    expect(play({ at: 1.6, bytes: 100, sequence: 1100 })).toMatchObject({ hasNewPayload: true, isAfterGap: false });
  });

  it('does not take keep-alive probes before the first message for messages', () => {
    const { table, play } = createTable();
    play({ at: 0, flags: syn, sequence: 999 });
    const { connection } = play({ at: 50, bytes: 1, sequence: 999 });
    expect(table.messageCount[connection]).toBe(0);
  });

  it('counts payload that comes out of order once, and reads on behind it as after a gap', () => {
    const { play } = createTable();
    play({ at: 0, flags: syn, sequence: 999 });
    play({ at: 1, bytes: 100, sequence: 1000 });
    play(reply({ at: 1.001, acknowledgement: 1100 }));
    expect(play({ at: 1.01, bytes: 100, sequence: 1200 })).toMatchObject({ hasNewPayload: true, isAfterGap: true });
    const late = { bytes: 100, sequence: 1100 };
    expect(play({ at: 1.02, ...late })).toMatchObject({ hasNewPayload: true, isAfterGap: true, payloadSkip: 0 });
    expect(play({ at: 1.03, ...late }).hasNewPayload).toBe(false);
    expect(play({ at: 1.04, bytes: 9, sequence: 1300 })).toMatchObject({ hasNewPayload: true, isAfterGap: true });
    expect(play({ at: 1.05, bytes: 9, sequence: 1309 })).toMatchObject({ hasNewPayload: true, isAfterGap: false });
  });

  it('believes every payload where sequence numbers never change', () => {
    const { table, play } = createTable();
    play({ at: 0, flags: syn, sequence: 1, ipId: 0, checksum: 0 });
    for (let at = 1; at <= 5; at++) play({ at, bytes: 80, sequence: 1, ipId: 0, checksum: 0 });
    const { connection } = play({ at: 6, bytes: 80, sequence: 1, ipId: 0, checksum: 0 });
    expect(table.messageCount[connection]).toBe(6);
    expect(table.packetsUp(connection)).toBe(7);
  });
});

describe('messages', () => {
  it('joins segments of one direction and begins anew after a pause or a change of direction', () => {
    const { table, play } = createTable();
    play({ at: 0, flags: syn, sequence: 0 });
    play({ at: 1, bytes: 1000, sequence: 1 });
    play({ at: 1.01, bytes: 500, sequence: 1001 });
    play(reply({ at: 1.02, bytes: 60, sequence: 1 }));
    const { connection } = play({ at: 3, bytes: 40, sequence: 1501 });
    const times = new Float32Array(maxMessages);
    const sizes = new Float32Array(maxMessages);
    expect(table.messages.read(connection, times, sizes)).toBe(3);
    expect([...sizes.subarray(0, 3)]).toEqual([1500, -60, 40]);
    expect([...times.subarray(0, 3)].map((time) => time.toFixed(2))).toEqual(['1.00', '1.02', '3.00']);
  });

  it('forgets the oldest messages of a long connection, never the count', () => {
    const { table, play } = createTable();
    let sequence = 1;
    let connection = 0;
    for (let at = 1; at <= 2000; at++, sequence += at) ({ connection } = play({ at, bytes: at, sequence }));
    const times = new Float32Array(maxMessages);
    const sizes = new Float32Array(maxMessages);
    const count = table.messages.read(connection, times, sizes);
    expect(count).toBeGreaterThan(maxMessages - 17);
    expect(sizes[count - 1]).toBe(2000);
    expect(table.messageCount[connection]).toBe(2000);
  });
});

it('never loses or mixes connections, however they come and go', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ from: fc.nat(40), port: fc.nat(3), flags: fc.constantFrom(syn, ack, fin, rst), bytes: fc.nat(50) }),
        { maxLength: 400 },
      ),
      fc.integer({ min: 1, max: 20 }),
      (packets, maxConnections) => {
        const { table, ended, play } = createTable(maxConnections);
        let counted = 0;
        packets.forEach(({ from, port, flags, bytes }, at) => {
          const seen = play({ at: at * 5, from, fromPort: 40_000 + port, flags, bytes, sequence: at * 100 });
          expect(seen.isDuplicate).toBe(false);
          expect(table.size).toBeLessThanOrEqual(maxConnections);
          counted++;
        });
        table.endAll();
        expect(table.size).toBe(0);
        expect(ended.reduce((sum, { packets: number }) => sum + number, 0)).toBe(counted);
        expect(new Set(ended.map(({ serial }) => serial)).size).toBe(ended.length);
      },
    ),
    { numRuns: 60 },
  );
});

describe('a direction that was not captured', () => {
  const read = (table: ReturnType<typeof createTable>['table'], connection: number): number[][] => {
    const times = new Float32Array(maxMessages);
    const sizes = new Float32Array(maxMessages);
    const count = table.messages.read(connection, times, sizes);
    return Array.from({ length: count }, (_, at) => [times[at], sizes[at]]);
  };

  it('speaks through what the other one acknowledges', () => {
    const { table, play } = createTable();
    play({ at: 0, flags: syn, sequence: 999 });
    play({ at: 1, sequence: 1000, acknowledgement: 5001 });
    play({ at: 2, bytes: 200, sequence: 1000, acknowledgement: 5001 });
    play({ at: 3, sequence: 1200, acknowledgement: 5401 });
    // What is acknowledged along with the next message came before it.
    play({ at: 4, bytes: 80, sequence: 1200, acknowledgement: 5451 });
    const { connection } = play({ at: 5, bytes: 80, sequence: 1200, acknowledgement: 5451 });
    expect(read(table, connection)).toEqual([
      [2, 200],
      [3, -400],
      [4, -50],
      [4, 80],
    ]);
    expect([table.packetsDown(connection), table.bytesDown(connection)]).toEqual([0, 0]);
  });

  it('is heard from the side of the server as well', () => {
    const { table, play } = createTable();
    play(reply({ at: 0, flags: synAck, sequence: 70, acknowledgement: 1000 }));
    const { connection, isUp } = play(reply({ at: 1, bytes: 60, sequence: 71, acknowledgement: 1150 }));
    expect(isUp).toBe(false);
    expect(read(table, connection)).toEqual([
      [1, 150],
      [1, -60],
    ]);
  });

  it('says nothing by its FIN, a keep-alive, an older acknowledgement or a constant one', () => {
    const { table, play } = createTable();
    for (const [at, acknowledgement] of [5000, 5000, 5001, 4000, 5001].entries()) play({ at, acknowledgement });
    const { connection } = play({ at: 9, flags: rst, acknowledgement: 0 });
    expect(table.messageCount[connection]).toBe(0);
    expect(play({ at: 10, bytes: 9, acknowledgement: 0 })).toMatchObject({ hasNewPayload: true, unheardBytes: 0 });
  });

  it('is taken as it comes once a packet of it is there', () => {
    const { table, play } = createTable();
    play({ at: 0, bytes: 10, sequence: 100, acknowledgement: 5000 });
    play(reply({ at: 1, bytes: 300, sequence: 5000, acknowledgement: 110 }));
    const { connection, unheardBytes } = play({ at: 1.1, sequence: 110, acknowledgement: 5300 });
    expect([unheardBytes, ...read(table, connection)]).toEqual([0, [0, 10], [1, -300]]);
  });
});
