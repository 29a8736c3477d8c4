/** UDP: names, time, calls, network management, QUIC and games. */
import { Dialogue } from '../dialogue';
import { dnsAnswer, dnsQuery } from '../layers/dns-message';
import type { ModelMaker } from '../model';
import { Talk } from '../talk';

export const makeDns: ModelMaker = () => (context) => {
  const talk = new Talk();
  const { random } = context;
  const id = random.next() & 0xffff;
  talk.up(0, dnsQuery(id, context.host));
  talk.down(
    context.roundTripMs + random.logNormal(8, 1),
    dnsAnswer(id, context.host, [Uint8Array.of(203, 0, 113, random.integer(1, 254))]),
  );
  return talk;
};

/** NTP (RFC 5905): 48 bytes each way, each 64 to 1,024 s. */
export const makeNtp: ModelMaker = (random) => {
  const periodMs = random.pick([64, 128, 256, 512, 1024]) * 1000;
  return (context) => {
    const talk = new Dialogue(context);
    const request = (): void => {
      const packet = new Uint8Array(48);
      packet[0] = 0x23;
      const reply = packet.slice();
      reply[0] = 0x24;
      reply[1] = 2;
      talk.ask(packet, reply, 0.1);
    };
    request();
    talk.agenda.every(() => context.random.about(periodMs, 0.01), request);
    return talk.play();
  };
};

/** SIP over UDP: registration, keep-alives each 15 to 30 s. */
export const makeSip: ModelMaker = (random) => {
  const aliveMs = random.pick([15, 20, 30]) * 1000;
  const isOptions = random.chance(0.5);
  return (context) => {
    const talk = new Dialogue(context);
    const register = (): void => talk.ask(context.random.integer(500, 800), context.random.integer(350, 600), 20);
    register();
    talk.agenda.every(() => 600_000, register);
    talk.agenda.every(
      () => aliveMs,
      () => {
        if (isOptions) talk.ask(context.random.integer(380, 480), context.random.integer(300, 420), 10);
        else talk.send('\r\n\r\n');
      },
    );
    return talk.play();
  };
};

/** QUIC (RFC 9000): a handshake in full packets, then what a page needs. */
export const makeQuic: ModelMaker = (random) => {
  const pageMs = random.logBetween(3000, 60_000);
  return (context) => {
    const talk = new Dialogue({ ...context, durationMs: Math.min(context.durationMs, 120_000) });
    const { agenda, random: draw } = talk;
    const initial = Uint8Array.from({ length: 1200 }, (_, at) =>
      at === 0 ? 0xc3 : at === 4 ? 1 : at < 5 ? 0 : (at * 151) & 255,
    );
    talk.ask(initial, 1200, 5, () => {
      for (let packet = draw.integer(1, 3); packet > 0; packet--) talk.receive(1200);
      talk.send(draw.integer(80, 200));
    });
    agenda.every(
      () => draw.exponential(pageMs),
      () => {
        talk.send(draw.integer(60, 500));
        const answerMs = talk.answerTime(30);
        for (let packet = draw.integer(1, 60); packet > 0; packet--) talk.down(answerMs + packet * 0.3, 1250);
      },
    );
    return talk.play();
  };
};

/** SNMP polls and game or voice traffic: small datagrams at a steady beat. */
export const makeSteadyDatagrams: ModelMaker = (random) => {
  const periodMs = random.pick([20, 50, 100, 1000, 10_000, 60_000]);
  const [up, down] = [random.integer(30, 250), random.integer(30, 500)];
  const isAnswered = random.chance(0.7);
  return (context) => {
    const talk = new Dialogue({ ...context, durationMs: Math.min(context.durationMs, periodMs * 2000) });
    talk.agenda.every(
      () => context.random.about(periodMs, 0.02),
      () => {
        if (isAnswered) talk.ask(up, down, 1);
        else talk.send(up);
      },
    );
    return talk.play();
  };
};
