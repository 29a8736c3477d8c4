/** What the program that owns a connection does to the machine, in words. */
import type { EvidenceFact } from './evidence-fact';
import { duration, times } from './evidence-words';
import type { OwnerUnknownReason } from './host';

/** The facts about an owner other than its file. */
export type OwnerFact = Extract<
  EvidenceFact,
  {
    code: 'owner-cpu' | 'owner-power' | 'work-before-messages' | 'owner-browser' | 'owner-memory' | 'owner-unknown';
  }
>;

/** One sentence. */
export function describeOwnerInEnglish(fact: OwnerFact): string {
  switch (fact.code) {
    case 'owner-cpu': {
      const who = `${fact.program} (process ${fact.pid})`;
      const over = `over the last ${duration(Math.min(fact.seconds, 60), 'en')}`;
      const cores = `${fact.cores.toFixed(2)} cores`;
      const evenness = fact.variation === null ? '' : `, variation ${percent(fact.variation)}`;
      const shared = fact.openConnections > 1 ? `; it has ${fact.openConnections} connections open` : '';
      const perByte =
        fact.secondsPerKilobyte === null
          ? ''
          : `; ${fact.secondsPerKilobyte.toFixed(1)} processor seconds per kilobyte`;
      const gpu = fact.isGpuBusy ? '; a graphics processor is at work' : '';
      if (fact.level === 'idle')
        return `${who} hardly uses the processor while this connection is open: ${cores} ${over}${gpu}`;
      const how = {
        steady: 'works the processor hard and evenly',
        uneven: 'works the processor hard, but unevenly',
        some: 'uses a little of the processor',
      };
      return `${who} ${how[fact.level]}: ${cores} ${over}${evenness}${perByte}${shared}${gpu}`;
    }
    case 'owner-power': {
      const ratio = times(fact.watts / fact.idleWatts, 'en');
      return `The machine draws ${fact.watts.toFixed(1)} W, ${ratio} its idle ${fact.idleWatts.toFixed(1)} W, and ${fact.program} takes ${percent(fact.share)} of the processor time in use`;
    }
    case 'work-before-messages':
      return `In the seconds before its ${fact.messages} messages ${fact.program} works ${fact.ratio.toFixed(1)} times as hard as at other times`;
    case 'owner-browser':
      return `${fact.program} (process ${fact.pid}) is a browser: a page may be mining, and which of its tabs can't be told`;
    case 'owner-memory':
      return `${fact.program} (process ${fact.pid}) keeps ${(fact.residentBytes / 2 ** 30).toFixed(1)} GiB in memory, as RandomX miners do: a hint only`;
    case 'owner-unknown':
      return reasons[fact.reason];
  }
}

const reasons: Record<OwnerUnknownReason, string> = {
  looking: 'The program that owns this connection is being looked up',
  'not-live': 'Packets from a file: which program they were of is not known',
  'not-this-computer': 'The connection is of another device: processor and power of this computer say nothing about it',
  'no-permission': 'The program that owns this connection belongs to another user, and this one may not look',
  gone: 'The program that owned this connection had gone before it could be looked up',
  shared: 'Several programs serve the port of this connection, and the system does not tell which of them it is',
  'not-supported': 'Which program owns this connection can not be found out on this system',
  'tool-failed': 'The system tool that tells which program owns this connection failed',
};

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
