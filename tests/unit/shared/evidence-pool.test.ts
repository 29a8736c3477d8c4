import { describe, expect, it } from 'vitest';
import { describePoolWorkInEnglish, describePoolWorkInJapanese } from '../../../shared/evidence-pool';
import { describePoolWork } from '../../../main/verdict/describe-pool-work';
import { converse } from '../decode/conversation-support';

const job = {
  id: 1,
  result: { id: 'a', job: { job_id: '1', blob: '0e'.repeat(76), target: 'b88d0600' }, status: 'OK' },
};
const login = { id: 1, method: 'login', params: { login: 'rig', pass: 'x', agent: 'XMRig/6.21.0' } };
const submit = {
  id: 2,
  method: 'submit',
  params: { id: 'a', job_id: '1', nonce: 'd0030040', result: 'ab'.repeat(32) },
};
const ok = { id: 2, result: { status: 'OK' }, error: null };

function tell(...messages: (readonly [boolean, object])[]): readonly (string | null)[] {
  const findings = converse(messages.map(([isUp, message]) => [isUp, `${JSON.stringify(message)}\n`]));
  const fact = describePoolWork(findings, 60, null);
  return fact === null ? [] : [describePoolWorkInEnglish(fact), describePoolWorkInJapanese(fact)];
}

describe("what a pool's figures tell", () => {
  it('is a bound as long as nothing was handed in', () => {
    const [english, japanese] = tell([true, login], [false, job]);
    expect(english).toMatch(/^Below .* \(95 %\): no share accepted yet in 60 s/);
    expect(japanese).toContain('承認されたシェアはまだありません');
  });

  it('is a rate once shares are accepted', () => {
    const [english] = tell([true, login], [false, job], [true, submit], [false, ok]);
    expect(english).toMatch(/^About .*: 1 share accepted \(/);
  });

  it('is nothing where shares are handed in and no answer is read', () => {
    const [english, japanese] = tell([true, login], [false, job], [true, submit]);
    expect(english).toMatch(/^Hash rate not known: 1 share submitted, no answer seen \(/);
    expect(japanese).toMatch(/^ハッシュレートは不明です：60秒間に提出されたシェア1件、返事は見えず/);
  });
});
