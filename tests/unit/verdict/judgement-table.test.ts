import { describe, expect, it } from 'vitest';
import { modelWeightLimit, priorLogOdds, riskOf, thresholds, weights } from '../../../main/verdict/judge';
import { JudgementTable } from '../../../main/verdict/judgement-table';

function createTable(): JudgementTable {
  const table = new JudgementTable();
  table.begin(0, 4);
  return table;
}

describe('riskOf', () => {
  it('adds the weights to the prior in log-odds', () => {
    const risk = riskOf({ modelWeight: 3, dialectWeight: 0, nameWeight: 2 });
    expect(Math.log(risk / (1 - risk))).toBeCloseTo(priorLogOdds + 5);
  });

  it('takes a dialect alone for mining, even against the model, and no name alone', () => {
    expect(
      riskOf({ modelWeight: -modelWeightLimit / 2, dialectWeight: weights.dialect, nameWeight: 0 }),
    ).toBeGreaterThan(thresholds.mining);
    expect(riskOf({ modelWeight: null, dialectWeight: 0, nameWeight: weights.knownPoolName })).toBeLessThan(
      thresholds.suspicious,
    );
  });
});

describe('JudgementTable', () => {
  it('is undecided while too little was seen, clear when nothing more can come', () => {
    const table = createTable();
    table.judge(0, 10, 2, false);
    expect(table.verdict(0)).toBe('undecided');
    table.judge(0, 20, 3, true);
    expect(table.verdict(0)).toBe('clear');
  });

  it('remembers when the model and the evidence first spoke, and who flagged it', () => {
    const table = createTable();
    table.hearModel(0, 12);
    expect(table.judge(0, 40_000, 24, false)).toBe(false);
    table.hearModel(0, 12);
    expect(table.judge(0, 50_000, 30, false)).toBe(true);
    table.setDialectWeight(0, weights.dialect);
    expect(table.judge(0, 90_000, 50, false)).toBe(false);
    expect(table.firstFlagged(0)).toEqual({ afterMs: 50_000, afterPackets: 30, by: 'model' });
    expect(table.firstByModel(0)).toEqual({ afterMs: 50_000, afterPackets: 30 });
    expect(table.firstEvidence(0)).toEqual({ afterMs: 90_000, afterPackets: 50 });
  });

  it('starts afresh when an index is used again', () => {
    const table = createTable();
    table.setDialectWeight(0, weights.dialect);
    table.judge(0, 1, 1, false);
    table.begin(0, 4);
    table.judge(0, 1, 1, false);
    expect([table.verdict(0), table.firstFlagged(0)]).toEqual(['undecided', null]);
  });

  it('never lets the model alone outweigh its data', () => {
    const table = createTable();
    table.hearModel(0, 99);
    table.hearModel(0, 99);
    expect(table.opinion(0).modelWeight).toBe(modelWeightLimit);
  });

  it('takes nothing for mining by a single opinion, however strong', () => {
    const table = createTable();
    table.hearModel(0, 99);
    table.judge(0, 9_000, 12, false);
    expect(table.verdict(0)).toBe('suspicious');
    table.hearModel(0, 12);
    table.judge(0, 13_000, 14, false);
    expect(table.verdict(0)).toBe('mining');
  });

  it('forgets what the model said of an index used before', () => {
    const table = createTable();
    table.hearModel(0, 14);
    table.begin(0, 4);
    table.hearModel(0, 14);
    expect(table.opinion(0).modelWeight).toBeCloseTo(0.6 * 14);
  });
});
