/** Pictures, sound and games: video in chunks, live streams, RTSP cameras, torrents, games over TCP. */
import { Dialogue } from '../dialogue';
import { browserHeaders } from '../layers/http-text';
import type { ModelMaker } from '../model';

/** Video on demand: a segment of some seconds is fetched, then a pause until the buffer has room. */
export const makeVideo: ModelMaker = (random) => {
  const segmentMs = random.pick([2000, 4000, 5000, 6000, 10_000]);
  const bytes = random.logBetween(80_000, 1_200_000);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    let number = 0;
    const fetch = (): void => {
      talk.send(
        `GET /segment-${++number}.m4s HTTP/1.1\r\nHost: ${context.host}\r\n${browserHeaders(draw)}Range: bytes=0-\r\n\r\n`,
      );
      agenda.at(talk.answerTime(draw.logNormal(20, 0.7)), () => {
        const size = Math.round(draw.logNormal(bytes, 0.25));
        talk.receive(`HTTP/1.1 206 Partial Content\r\nContent-Type: video/mp4\r\nContent-Length: ${size}\r\n\r\n`);
        talk.receive(size);
        agenda.after(draw.about(segmentMs, 0.15), fetch);
      });
    };
    fetch();
    return talk.play();
  };
};

/** Sound or a picture that comes as it happens: packets of data at a steady rate from the server alone. */
export const makeLiveStream: ModelMaker = (random) => {
  const periodMs = random.pick([20, 40, 100, 200, 500, 1000]);
  const bytes = random.logBetween(200, 8000);
  return (context) => {
    const talk = new Dialogue(context);
    talk.ask(random.integer(120, 500), random.integer(200, 600), 20);
    talk.agenda.every(
      () => context.random.about(periodMs, 0.1),
      () => talk.receive(context.random.about(bytes, 0.3)),
    );
    return talk.play();
  };
};

/** RTSP (RFC 2326) with media elsewhere: set up, then a keep-alive each half session timeout. */
export const makeRtsp: ModelMaker = (random) => {
  const aliveMs = random.pick([10, 25, 30, 55, 60]) * 1000;
  const method = random.pick(['GET_PARAMETER', 'OPTIONS', 'SET_PARAMETER']);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda } = talk;
    let sequence = 0;
    const session = context.random.text(8, '0123456789');
    const request = (verb: string, extra: string, more: string, next?: () => void): void => {
      const number = ++sequence;
      talk.ask(
        `${verb} rtsp://${context.host}:${context.port}/stream1 RTSP/1.0\r\nCSeq: ${number}\r\nUser-Agent: camera\r\n${extra}\r\n`,
        `RTSP/1.0 200 OK\r\nCSeq: ${number}\r\nSession: ${session}\r\n${more}\r\n`,
        context.random.logNormal(4, 0.8),
        next,
      );
    };
    request('OPTIONS', '', 'Public: DESCRIBE, SETUP, PLAY\r\n', () =>
      request(
        'DESCRIBE',
        'Accept: application/sdp\r\n',
        `Content-Type: application/sdp\r\n${'a=x-line\r\n'.repeat(context.random.integer(20, 90))}`,
        () =>
          request('SETUP', 'Transport: RTP/AVP;unicast;client_port=5000-5001\r\n', '', () =>
            request('PLAY', 'Range: npt=0-\r\n', ''),
          ),
      ),
    );
    agenda.every(
      () => context.random.about(aliveMs, 0.005),
      () => request(method, `Session: ${session}\r\n`, ''),
    );
    return talk.play();
  };
};

/** A BitTorrent peer: handshake, bitfield, haves, requests and pieces in one or both directions, keep-alives each 2 minutes. */
export const makeTorrent: ModelMaker = (random) => {
  const pieceMs = random.logBetween(30, 20_000);
  const isSeeding = random.chance(0.4);
  const haveMs = random.logBetween(500, 60_000);
  const isIdle = random.chance(0.3);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const handshake = `\x13BitTorrent protocol${'\0'.repeat(8)}${draw.base58(40)}`;
    talk.ask(handshake, handshake, 10, () => {
      talk.send(draw.integer(6, 1200));
      talk.receive(draw.integer(6, 1200));
    });
    agenda.every(
      () => 120_000,
      () => {
        talk.send(4);
        talk.receive(4);
      },
    );
    agenda.every(
      () => draw.exponential(haveMs),
      () => {
        if (draw.chance(0.6)) talk.receive(9);
        else talk.send(9);
      },
    );
    if (!isIdle) {
      agenda.every(
        () => draw.exponential(pieceMs),
        () => {
          if (isSeeding) {
            talk.receive(17);
            agenda.after(draw.logNormal(10, 0.8), () => talk.send(16_397));
          } else {
            talk.ask(17, 16_397, draw.logNormal(60, 0.8));
          }
        },
      );
    }
    return talk.play();
  };
};

/** A game over TCP: commands up, the state of the world down, many times a second or a few times a minute. */
export const makeGame: ModelMaker = (random) => {
  const upMs = random.logBetween(100, 20_000);
  const downMs = random.logBetween(50, 10_000);
  const upBytes = random.integer(6, 90);
  const downBytes = random.logBetween(15, 600);
  const pingMs = random.pick([null, 1000, 5000, 10_000, 30_000]);
  const isRegular = random.chance(0.5);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    talk.ask(draw.integer(60, 500), draw.logNormal(3000, 1), 20);
    agenda.every(
      () => draw.exponential(upMs),
      () => talk.send(upBytes + draw.integer(0, 12)),
    );
    agenda.every(
      () => (isRegular ? draw.about(downMs, 0.1) : draw.exponential(downMs)),
      () => talk.receive(draw.logNormal(downBytes, 0.7)),
    );
    if (pingMs !== null) {
      agenda.every(
        () => pingMs,
        () => talk.ask(9, 9, 0.5),
      );
    }
    return talk.play();
  };
};
