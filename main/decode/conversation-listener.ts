/** Turns the messages of both directions into findings. */
import type { ConversationFindings } from './conversation-findings';
import { coinOf } from './coin-of';
import { readMinerHead } from './dialect-getwork';
import type { DialectMessage, DialectRole } from './dialect-message';
import type { HttpHead } from './http-head';
import { isJsonObject, parseCutJson, parseJson, type Json, type JsonObject } from './json-scan';
import { latin1Text, shownText } from './latin1-text';
import type { PayloadListener } from './payload-stream';
import { mayBeDialect, recogniseDialect } from './recognise-dialect';
import type { ShareWork } from './share-work';
import type { TlsAnswer } from './tls-answer';
import type { TlsHello } from './tls-hello';

/** Requests that wait for their reply, at most, of each kind. */
const maxPending = 32;
const maxBatch = 16;
/** Shares that one piece of work may say were accepted, at most. */
const maxAcceptedAtOnce = 32;
const nothingPending: Json[] = [];
const noShares: PendingShare[] = [];

/** A share that waits for the pool's opinion, and what one took when it was handed in. */
interface PendingShare {
  readonly id: Json;
  readonly work: ShareWork | null;
}

export class ConversationListener implements PayloadListener {
  /** Something worth judging was found since this was last set to false. */
  hasNews = false;
  private handshakes: Json[] = nothingPending;
  private shares: PendingShare[] = noShares;
  /** As work last said it; null before. */
  private acceptedSoFar: number | null = null;

  constructor(private readonly findings: ConversationFindings) {}

  get isMining(): boolean {
    return this.findings.dialect !== null;
  }

  onJson(
    data: Uint8Array,
    from: number,
    to: number,
    isCut: boolean,
    head: HttpHead | null,
    isInWebSocket: boolean,
  ): void {
    const text = latin1Text(data, from, to);
    if (!this.isMining && !mayBeDialect(text)) return;
    const value = isCut ? parseCutJson(data, from, to) : parseJson(text);
    const messages = Array.isArray(value) ? value.slice(0, maxBatch) : [value];
    for (const message of messages) {
      if (isJsonObject(message)) this.takeMessage(message, head, isInWebSocket);
    }
  }

  onHttpHead(head: HttpHead): void {
    const { findings } = this;
    if (head.isRequest) this.note('httpHost', head.host);
    else if (head.isWebSocketUpgrade) findings.isWebSocket = true;
    const found = readMinerHead(head);
    if (found !== null) this.takeDialect(found);
    if (findings.dialect === 'getwork' && head.isFailure) this.setRefused(true);
  }

  onTlsHello(hello: TlsHello): void {
    const { findings } = this;
    if (!findings.hasTlsHello) this.hasNews = true;
    findings.hasTlsHello = true;
    this.note('tlsServerName', hello.serverName);
    this.note('tlsAlpn', hello.alpn);
    // Only now is it known what the client left out.
    if (hello.rawJa4 !== null && findings.tlsRawJa4 === null) this.hasNews = true;
    findings.tlsRawJa4 ??= hello.rawJa4;
  }

  onTlsAnswer({ version, certificate }: TlsAnswer): void {
    const { findings } = this;
    findings.tlsVersion = version;
    if (certificate !== null && findings.tlsCertificate === null) this.hasNews = true;
    findings.tlsCertificate ??= certificate;
  }

  onMessage(found: DialectMessage): void {
    if (found.needsContext && this.findings.dialect !== found.dialect) return;
    this.takeDialect(found);
    this.count(found.role, undefined);
  }

  private takeMessage(message: JsonObject, head: HttpHead | null, isInWebSocket: boolean): void {
    const found = recogniseDialect(message, head);
    if (found !== null && (this.isMining || !found.needsContext)) {
      if (isInWebSocket) this.findings.isWebSocket = true;
      this.takeDialect(found);
      this.count(found.role, message.id);
    }
    if (this.isMining && ('result' in message || 'error' in message)) this.settle(message, found?.role === 'job');
  }

