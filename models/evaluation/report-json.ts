/** An evaluation as JSON, for programs. */
import {
  linesByCarrier,
  linesByKind,
  linesBySource,
  originsOf,
  totalOf,
  type Evaluation,
  type Line,
} from './evaluation';
import type { Figures } from './figures';

interface LineJson extends Figures {
  readonly name: string;
}

/** `kanaria/evaluation@1`: the figures of every part, origin, source and kind; and the counts they are made of, which can be added up. */
export function evaluationJson(evaluation: Evaluation): string {
  const lineOf = ({ name, figures }: Line): LineJson => ({ name, ...figures });
  const { parts, ...about } = evaluation;
  const written = {
    schema: 'kanaria/evaluation@1',
    ...about,
    parts: parts.map((part) => ({
      name: part.name,
      command: part.command,
      origins: originsOf(part).map((origin) => ({
        origin,
        all: lineOf(totalOf(part, origin)),
        sources: linesBySource(part, origin).map(lineOf),
        kinds: linesByKind(part, origin).map(lineOf),
        carriers: linesByCarrier(part, origin).map(lineOf),
      })),
      counts: part.book,
    })),
  };
  return `${JSON.stringify(written)}\n`;
}
