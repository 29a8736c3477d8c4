/** Collects the evidence of one connection, ready to be shown: facts, weights, direction, English text. */
import type { Evidence, EvidenceKind } from '../../shared/connection';
import type { EvidenceFact } from '../../shared/evidence-fact';
import { describeFact } from '../../shared/evidence-text';
import { fillWindow } from '../inference/scorer';
import type { Pipeline } from '../pipeline';
import { describePoolWork } from '../verdict/describe-pool-work';
import type { PoolMatch } from '../verdict/pool-matches';
import { describeRhythm } from '../verdict/rhythm';
import { serverNameOf, weighNamesAndTls, weightOfDialect } from '../verdict/weigh-findings';
import { describeTls } from './describe-tls';

/** Hard evidence first, then the model, then remarks; with the prior the signed weights add up to the risk's log-odds. */
export function describeEvidence(pipeline: Pipeline, connection: number): Evidence[] {
  const { table, judgements, payload } = pipeline;
  const evidence: Evidence[] = [];
  const opinion = judgements.opinion(connection);
  if (!table.isTcp(connection)) {
    if (opinion.modelWeight !== null) add(evidence, 'model', opinion.modelWeight, { code: 'not-tcp' });
    return evidence;
  }
  const findings = payload.findings(connection);
  if (findings?.dialect) {
    add(evidence, 'stratum', weightOfDialect(findings), {
      code: 'dialect',
      dialect: findings.dialect,
      givenAwayBy: findings.givenAwayBy ?? '',
      agent: findings.agent,
      login: findings.login,
      isWebSocket: findings.isWebSocket,
      wasRefused: findings.wasRefused,
      jobs: findings.jobs,
      submits: findings.submits,
      accepted: findings.accepted,
      rejected: findings.rejected,
    });
  } else if (findings?.isPlainText) {
    add(evidence, 'stratum', weightOfDialect(findings), { code: 'other-plain-text' });
  }
  const named = weighNamesAndTls(connection, table, payload, pipeline.poolLists);
  for (const match of named.pools) add(evidence, 'pool-name', match.weight, describePool(match));
  const tls = findings && describeTls(findings, named);
  if (tls && named.tlsWeight !== 0) add(evidence, 'tls', named.tlsWeight, tls);
  if (opinion.seriesWeight) add(evidence, 'rhythm', opinion.seriesWeight, { code: 'returning-miner' });
  const owner = pipeline.owners.get(connection)?.evidence ?? [];
  for (const piece of owner) if (piece.weight !== 0) add(evidence, piece.kind, piece.weight, piece.fact);
  fillWindow(table, connection, pipeline.window);
  const seen = { messages: pipeline.window.totalCount, seconds: pipeline.window.durationSeconds };
  if (opinion.modelWeight === null) {
    add(evidence, 'model', 0, { code: 'too-little-seen', ...seen });
  } else {
    const likelihoodRatio = Math.exp(opinion.modelWeight);
    add(evidence, 'model', opinion.modelWeight, {
      code: 'model-opinion',
      model: pipeline.model.kind,
      likelihoodRatio,
      ...seen,
    });
  }
  const captured = onlyCaptured(pipeline, connection);
  if (captured !== null) add(evidence, 'rhythm', 0, { code: 'one-direction', captured });
  if (!pipeline.window.hasHandshake && seen.messages > 0) add(evidence, 'rhythm', 0, { code: 'begun-before' });
  if (tls && named.tlsWeight === 0) add(evidence, 'tls', 0, tls);
  for (const piece of owner) if (piece.weight === 0) add(evidence, piece.kind, 0, piece.fact);
  for (const fact of describeRhythm(pipeline.window)) add(evidence, 'rhythm', 0, fact);
  const poolName = serverNameOf(connection, table, payload)?.name ?? null;
  // Of the server's packets alone nobody can say that no share was handed in.
  const isShareless = captured === 'server' && findings?.accepted === 0;
  const work = isShareless
    ? null
    : findings && describePoolWork(findings, table.durationUs[connection] / 1e6, poolName);
  if (work) add(evidence, 'stratum', 0, work);
  return evidence;
}

/** The end whose packets alone were captured although the other one spoke too, or null. The window is this connection's. */
function onlyCaptured({ table, window }: Pipeline, connection: number): 'client' | 'server' | null {
  const sizes = window.sizes.subarray(0, window.count);
  if (table.packetsDown(connection) === 0) return sizes.some((size) => size < 0) ? 'client' : null;
  if (table.packetsUp(connection) === 0) return sizes.some((size) => size > 0) ? 'server' : null;
  return null;
}

function describePool(match: PoolMatch): EvidenceFact {
  const { kind, name, source, matched } = match;
  return kind === 'name'
    ? { code: 'pool-name', name, matched, strength: match.strength, source }
    : {
        code: 'pool-list',
        name,
        matched,
        source,
        list: match.list.name,
        listSource: match.list.source,
        listDate: match.list.date,
        listDateOrigin: match.list.dateOrigin,
      };
}

function add(evidence: Evidence[], kind: EvidenceKind, weight: number, fact: EvidenceFact): void {
  evidence.push(describePiece(kind, weight, fact));
}

/** Facts that speak for nothing when they weigh nothing. */
const quietFacts = new Set<EvidenceFact['code']>([
  'too-little-seen',
  'one-direction',
  'begun-before',
  'program-file',
  'owner-cpu',
  'owner-power',
  'work-before-messages',
  'owner-browser',
  'owner-unknown',
]);

/** One piece of evidence; `weight` in nats, positive towards mining. */
export function describePiece(kind: EvidenceKind, weight: number, fact: EvidenceFact): Evidence {
  const towards = weight < 0 || (weight === 0 && quietFacts.has(fact.code)) ? 'clear' : 'mining';
  return { kind, towards, weight: Math.abs(weight), text: describeFact(fact, 'en'), fact };
}
