/** What cgminer meets when it walks a list of pools: refusals, and pools that send work to one who has gone. */
import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';
import { drawStratumStyle, subscribeText } from './stratum-v1-style';

/** A pool that turns the miner away and sends no work. */
export const makeStratumV1Refused: ModelMaker = (random) => {
  const style = drawStratumStyle(random);
  const how = random.pickWeighted([
    ['closed', 30],
    ['error', 55],
    ['silent', 15],
  ] as const);
  const reason = random.pick([
    'Unsupported algo',
    'Invalid method',
    'Unauthorized worker',
    'You are banned',
    'Please update',
  ]);
  return (context) => {
    const talk = new Dialogue({ ...context, durationMs: Math.min(context.durationMs, 120_000) });
    const { agenda, random: draw } = talk;
    talk.send(subscribeText(style, 0, null));
    if (how === 'silent') {
      agenda.after(draw.between(5000, 60_000), () => talk.stop('client-fin'));
      return talk.play();
    }
    agenda.at(talk.answerTime(3), () => {
      if (how === 'error') talk.receive(`{"id":0,"jsonrpc":"2.0","error":{"code":-32601,"message":"${reason}"}}\n`);
      agenda.after(0.3, () => talk.stop(how === 'closed' ? 'server-fin' : 'client-fin'));
    });
    return talk.play();
  };
};

/**
 * The miner does not like the answer to subscribe and closes its side; the pool's work comes all the same, seconds later, and
 * is reset.
 */
export const makeStratumV1Abandoned: ModelMaker = (random) => {
  const style = drawStratumStyle(random);
  const answerBytes = random.pick([41, 41, 51, 75, 92, 192, random.integer(38, 200)]);
  const workBytes = random.pick([300, 335, 335, 413, 419, random.integer(270, 1400)]);
  const isQuick = random.chance(0.25);
  return (context) => {
    const talk = new Dialogue({ ...context, durationMs: 60_000 });
    const { agenda, random: draw } = talk;
    talk.send(subscribeText({ ...style, agent: draw.chance(0.4) ? null : style.agent }, 0, null));
    agenda.at(talk.answerTime(draw.pick([2, 260])), () => {
      talk.receive(`{"id":0,"result":[${'0'.repeat(answerBytes - 19)}]}\n`);
      talk.clientClosesMs = agenda.now + draw.logNormal(0.3, 0.5);
      agenda.after(isQuick ? draw.between(50, 1500) : draw.between(10_000, 39_000), () => {
        const head = `{"id":null,"method":"mining.notify","params":["${draw.hex(4)}","${draw.hex(64)}","`;
        talk.receive(head + draw.hex(Math.max(2, workBytes - head.length - 6)) + '"]}\n');
        agenda.after(0.05, () => talk.stop(draw.chance(0.8) ? 'client-reset' : 'server-fin'));
      });
    });
    return talk.play();
  };
};
