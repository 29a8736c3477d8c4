/**
 * The only program that loads the npm package `cap`, started as a child because the package may abort its process.
 *
 *     version                            prints the version of the package
 *     list                               prints the interfaces as JSON
 *     probe INTERFACE FILTER             opens the interface, compiles the filter and ends
 *     capture INTERFACE FILTER SNAP      writes pcap to standard output until standard input ends
 *
 * Failures are one line on standard error and exit code 1.
 */
import { createRequire } from 'node:module';
import type { EventEmitter } from 'node:events';
import { PcapEncoder } from './pcap-encoder';
import { normaliseLinkType } from './link-types';

interface Cap extends EventEmitter {
  /** Returns the name of the link type. */
  open(device: string, filter: string, bufferBytes: number, buffer: Buffer): string;
  close(): void;
}
interface CapPackage {
  readonly Cap: new () => Cap;
  deviceList(): unknown;
}

const kernelBufferBytes = 16 << 20;
/** The package's fixed snap length. */
const longestPacketBytes = 65_535;
/** Packets go out once there are this many bytes of them, or after this time. */
const pieceBytes = 65_536;
const pieceMs = 20;
/** Above this the reader is too slow; packets are dropped rather than kept in memory. */
const maxWaitingBytes = 32 << 20;

const linkTypes: Readonly<Record<string, number>> = {
  NULL: 0,
  ETHERNET: 1,
  IEEE802_11_RADIO: 127,
  LINKTYPE_LINUX_SLL: 113,
  RAW: 101,
};

run(process.argv.slice(2));

function run([task, interfaceName = '', filter = '', snap = '']: readonly string[]): void {
  const require = createRequire(import.meta.url);
  let cap: CapPackage;
  try {
    cap = require('cap') as CapPackage;
  } catch (error) {
    fail(`cap cannot be loaded: ${explainLoadError(error)}`);
  }
  try {
    if (task === 'version')
      process.stdout.write(`cap ${(require('cap/package.json') as { version: string }).version}\n`);
    else if (task === 'list') process.stdout.write(JSON.stringify(cap.deviceList()));
    else if (task === 'probe') probe(cap, interfaceName, filter);
    else capture(cap, interfaceName, filter, Number(snap));
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function probe({ Cap }: CapPackage, interfaceName: string, filter: string): void {
  const cap = new Cap();
  const linkType = cap.open(interfaceName, filter, kernelBufferBytes, Buffer.alloc(longestPacketBytes));
  process.stdout.write(`${linkType}\n`, () => process.exit(0));
}

function capture({ Cap }: CapPackage, interfaceName: string, filter: string, snapLength: number): void {
  const cap = new Cap();
  const buffer = Buffer.alloc(longestPacketBytes);
  const linkType = linkTypeOf(cap.open(interfaceName, filter, kernelBufferBytes, buffer));
  const encoder = new PcapEncoder({ linkType });
  encoder.start();
  let timer: NodeJS.Timeout | null = null;
  const send = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (encoder.pendingBytes > 0) process.stdout.write(encoder.take().slice());
  };
  cap.on('packet', (length: number) => {
    if (process.stdout.writableLength > maxWaitingBytes) return;
    const timestampUs = (performance.timeOrigin + performance.now()) * 1000;
    encoder.add(buffer, 0, Math.min(length, snapLength), length, timestampUs, linkType);
    if (encoder.pendingBytes >= pieceBytes) send();
    else timer ??= setTimeout(send, pieceMs);
  });
  const finish = (): void => {
    send();
    process.stdout.end(() => process.exit(0));
  };
  // The parent closes standard input when it stops the capture, and the system does when the parent is gone.
  process.stdin.on('end', finish).on('error', finish).resume();
  process.stdout.on('error', () => process.exit(0));
  process.on('SIGINT', finish);
  send();
}

/** The LINKTYPE_ number behind the package's name: "ETHERNET", "Unknown linktype 276". */
function linkTypeOf(name: string): number {
  return linkTypes[name] ?? normaliseLinkType(Number(/\d+$/.exec(name)?.[0] ?? 1));
}

function explainLoadError(error: unknown): string {
  const text = String(error);
  if (text.includes("Cannot find module 'cap'")) return 'it is not installed';
  if (text.includes('NODE_MODULE_VERSION')) return 'it was built for another version of node';
  return text.split('\n')[0];
}

function fail(message: string): never {
  process.stderr.write(`cap: ${message}\n`);
  process.exit(1);
}
