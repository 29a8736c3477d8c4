import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBook, enter } from '../../../../models/evaluation/book';
import { drawEvaluation } from '../../../../models/evaluation/draw-evaluation';
import type { Evaluation } from '../../../../models/evaluation/evaluation';
import { unseen } from '../../../../models/evaluation/judgement';
import { evaluationJson } from '../../../../models/evaluation/report-json';
import { reportMarkdown } from '../../../../models/evaluation/report-markdown';
import { writeBetweenMarkers } from '../../../../models/evaluation/write-between-markers';

const book = createBook();
const mining = {
  ...unseen,
  verdict: 'mining',
  wasMining: true,
  isScored: true,
  evidence: 9,
  rhythmSeconds: 30,
} as const;
const about = { seconds: 100, where: 'a.pcap' };
enter(book, 'real', 'seen', { ...mining, ...about, truth: 'mining', kind: 'stratum' });
enter(book, 'real', 'new', { ...mining, ...about, truth: 'other', kind: 'chat <b>' });
enter(book, 'real', 'new', { ...unseen, ...about, isScored: true, evidence: -5, truth: 'other', kind: 'mail' });

const evaluation: Evaluation = {
  command: 'npm run evaluate',
  model: { name: 'flow-mlp', version: '1', sha256: 'abc' },
  trainedOn: ['seen'],
  prior: 0.01,
  thresholds: { mining: 0.8, suspicious: 0.5 },
  parts: [{ name: 'headers', command: null, book }],
  ndpi: null,
};

describe('the report', () => {
  it('marks what the model was trained on, and names what went wrong', () => {
    const markdown = reportMarkdown(evaluation);
    expect(markdown).toContain('| seen \\* |');
    expect(markdown).toContain('1 of 1, 100.0 % (2.5 to 100.0 %)');
    expect(markdown).toContain('- chat <b>: a.pcap');
    expect(reportMarkdown(evaluation, { isShort: true })).not.toContain('a.pcap');
  });

  it('names kinds never seen that were found or accused, and counts the others', () => {
    const kinds = createBook();
    enter(kinds, 'generated', 'generated', { ...mining, ...about, truth: 'mining', kind: 'mining/grin/tls' });
    enter(kinds, 'generated', 'generated', { ...mining, ...about, truth: 'other', kind: 'benign/nats/tls' });
    enter(kinds, 'generated', 'generated', { ...unseen, ...about, truth: 'other', kind: 'benign/irc/tls' });
    const parts = [{ name: 'unseen-kinds', command: 'npm run train', book: kinds } as const];
    const markdown = reportMarkdown({ ...evaluation, parts }, { isShort: true });
    expect(markdown).toContain('| mining/grin | 1 |');
    expect(markdown).toContain('| benign/nats | 1 |');
    expect(markdown).not.toContain('benign/irc');
    expect(markdown).toContain('Of 1 more kinds with 1 connections none was called mining');
  });

  it('tells sessions apart by how long they lasted', () => {
    const lengths = createBook();
    const session = { ...mining, where: 'a.pcap', truth: 'mining', kind: 'stratum' } as const;
    for (const seconds of [20, 60, 119, 4000]) enter(lengths, 'real', 'seen', { ...session, seconds });
    const parts = [{ name: 'headers', command: null, book: lengths } as const];
    const markdown = reportMarkdown({ ...evaluation, parts });
    expect(markdown).toContain('| less than 30 s | 1 |');
    expect(markdown).toContain('| 60 to 120 s | 2 |');
    expect(markdown).toContain('| 900 s and longer | 1 |');
    expect(reportMarkdown(evaluation)).not.toContain('session lasted');
  });

  it('is JSON for programs', () => {
    const { schema, parts } = JSON.parse(evaluationJson(evaluation)) as {
      schema: string;
      parts: { origins: { all: { alarmsEver: number } }[] }[];
    };
    expect(schema).toBe('kanaria/evaluation@1');
    expect(parts[0].origins[0].all.alarmsEver).toBe(1);
  });

  it('has a picture without numbers that are none', () => {
    const svg = drawEvaluation(evaluation);
    expect(svg).toContain('as shipped, real');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('documents', () => {
  it('take figures between their markers and nowhere else', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'kanaria-markers-')), 'card.md');
    writeFileSync(path, 'before\n<!-- figures: start -->\nold\n<!-- figures: end -->\nafter\n');
    writeBetweenMarkers(path, 'figures', 'new');
    expect(readFileSync(path, 'utf8')).toBe('before\n<!-- figures: start -->\n\nnew\n\n<!-- figures: end -->\nafter\n');
    expect(() => writeBetweenMarkers(path, 'others', 'new')).toThrow('no markers');
  });
});
