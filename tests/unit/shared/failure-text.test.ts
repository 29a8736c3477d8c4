import { describe, expect, it } from 'vitest';
import { adviseInstallOnLinux, adviseOnLinux } from '../../../main/capture/access-linux';
import type { Advice } from '../../../main/capture/access-linux';
import { adviseOnMac } from '../../../main/capture/access-macos';
import { adviseOnWindows } from '../../../main/capture/access-windows';
import { CaptureReader } from '../../../main/capture/capture-reader';
import { capDriver } from '../../../main/capture/cap-driver';
import { describeComplaint } from '../../../main/capture/explain-tool-failure';
import { describeReadFailure } from '../../../main/capture/file-failure';
import { describeWriteFailure } from '../../../main/capture/write-failure';
import { warnOfUnjudged } from '../../../main/report/describe-unjudged';
import { failureSchema, type Failure } from '../../../shared/connection';
import type { Warning } from '../../../shared/failure-about';
import { accessCauseSchema, foreignFormSchema } from '../../../shared/failure-about';
import { explainAccess, explainFailure, explainWarning } from '../../../shared/failure-text';

const japaneseLetters = /[\u3040-\u30ff\u4e00-\u9fff]/;
/** Three English words in a row: a sentence that nobody has translated. */
const englishSentence = /[A-Za-z]+ [a-z]+ [a-z]+/;

function expectJapanese(text: string): void {
  expect(text).toMatch(japaneseLetters);
  expect(text.replace(/(例：|端末で|editcap).*/, '')).not.toMatch(englishSentence);
  expect(text).toMatch(/。$|：.+/);
}

function read(bytes: Uint8Array, label: string): CaptureReader {
  const reader = new CaptureReader(label);
  for (const batch of reader.push(bytes)) expect(batch.count).toBeGreaterThanOrEqual(0);
  reader.end();
  return reader;
}

const systemErrors = ['ENOENT', 'EISDIR', 'EACCES', 'EIO', 'ENOSPC'].map((code) => ({ code }));
const complaints = ['no-tool', 'interface-down', 'no-permission', 'no-interface', 'bad-filter', 'tool-failed'] as const;

const failures: readonly Failure[] = [
  ...systemErrors.map((error) => describeReadFailure(error, '/tmp/one.pcap')),
  ...systemErrors.map((error) => describeWriteFailure(error, '/tmp/two.pcapng')),
  ...complaints.map((kind) => describeComplaint({ kind, words: 'it broke' }, 'dumpcap', 'eth7', 'tcp porta 1')),
  ...[[], [0x50, 0x4b, 3, 4], [1, 2, 3, 4]].map((bytes) => read(Uint8Array.from(bytes), '/tmp/three').failure),
].filter((failure) => failure !== null);

describe('explainFailure', () => {
  it('says in Japanese what went wrong, with what it happened, and what to do', () => {
    for (const failure of failures) {
      const { message, remedy } = explainFailure(failure, 'ja');
      expectJapanese(message);
      expectJapanese(remedy);
      expect(message).toContain(failure.kind === 'no-tool' ? 'dumpcap' : failure.about?.subject);
    }
  });

  it('says that a disk is full in words that hold for whatever is written', () => {
    const failure = describeWriteFailure({ code: 'ENOSPC' }, 'ours.json');
    expect(failure).toMatchObject({
      kind: 'disk-full',
      message: 'The disk is full, so writing to ours.json has stopped.',
    });
    for (const language of ['en', 'ja'] as const) {
      const { message, remedy } = explainFailure(failure, language);
      expect(message).toContain('ours.json');
      expect(message + remedy).not.toMatch(/packet|パケット|--write/);
    }
  });

  it('has Japanese sentences for every kind, also without circumstances', () => {
    for (const kind of failureSchema.shape.kind.options) {
      const { message, remedy } = explainFailure({ kind, message: 'In English only.', remedy: '' }, 'ja');
      expectJapanese(message);
      expectJapanese(remedy);
    }
  });

  it('names every other format in Japanese', () => {
    for (const form of foreignFormSchema.options) {
      const failure: Failure = { kind: 'not-a-capture', message: '', remedy: '', about: { subject: 'x.bin', form } };
      expectJapanese(explainFailure(failure, 'ja').message);
    }
  });

  it("keeps a tool's own words for the small print, once", () => {
    const { detail } = explainFailure(
      describeComplaint({ kind: 'tool-failed', words: 'it broke' }, 'cap', 'lo', null),
      'ja',
    );
    expect(detail).toBe('it broke');
    expect(explainFailure(failures[0], 'ja').detail).toBeNull();
    expect(explainFailure(failures[0], 'en').detail).toBeNull();
    expect(explainFailure({ kind: 'internal', message: 'Odd.', remedy: '' }, 'ja').detail).toBe('Odd.');
  });

  it('gives the command apart from the sentence', () => {
    const about = { command: 'sudo ip link set dev eth0 up' };
    const failure: Failure = {
      kind: 'interface-down',
      message: 'Down.',
      remedy: `Bring it up: ${about.command}`,
      about,
    };
    expect(explainFailure(failure, 'en')).toMatchObject({ remedy: 'Bring it up:', command: about.command });
    expect(explainFailure(failure, 'ja').command).toBe(about.command);
    const advised = { ...failure, remedy: `It is shut. Run: ${about.command}` };
    expect(explainFailure(advised, 'en').remedy).toBe('It is shut.');
  });
});

