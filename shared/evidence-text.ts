/** Evidence in words, in English and Japanese. */
import type { EvidenceFact } from './evidence-fact';
import { describeInJapanese } from './evidence-text-ja';
import { describeOwnerInEnglish } from './evidence-owner';
import { describePoolWorkInEnglish } from './evidence-pool';
import { describeProgramInEnglish } from './evidence-program';
import { describeTlsInEnglish } from './evidence-tls';
import { dialectNames, duration, times } from './evidence-words';
import type { Language } from './format';
import { plural } from './plural';

/** One sentence for one fact. */
export function describeFact(fact: EvidenceFact, language: Language): string {
  return language === 'ja' ? describeInJapanese(fact) : describeInEnglish(fact);
}

function describeInEnglish(fact: EvidenceFact): string {
  switch (fact.code) {
    case 'model-opinion': {
      const seen = `${plural(fact.messages, 'message')} in ${duration(fact.seconds, 'en')}`;
      const basis = fact.model === 'flow' ? 'sizes and rhythm' : 'IP headers';
      return fact.likelihoodRatio >= 1
        ? `The ${fact.model} model finds the ${basis} of ${seen} to be ${times(fact.likelihoodRatio, 'en')} likelier for mining than for other traffic`
        : `The ${fact.model} model finds the ${basis} of ${seen} to be ${times(1 / fact.likelihoodRatio, 'en')} likelier for other traffic than for mining`;
    }
    case 'too-little-seen':
      return `Too little seen to judge by rhythm: ${plural(fact.messages, 'message')} in ${duration(fact.seconds, 'en')}`;
    case 'not-tcp':
      return 'Not a TCP connection: the miners we know speak TCP, and the model does not judge this';
    case 'other-plain-text':
      return 'Both ends speak plain text, and it is no mining protocol that Kanaria reads';
    case 'one-direction': {
      const other = fact.captured === 'client' ? 'server' : 'client';
      return `Only packets of the ${fact.captured} were captured: when and how much the ${other} sends is read from their acknowledgements`;
    }
    case 'begun-before':
      return 'The connection began before it was captured: what it said first may be missing, and which end is the client is a guess';
    case 'dialect': {
      const carrier = fact.isWebSocket ? ' in a WebSocket' : '';
      const agent = fact.agent ? `, the client calls itself ${fact.agent}` : '';
      const login = fact.login ? `, login ${fact.login}` : '';
      // Where no answer was seen at all, as in a capture of one direction, none says nothing.
      const accepted = fact.accepted + fact.rejected > 0 ? `, ${fact.accepted} accepted` : '';
      const shares = fact.submits > 0 ? `; ${plural(fact.submits, 'share')} submitted${accepted}` : '';
      const jobs = fact.jobs > 0 ? `; ${plural(fact.jobs, 'job')}` : '';
      const refused = fact.wasRefused ? '; the pool refused' : '';
      return `Speaks ${dialectNames[fact.dialect]}${carrier}: ${fact.givenAwayBy}${agent}${login}${jobs}${shares}${refused}`;
    }
    case 'pool-name': {
      const source = { tls: 'TLS server name', http: 'HTTP host', dns: 'DNS name' }[fact.source];
      return fact.strength === 'known'
        ? `The ${source} ${fact.name} is that of a known mining pool (${fact.matched})`
        : `The ${source} ${fact.name} holds a word pools use (${fact.matched})`;
    }
    case 'pool-list': {
      const source = { tls: 'TLS server name', http: 'HTTP host', dns: 'DNS name', address: 'address' }[fact.source];
      const entry = fact.matched === fact.name ? '' : ` (as ${fact.matched})`;
      const origin = fact.listSource === null ? '' : ` from ${fact.listSource}`;
      const day = fact.listDate.slice(0, 10);
      const dated = { list: ` of ${day}`, import: `, imported on ${day},`, file: `, a file of ${day},` };
      return `Your list "${fact.list}"${origin}${dated[fact.listDateOrigin]} holds the ${source} ${fact.name}${entry}`;
    }
    case 'tls-hello':
      return describeTlsInEnglish(fact);
    case 'returning-miner':
      return 'Another connection of this device to the same server was found mining';
    case 'program-file':
      return describeProgramInEnglish(fact);
    case 'owner-cpu':
    case 'owner-power':
    case 'work-before-messages':
    case 'owner-browser':
    case 'owner-memory':
    case 'owner-unknown':
      return describeOwnerInEnglish(fact);
    case 'pool-work':
      return describePoolWorkInEnglish(fact);
    case 'rhythm-pushes':
      return `The server sends about ${Math.round(fact.bytes)} bytes unasked every ${duration(fact.everySeconds, 'en')} (${fact.count} times)`;
    case 'rhythm-requests': {
      const answer =
        fact.answerBytes === null ? 'and is rarely answered' : `and gets about ${Math.round(fact.answerBytes)} back`;
      return `The client sends about ${Math.round(fact.bytes)} bytes every ${duration(fact.everySeconds, 'en')} (${fact.count} times) ${answer}`;
    }
  }
}
