/** What the figures of pool and miner tell, once a dialect is known. */
import type { EvidenceFact } from '../../shared/evidence-fact';
import { areSharesUnanswered } from '../../shared/evidence-pool';
import type { ConversationFindings } from '../decode/conversation-findings';
import { estimateHashRate } from './estimate-hash-rate';

/** Hashes for difficulty 1 by coin: of the others that speak in difficulties the algorithm is not known. */
const hashesPerDifficulty: Readonly<Record<string, number>> = {
  Bitcoin: 2 ** 32,
  Dash: 2 ** 32,
  Ravencoin: 2 ** 32,
  Litecoin: 2 ** 16,
  Dogecoin: 2 ** 16,
};

/** `seconds`: of the connection. null before a job was seen. */
export function describePoolWork(
  findings: ConversationFindings,
  seconds: number,
  pool: string | null,
): Extract<EvidenceFact, { code: 'pool-work' }> | null {
  const { dialect, coin, algorithm, login, submits, accepted, rejected, jobs, work, claimedRate } = findings;
  if (dialect === null || jobs === 0) return null;
  const isHashes = work?.kind === 'hashes';
  const scale = isHashes ? 1 : dialect === 'ethereum' ? 2 ** 32 : coin === null ? undefined : hashesPerDifficulty[coin];
  const hashesPerSecond =
    work === null || scale === undefined || areSharesUnanswered({ submitted: submits, accepted, rejected })
      ? null
      : estimateHashRate(findings.acceptedWork * scale, findings.acceptedWithWork, seconds, work.value * scale);
  return {
    code: 'pool-work',
    coin,
    algorithm,
    pool,
    worker: login,
    submitted: submits,
    accepted,
    rejected,
    seconds,
    unit: coin === 'Zcash' || /^(?:equihash|zhash|beamhash)/i.test(algorithm ?? '') ? 'Sol' : 'H',
    share:
      work === null
        ? null
        : scale === undefined
          ? { unit: 'difficulty', value: work.value }
          : { unit: 'hashes', value: work.value * scale },
    hashesPerSecond,
    claimedHashesPerSecond: claimedRate,
  };
}
