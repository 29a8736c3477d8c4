/** Reads the payload of one TCP connection for mining dialects and for the names it gives away. */
import type { ConversationFindings } from './conversation-findings';
import { ConversationListener } from './conversation-listener';
import { PayloadStream } from './payload-stream';
import { TextGauge } from './text-gauge';

/**
 * One per TCP connection that carries payload. Segments come in order and without retransmissions. `isUp` only keeps the
 * two directions apart; a wrong guess of which is which changes nothing.
 */
export class Conversation {
  readonly findings: ConversationFindings = {
    dialect: null,
    isWebSocket: false,
    givenAwayBy: null,
    agent: null,
    login: null,
    algorithm: null,
    work: null,
    acceptedWork: 0,
    acceptedWithWork: 0,
    claimedRate: null,
    coin: null,
    jobs: 0,
    submits: 0,
    accepted: 0,
    rejected: 0,
    wasRefused: false,
    tlsServerName: null,
    tlsAlpn: null,
    hasTlsHello: false,
    tlsRawJa4: null,
    tlsVersion: 0,
    tlsCertificate: null,
    httpHost: null,
    isPlainText: false,
  };
  private readonly listener = new ConversationListener(this.findings);
  private readonly up = new PayloadStream(this.listener);
  private readonly down = new PayloadStream(this.listener);
  private readonly textUp = new TextGauge();
  private readonly textDown = new TextGauge();
  private isWhole = true;

  /** Reads the next payload bytes of one direction; true when something new worth judging was found. */
  read(isUp: boolean, data: Uint8Array, offset: number, length: number): boolean {
    (isUp ? this.up : this.down).read(data, offset, length);
    (isUp ? this.textUp : this.textDown).see(data, offset, length);
    this.findings.isPlainText = this.isWhole && this.textUp.isText && this.textDown.isText;
    const { hasNews } = this.listener;
    this.listener.hasNews = false;
    return hasNews;
  }

  /** Bytes of this direction were lost, or not captured, after what was read last. News in them is told by the next `read`. */
  skip(isUp: boolean): void {
    (isUp ? this.up : this.down).skip();
    this.isWhole = this.findings.isPlainText = false;
  }
}
