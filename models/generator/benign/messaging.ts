/** Messages that servers push and clients send: MQTT, AMQP, XMPP, IRC, chats, messengers, feeds. */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';

function words(bytes: number): string {
  return 'the quick brown fox jumps over the lazy dog and then it rests a while '
    .repeat(Math.ceil(bytes / 70))
    .slice(0, bytes);
}

/** MQTT 3.1.1: CONNECT, SUBSCRIBE, PINGREQ, publishing and being published to with QoS 0 or 1. */
export const makeMqtt: ModelMaker = (random) => {
  const keepAliveMs = random.pick([15, 30, 60, 60, 120, 300]) * 1000;
  const publishMs = random.chance(0.75) ? random.logBetween(1000, 300_000) : null;
  const publishBytes = random.integer(20, 400);
  const receiveMs = random.chance(0.6) ? random.logBetween(1000, 1_800_000) : null;
  const receiveBytes = random.integer(20, 500);
  const isReceivedRegularly = random.chance(0.4);
  const hasQos = random.chance(0.5);
  const spread = random.pick([0.01, 0.05, 0.3]);
  const topic = `home/${random.text(6)}/${random.text(5)}`;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    const publish = (bytes: number): Uint8Array => {
      const content = Math.max(topic.length + 8, Math.round(context.random.about(bytes, spread)));
      const packet = new Uint8Array(content + (content > 127 ? 3 : 2));
      let at = 0;
      packet[at++] = hasQos ? 0x32 : 0x30;
      if (content > 127) {
        packet[at++] = (content & 127) | 128;
        packet[at++] = content >> 7;
      } else {
        packet[at++] = content;
      }
      packet[at++] = 0;
      packet[at++] = topic.length;
      for (let i = 0; i < topic.length; i++) packet[at++] = topic.charCodeAt(i);
      for (; at < packet.length; at++) packet[at] = 48 + (at % 10);
      return packet;
    };
    const id = `dev-${context.random.text(10)}`;
    const connect = Uint8Array.from([
      0x10,
      12 + id.length,
      0,
      4,
      77,
      81,
      84,
      84,
      4,
      2,
      0,
      60,
      0,
      id.length,
      ...Array.from(id, (letter) => letter.charCodeAt(0)),
    ]);
    talk.ask(connect, Uint8Array.of(0x20, 2, 0, 0), 2, () => {
      const subscribe = Uint8Array.from([
        0x82,
        5 + topic.length,
        0,
        1,
        0,
        topic.length,
        ...Array.from(topic, (letter) => letter.charCodeAt(0)),
        1,
      ]);
      talk.ask(subscribe, Uint8Array.of(0x90, 3, 0, 1, 1), 1);
    });
    agenda.every(
      () => context.random.about(keepAliveMs, 0.01),
      () => talk.ask(Uint8Array.of(0xc0, 0), Uint8Array.of(0xd0, 0), 1),
    );
    if (publishMs !== null) {
      agenda.every(
        () => context.random.about(publishMs, 0.02),
        () => {
          if (hasQos) talk.ask(publish(publishBytes), Uint8Array.of(0x40, 2, 0, 1), 1);
          else talk.send(publish(publishBytes));
        },
      );
    }
    if (receiveMs !== null) {
      agenda.every(
        () => (isReceivedRegularly ? context.random.about(receiveMs, 0.03) : context.random.exponential(receiveMs)),
        () => {
          talk.receive(publish(receiveBytes));
          if (hasQos) agenda.after(context.random.logNormal(2, 0.8), () => talk.send(Uint8Array.of(0x40, 2, 0, 1)));
        },
      );
    }
    return talk.play();
  };
};

/** AMQP 0-9-1: heartbeats both ways, deliveries and acknowledgements. */
export const makeAmqp: ModelMaker = (random) => {
  const beatMs = random.pick([10, 30, 60, 60]) * 500;
  const deliverMs = random.logBetween(500, 600_000);
  const bytes = random.logBetween(120, 3000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    talk.ask('AMQP\0\0\x09\x01', 480, 2, () =>
      talk.ask(310, 20, 2, () => talk.ask(20, 12, 1, () => talk.ask(60, 40, 1))),
    );
    agenda.every(
      () => context.random.about(beatMs, 0.01),
      () => talk.send(8),
    );
    agenda.every(
      () => context.random.about(beatMs, 0.01),
      () => talk.receive(8),
    );
    agenda.every(
      () => context.random.exponential(deliverMs),
      () => {
        talk.receive(context.random.logNormal(bytes, 0.4));
        agenda.after(context.random.logNormal(20, 1.2), () => talk.send(21));
      },
    );
    return talk.play();
  };
};