  private takeDialect(found: DialectMessage): void {
    const { findings } = this;
    if (findings.dialect === null) {
      findings.dialect = found.dialect;
      findings.givenAwayBy = found.name;
      this.hasNews = true;
    }
    this.note('agent', found.agent);
    this.note('login', found.login === undefined ? null : shorten(found.login));
    this.note('algorithm', found.algorithm);
    findings.coin ??= coinOf(found.login, found.algorithm);
    if (found.acceptedSoFar !== undefined) this.countAccepted(found.acceptedSoFar);
    if (found.work) findings.work = found.work;
    if (found.claimedRate !== undefined && found.claimedRate > 0) findings.claimedRate = found.claimedRate;
  }

  private count(role: DialectRole, id: Json | undefined): void {
    switch (role) {
      case 'handshake':
        if (isId(id)) this.handshakes = remember(this.handshakes, id);
        return;
      case 'submit':
        if (isId(id)) this.shares = remember(this.shares, { id, work: this.findings.work });
        return this.increment('submits');
      case 'job':
        return this.increment('jobs');
      case 'accepted':
        this.addWork(this.findings.work);
        return this.increment('accepted');
      case 'rejected':
        return this.increment('rejected');
      case 'refused':
        return this.setRefused(true);
      case 'other':
        return;
    }
  }

  /** Finds the request a reply belongs to. Over HTTP, the miner asks for each job; a job may already be `isCounted`. */
  private settle(reply: JsonObject, isCounted: boolean): void {
    const hasFailed = Boolean(reply.error) || reply.result === false;
    if (take(this.handshakes, (id) => id === reply.id) !== undefined) {
      this.setRefused(hasFailed);
      if (this.findings.dialect === 'getwork' && !hasFailed && !isCounted) this.increment('jobs');
      return;
    }
    const share = take(this.shares, ({ id }) => id === reply.id);
    if (share === undefined) return;
    if (!hasFailed) this.addWork(share.work);
    this.increment(hasFailed ? 'rejected' : 'accepted');
  }

  /** Counts what has come since work said so last. */
  private countAccepted(soFar: number): void {
    const before = this.acceptedSoFar ?? soFar;
    this.acceptedSoFar = soFar;
    for (let more = Math.min(soFar - before, maxAcceptedAtOnce); more > 0; more--) {
      this.addWork(this.findings.work);
      this.increment('accepted');
    }
  }

  private addWork(work: ShareWork | null): void {
    if (work === null) return;
    this.findings.acceptedWork += work.value;
    this.findings.acceptedWithWork++;
  }

  private increment(counter: 'jobs' | 'submits' | 'accepted' | 'rejected'): void {
    if (this.findings[counter]++ === 0) this.hasNews = true;
  }

  private setRefused(wasRefused: boolean): void {
    if (this.findings.wasRefused !== wasRefused) this.hasNews = true;
    this.findings.wasRefused = wasRefused;
  }

  /** Keeps the first text that is found. */
  private note(
    key: 'agent' | 'login' | 'algorithm' | 'tlsServerName' | 'tlsAlpn' | 'httpHost',
    text: string | null | undefined,
  ): void {
    if (!text || this.findings[key] !== null) return;
    this.findings[key] = shownText(text);
    this.hasNews = true;
  }
}

function isId(id: Json | undefined): id is Json {
  return id !== undefined && id !== null;
}

function remember<T>(pending: readonly T[], request: T): T[] {
  return [...pending.slice(1 - maxPending), request];
}

function take<T>(pending: T[], isWanted: (request: T) => boolean): T | undefined {
  const index = pending.findIndex(isWanted);
  return index < 0 ? undefined : pending.splice(index, 1)[0];
}

/** A login is often a wallet address: its first 8 and last 4 characters are enough to recognise one's own. */
function shorten(login: string): string {
  return login.length <= 12 ? login : `${login.slice(0, 8)}…${login.slice(-4)}`;
}
