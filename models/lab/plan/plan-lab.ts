/** Draws who talks to whom in a run, how and when. The same options give the same plan in every process of the run. */
import { formatAddress } from '../../../main/decode/format-address';
import { drawClientAddress, drawHostName, drawServerAddress, drawServerPort } from '../../generator/address-book';
import { drawCarriage } from '../../generator/carriage';
import { catalogue, type Entry } from '../../generator/catalogue';
import { drawNetworkPath, type NetworkPath } from '../../generator/network-path';
import { Random, type Weighted } from '../../generator/random';
import { certificateCount } from '../play/make-certificates';
import { allServices } from '../services/all-services';
import type { Service } from '../services/service';
import type { Conversation, Habits, ProxyStop } from './conversation';
import { drawVisits } from './draw-visits';
import type { LabOptions } from './lab-options';
import { clientSites, playedSites, serviceSite, sites } from './sites';

/** Kinds whose connections never come about; the lab's talk to somebody. */
const silentKinds = new Set(['failure']);

export function planLab(options: LabOptions): Conversation[] {
  const pattern = new RegExp(options.kinds);
  const isWanted = (what: string): boolean => pattern.test(what);
  const entries = (label: Entry['label']): Weighted<Entry>[] =>
    catalogue
      .filter((entry) => entry.label === label && entry.transport !== 'udp' && !silentKinds.has(entry.kind))
      .filter((entry) => isWanted(`${label}/${entry.kind}`))
      .map((entry) => [entry, entry.weight]);
  const services = allServices
    .filter(({ name }) => options.available.includes(name) && isWanted(`benign/${name}`))
    .map((service) => [service, service.weight] as const);
  const planner = new Planner(options);
  planner.addPlayed(entries('mining'), options.miners);
  planner.addPlayed(entries('benign'), options.played);
  planner.addServices(services, options.services);
  return planner.conversations;
}

class Planner {
  readonly conversations: Conversation[] = [];
  private readonly taken = new Set<string>(sites.flatMap(({ address, address6 }) => [address, address6]));
  private groups = 0;

  constructor(private readonly options: LabOptions) {}

  /** Pools and applications with one to four conversations each, until there are `count`. Few kinds come in turn. */
  addPlayed(entries: readonly Weighted<Entry>[], count: number): void {
    const end = this.conversations.length + (entries.length === 0 ? 0 : count);
    while (this.conversations.length < end) {
      const { groupStream, group, random } = this.beginGroup();
      const entry = random.pickWeighted(entries);
      const host = drawHostName(random);
      const carrier = random.pickWeighted(entry.carriers);
      const carriage = drawCarriage(random, carrier, host);
      const port = drawServerPort(random);
      const drawn = drawNetworkPath(random);
      // The proxies listen on IPv4.
      const path = { ...drawn, isIpv6: drawn.isIpv6 && carriage.proxy === null };
      const habits = drawHabits(random);
      const serverSite = random.pick(playedSites);
      const size = Math.min(random.pick([1, 1, 1, 2, 4]), end - this.conversations.length);
      for (let at = 0; at < size; at++) {
        this.conversations.push({
          index: this.conversations.length,
          label: entry.label,
          what: `${entry.label}/${entry.kind}/${carrier}`,
          group,
          content: { kind: 'played', entry, groupStream },
          carrier,
          carriage,
          // Names lead to one address each.
          host: at === 0 ? host : `${at}.${host}`,
          port,
          path,
          habits,
          ...this.drawClient(random, path),
          serverSite,
          serverAddress: this.drawServer(random, path),
          proxy: carriage.proxy === null ? null : this.drawProxy(random, carriage.proxy),
          visits: this.drawVisits(random, entry.isRefused === true ? 0.5 : 0.06, entry.mostSeconds),
        });
      }
    }
  }

  /** Real programs: every service once before any comes twice, then by weight. */
  addServices(services: readonly Weighted<Service>[], count: number): void {
    for (let made = 0; made < (services.length === 0 ? 0 : count); made++) {
      const { group, random } = this.beginGroup();
      const service = made < services.length ? services[made][0] : random.pickWeighted(services);
      const [carrier, port] = random.pick(service.doors);
      const host = drawHostName(random);
      // The servers listen on IPv4.
      const path = { ...drawNetworkPath(random), isIpv6: false };
      this.conversations.push({
        index: this.conversations.length,
        label: 'benign',
        what: `benign/${service.name}/${carrier}`,
        group,
        content: { kind: 'service', service: service.name },
        carrier,
        carriage: drawCarriage(random, carrier, host),
        host,
        port,
        path,
        habits: drawHabits(random),
        ...this.drawClient(random, path),
        serverSite: serviceSite,
        serverAddress: this.drawServer(random, path),
        proxy: null,
        visits: this.drawVisits(random, 0.06, service.mostSeconds),
      });
    }
  }

  private beginGroup(): { groupStream: number; group: string; random: Random } {
    const groupStream = this.groups++;
    const group = `lab:${this.options.seed}/${groupStream}`;
    // The group's own stream is left to its model.
    return { groupStream, group, random: new Random(this.options.seed, 1_000_000 + groupStream) };
  }

  private drawClient(random: Random, path: NetworkPath): { clientSite: number; clientAddress: string } {
    return {
      clientSite: random.pick(clientSites),
      clientAddress: this.unused(() => drawClientAddress(random, path.isIpv6)),
    };
  }

  private drawServer(random: Random, path: NetworkPath): string {
    return this.unused(() => drawServerAddress(random, path.isIpv6, path.hops === 0));
  }

  private drawProxy(random: Random, kind: 'socks5' | 'socks4a' | 'connect'): ProxyStop {
    const path = { ...drawNetworkPath(random), isIpv6: false };
    return {
      kind: kind === 'connect' ? 'connect' : 'socks5',
      address: this.drawServer(random, path),
      site: serviceSite,
      path,
    };
  }

  private drawVisits(random: Random, seriesRate: number, mostSeconds = Infinity): Conversation['visits'] {
    const stream = 2_000_000 + this.conversations.length * 100;
    return drawVisits(random, this.options, { seriesRate, mostMs: mostSeconds * 1000, stream });
  }

  private unused(draw: () => Uint8Array): string {
    for (;;) {
      const address = draw();
      const text = formatAddress(address, 0, address.length === 4 ? 4 : 16);
      if (this.taken.has(text)) continue;
      this.taken.add(text);
      return text;
    }
  }
}

function drawHabits(random: Random): Habits {
  return {
    clientNoDelay: random.chance(0.7),
    serverNoDelay: random.chance(0.7),
    saysGoodbye: random.chance(0.6),
    certificate: random.integer(0, certificateCount - 1),
    curves: random.pick(['auto', 'X25519:P-256:P-384', 'P-256:P-384:X25519', 'P-384:P-256', 'P-521:P-384:P-256']),
    hasShortCipherList: random.chance(0.4),
    deflates: random.chance(0.3),
    usesBrowser: random.chance(0.4),
  };
}