/** XMPP: presence and messages as stanzas, white-space or ping keep-alives (XEP-0199). */
export const makeXmpp: ModelMaker = (random) => {
  const pingMs = random.pick([60, 120, 180, 300]) * 1000;
  const isSpace = random.chance(0.5);
  const presenceMs = random.logBetween(20_000, 1_200_000);
  const chatMs = random.logBetween(10_000, 3_600_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    talk.ask(
      "<?xml version='1.0'?><stream:stream to='example.org' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>",
      `<?xml version='1.0'?><stream:stream id='${context.random.text(10)}' xmlns='jabber:client'><stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms></stream:features>`,
      3,
      () =>
        talk.ask(180, 60, 5, () =>
          talk.ask(
            "<iq type='get' id='r1'><query xmlns='jabber:iq:roster'/></iq>",
            context.random.logNormal(2500, 0.8),
            5,
          ),
        ),
    );
    agenda.every(
      () => pingMs,
      () => {
        if (isSpace) talk.send(' ');
        else talk.ask("<iq id='p1' type='get'><ping xmlns='urn:xmpp:ping'/></iq>", "<iq type='result' id='p1'/>", 1);
      },
    );
    agenda.every(
      () => context.random.exponential(presenceMs),
      () =>
        talk.receive(
          `<presence from='${context.random.text(8)}@example.org/phone'><show>${context.random.pick(['away', 'dnd', 'chat'])}</show></presence>`,
        ),
    );
    agenda.every(
      () => context.random.exponential(chatMs),
      () => {
        const text = `<message to='a@example.org' type='chat'><body>${words(context.random.integer(5, 200))}</body></message>`;
        if (context.random.chance(0.5)) talk.send(text);
        else talk.receive(text);
      },
    );
    return talk.play();
  };
};

/** IRC (RFC 1459): PING and PONG, a channel that talks. */
export const makeIrc: ModelMaker = (random) => {
  const pingMs = random.pick([60, 90, 120, 180, 240]) * 1000;
  const isClientPing = random.chance(0.4);
  const chatMs = random.logBetween(3000, 600_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    const nick = context.random.text(7);
    talk.ask(
      `NICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\n`,
      `:irc.example.org 001 ${nick} :Welcome\r\n${words(1800)}\r\n`,
      300,
      () =>
        talk.ask(
          'JOIN #lounge\r\n',
          `:irc.example.org 353 ${nick} = #lounge :${words(context.random.integer(50, 1400))}\r\n`,
          5,
        ),
    );
    agenda.every(
      () => context.random.about(pingMs, 0.02),
      () => {
        if (isClientPing) {
          talk.ask('PING LAG1234567890\r\n', ':irc.example.org PONG irc.example.org :LAG1234567890\r\n', 1);
        } else {
          talk.receive('PING :irc.example.org\r\n');
          agenda.after(1, () => talk.send('PONG :irc.example.org\r\n'));
        }
      },
    );
    agenda.every(
      () => context.random.exponential(chatMs),
      () => {
        const text = `PRIVMSG #lounge :${words(Math.round(context.random.logNormal(40, 0.8)))}\r\n`;
        if (context.random.chance(0.12)) talk.send(text);
        else talk.receive(`:${context.random.text(8)}!u@host.example ${text}`);
      },
    );
    return talk.play();
  };
};

/** A chat or messenger: typing in bursts, receipts, presence; client or server pings. For WebSocket or TLS. */
export const makeChat: ModelMaker = (random) => {
  const pingMs = random.pick([10, 20, 25, 30, 45, 60, 120, 240]) * 1000;
  const pingBytes = random.integer(2, 60);
  const burstMs = random.logBetween(15_000, 1_800_000);
  const isBinary = random.chance(0.5);
  const perMessage = random.integer(40, 350);
  const presenceMs = random.logBetween(10_000, 900_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    const text = (bytes: number): string | number =>
      isBinary
        ? bytes
        : `{"type":"message","user":"${context.random.text(8)}","text":"${words(Math.max(1, Math.round(bytes)))}"}`;
    talk.ask(text(context.random.integer(100, 900)), context.random.logNormal(2500, 1), 20);
    agenda.every(
      () => context.random.about(pingMs, 0.02),
      () => talk.ask(pingBytes, pingBytes, 1),
    );
    agenda.every(
      () => context.random.exponential(presenceMs),
      () => talk.receive(text(context.random.logNormal(90, 0.5))),
    );
    const speak = (left: number): void => {
      const bytes = perMessage + context.random.logNormal(50, 0.9);
      if (context.random.chance(0.45)) {
        talk.ask(text(bytes), context.random.integer(30, 160), 15, () => {
          if (context.random.chance(0.6))
            agenda.after(context.random.logNormal(1500, 1), () => talk.receive(context.random.integer(30, 160)));
        });
      } else {
        talk.receive(text(bytes));
        agenda.after(context.random.logNormal(80, 1), () => talk.send(context.random.integer(30, 120)));
      }
      if (left > 0) agenda.after(context.random.logNormal(9000, 1), () => speak(left - 1));
    };
    agenda.every(
      () => context.random.exponential(burstMs),
      () => speak(context.random.integer(1, 15)),
    );
    return talk.play();
  };
};

