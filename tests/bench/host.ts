/** Finding the owners of short connections, and what watching this computer costs, beside ss and systeminformation. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import systeminformation from 'systeminformation';
import { runProgram } from '../../main/capture/run-program';
import { createHostMonitor } from '../../main/host/create-host-monitor';
import type { HostMonitor } from '../../main/host/host-monitor';

const programs = join(import.meta.dirname, 'programs');
const processCount = 200;
const socketCount = 2000;
/** One a second is many times what a home computer opens in a day, five is a busy server. */
const openedPerSecond = [1, 5];

export interface BenchHostOptions {
  /** Connections that are opened in `seconds`. */
  readonly connections: number;
  readonly seconds: number;
}

/** Needs Linux. Everything it starts ends by itself. */
export async function benchHost({ connections, seconds }: BenchHostOptions): Promise<void> {
  const lifeSeconds = seconds * 5 + 60;
  const crowd: ChildProcess[] = [];
  for (let at = 0; at < processCount; at++) crowd.push(spawn('sleep', [String(lifeSeconds)], { stdio: 'ignore' }));
  const holders = [1, 2].map(() => {
    const args = [join(programs, 'hold-sockets.mjs'), String(socketCount / 4), String(lifeSeconds)];
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  });
  crowd.push(...holders);
  await Promise.all(holders.map((holder) => once(holder.stdout, 'data')));
  try {
    await findOwners(connections, seconds);
    const costs: number[] = [];
    for (const rate of openedPerSecond) costs.push(await costOfMonitor(seconds, rate));
    const [own] = costs;
    const ss = await costOf(seconds, async () => void (await runProgram({ file: 'ss', args: ['-tnp'] })));
    const other = await costOf(seconds, async () => {
      await systeminformation.currentLoad();
      await systeminformation.processes();
      await systeminformation.networkConnections();
    });
    console.log(
      `watching this computer (owners, processor, power) at ${processCount} processes and ${socketCount} sockets:`,
    );
    for (const [at, rate] of openedPerSecond.entries())
      console.log(`  ${(costs[at] * 100).toFixed(2)} % of one core with ${rate} new connections a second`);
    console.log(
      `  ss -tnp once a second takes ${(ss / own).toFixed(1)}x the first, systeminformation ${(other / own).toFixed(1)}x`,
    );
  } finally {
    for (const child of crowd) child.kill('SIGKILL');
  }
}

async function findOwners(connections: number, seconds: number): Promise<void> {
  const monitor = createHostMonitor();
  const letGo = monitor.hold();
  const opener = openBriefly(connections, seconds);
  const answers: Promise<boolean>[] = [];
  for await (const line of createInterface({ input: opener.stdout })) {
    answers.push(ask(monitor, line).then((pid) => pid === opener.pid));
  }
  const right = (await Promise.all(answers)).filter(Boolean).length;
  letGo();
  monitor.dispose();
  const share = ((right / answers.length) * 100).toFixed(2);
  console.log(`owners found of connections of 1 to 2 s: ${right} of ${answers.length} (${share} %) in ${seconds} s`);
}

/** `line`: the ports of a connection on loopback, the client's first. */
async function ask(monitor: HostMonitor, line: string): Promise<number | null> {
  const [client, server] = line.split(' ').map((port) => ({ address: '127.0.0.1', port: Number(port) }));
  const answer = await monitor.owner.ownerOf({ protocol: 'tcp', client, server });
  return answer.kind === 'known' ? answer.program.pid : null;
}

/** Share of one core while short connections are opened and asked about. */
async function costOfMonitor(seconds: number, rate: number): Promise<number> {
  const monitor = createHostMonitor();
  const letGo = monitor.hold();
  const opener = openBriefly(rate * (seconds + 5), seconds + 5);
  createInterface({ input: opener.stdout }).on('line', (line) => void ask(monitor, line));
  await wait(3000);
  const cost = await costOf(seconds, () => Promise.resolve());
  letGo();
  monitor.dispose();
  opener.kill('SIGKILL');
  return cost;
}

/** A program that opens connections to itself, and prints their ports. */
function openBriefly(connections: number, seconds: number) {
  const args = [join(programs, 'open-briefly.mjs'), String(connections), String(seconds)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Processor time of this process and of the children it ended, as a share of one core, with `work` once a second. */
async function costOf(seconds: number, work: () => Promise<void>): Promise<number> {
  const [beganMs, before] = [performance.now(), processorSeconds()];
  for (let second = 1; second <= seconds; second++) {
    await work();
    await wait(Math.max(0, second * 1000 - (performance.now() - beganMs)));
  }
  return (processorSeconds() - before) / ((performance.now() - beganMs) / 1000);
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1].split(' ');
  return (user + system) / 1e6 + (Number(fields[13]) + Number(fields[14])) / 100;
}