const tool = { path: '/usr/bin/dumpcap', groupId: 5, isExecutable: false, capabilities: '' };
const linux = { dumpcap: tool, tcpdump: null, userName: 'me', isRoot: false, groupFile: 'shark:x:5:', osRelease: '' };
const windows = { hasNpcap: true, hasDumpcap: true, adminOnly: '', service: '' };
const advices: readonly Advice[] = [
  adviseOnLinux(linux),
  adviseOnLinux({ ...linux, isRoot: true }),
  adviseOnLinux({ ...linux, groupFile: 'shark:x:5:me' }),
  adviseOnLinux({ ...linux, groupFile: '' }),
  adviseOnLinux({ ...linux, dumpcap: { ...tool, isExecutable: true } }),
  adviseOnLinux(linux, 'cap'),
  adviseInstallOnLinux('tcpdump', 'ID=debian'),
  adviseInstallOnLinux('tcpdump', ''),
  adviseOnMac({ hasChmodBpf: true, installer: null, hasBrew: true }),
  adviseOnMac({ hasChmodBpf: false, installer: null, hasBrew: true }),
  adviseOnWindows({ ...windows, hasNpcap: false }),
  adviseOnWindows({ ...windows, hasDumpcap: false }),
  adviseOnWindows({ ...windows, adminOnly: '    AdminOnly    REG_DWORD    0x1' }),
  adviseOnWindows({ ...windows, service: '        STATE              : 1  STOPPED' }),
  adviseOnWindows(windows),
];

describe('explainAccess', () => {
  it('says every reason in both languages, and which group it is about', () => {
    expect(new Set(advices.map(({ cause }) => cause.code))).toEqual(new Set(accessCauseSchema.shape.code.options));
    for (const advice of advices) {
      const access = { isPermitted: false, tool: null, tools: [], ...advice };
      expect(explainAccess(access, 'en')).toBe(advice.reason);
      const text = explainAccess(access, 'ja') ?? '';
      expectJapanese(text);
      expect(text).toContain(advice.cause.group ?? '');
    }
  });
});

describe('explainWarning', () => {
  it('says every warning in both languages', () => {
    const header = [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 1, 0, 0, 0];
    const warnings: Warning[] = [
      ...capDriver.warnings,
      ...read(Uint8Array.from([...header, 1, 2, 3]), '/tmp/cut.pcap').warnings,
      { code: 'unplugged', text: 'eth0 lost its link.', interfaceName: 'eth0' },
      { code: 'unseen-while-paused', text: '6 packets passed.', packets: 6 },
      ...warnOfUnjudged({ packets: 6, skipped: { notIp: 1, malformed: 1, truncated: 2, unknownLinkType: 2 } }),
    ];
    expect(new Set(warnings.map(({ code }) => code)).size).toBe(7);
    for (const warning of warnings) {
      expectJapanese(explainWarning(warning, 'ja'));
      expect(explainWarning(warning, 'en')).toBe(warning.text);
    }
  });
});