/** Prices, scores, positions: the server pushes small messages in quick succession; the client subscribes and answers pings. */
export const makeFeed: ModelMaker = (random) => {
  const channels = random.integer(1, 8);
  const meanMs = random.logBetween(80, 20_000);
  const bytes = random.logBetween(60, 1500);
  const spread = random.pick([0.02, 0.1, 0.4, 0.8]);
  const isRegular = random.chance(0.4);
  const pingMs = random.chance(0.6) ? random.pick([5, 10, 15, 20, 30, 60]) * 1000 : null;
  const isServerPing = random.chance(0.4);
  const isBursty = random.chance(0.4);
  const isText = random.chance(0.6);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    const push = (): void => {
      const size = Math.max(10, Math.round(context.random.logNormal(bytes, spread)));
      talk.receive(
        isText
          ? `{"e":"trade","s":"ABC","p":"${context.random.between(1, 99_999).toFixed(2)}","q":"${context.random.unit().toFixed(4)}"${size > 60 ? `,"x":"${words(size - 60)}"` : ''}}`
          : size,
      );
    };
    for (let channel = 0; channel < channels; channel++) {
      agenda.after(channel * 5, () =>
        talk.ask(
          `{"method":"SUBSCRIBE","params":["${context.random.text(6)}@trade"],"id":${channel + 1}}`,
          `{"result":null,"id":${channel + 1}}`,
          3,
        ),
      );
    }
    agenda.after(50, () =>
      agenda.every(
        () => (isRegular ? context.random.about(meanMs, 0.05) : context.random.exponential(meanMs)),
        () => {
          push();
          if (isBursty && context.random.chance(0.3))
            for (let more = context.random.integer(1, 10); more > 0; more--) push();
        },
      ),
    );
    if (pingMs !== null) {
      agenda.every(
        () => pingMs,
        () => {
          if (isServerPing) {
            talk.receive('{"op":"ping"}');
            agenda.after(2, () => talk.send('{"op":"pong"}'));
          } else {
            talk.ask('{"op":"ping"}', '{"op":"pong"}', 1);
          }
        },
      );
    }
    return talk.play();
  };
};

/** Departures, weather, exchange rates: an update each 10 s to 2 minutes, whether or not much has changed. */
export const makeSlowTicker: ModelMaker = (random) => {
  const periodMs = random.logBetween(10_000, 120_000);
  const bytes = random.logBetween(80, 3000);
  const spread = random.pick([0.03, 0.1, 0.4, 0.8]);
  const isRegular = random.chance(0.5);
  const pingMs = random.chance(0.7) ? random.pick([15, 20, 25, 30, 45, 60]) * 1000 : null;
  const [pingBytes, pongBytes] = [random.integer(2, 40), random.integer(2, 40)];
  const changes = random.chance(0.3) ? random.logBetween(30_000, 900_000) : null;
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.ask(draw.integer(40, 320), draw.logNormal(bytes * draw.between(1, 8), 0.3), 8);
    agenda.every(
      () => (isRegular ? draw.about(periodMs, 0.05) : draw.exponential(periodMs)),
      () => talk.receive(draw.logNormal(bytes, spread)),
    );
    if (pingMs !== null) {
      agenda.every(
        () => draw.about(pingMs, 0.01),
        () => talk.ask(pingBytes, pongBytes, 1),
      );
    }
    // Another place, another currency: the client asks for something else.
    if (changes !== null) {
      agenda.every(
        () => draw.exponential(changes),
        () => talk.ask(draw.integer(40, 320), draw.logNormal(bytes * 2, 0.5), 8),
      );
    }
    return talk.play();
  };
};
