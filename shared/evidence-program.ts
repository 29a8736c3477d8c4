/** What the file of a connection's program says, in words. */
import type { ProgramFact } from './evidence-fact';
import { describeFileReason } from './file-reason-text';
import { translateMemberName } from './member-name';

/** One sentence: which program, and how near its file is to known miners. */
export function describeProgramInEnglish(fact: ProgramFact): string {
  const where = fact.path === null ? '' : `, ${fact.path}`;
  const who = `${fact.program} (process ${fact.pid}${where}) owns this connection`;
  if (fact.assessment === null) return `${who}; its file could not be read, so it was not compared with known miners`;
  const member = fact.nearest?.member ?? null;
  const isNear = fact.assessment === 'very-close' || fact.assessment === 'match';
  const like = member === null || !isNear ? '' : `; most like ${member.name} (distance ${member.distance})`;
  return fact.reason === null ? who : `${who}. Its file: ${describeFileReason(fact.reason, 'en')}${like}`;
}

/** The same in Japanese. */
export function describeProgramInJapanese(fact: ProgramFact): string {
  const where = fact.path === null ? '' : `、${fact.path}`;
  const who = `この接続は ${fact.program}（プロセス ${fact.pid}${where}）のものです`;
  if (fact.assessment === null) return `${who}。ファイルを読めないため、既知のマイナーとは比べていません`;
  const member = fact.nearest?.member ?? null;
  const isNear = fact.assessment === 'very-close' || fact.assessment === 'match';
  const like =
    member === null || !isNear
      ? ''
      : `。最も似ているのは ${translateMemberName(member.name, 'ja')}（距離 ${member.distance}）です`;
  return fact.reason === null ? who : `${who}。そのファイル：${describeFileReason(fact.reason, 'ja')}${like}`;
}
