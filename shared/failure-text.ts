/** Failures, warnings and reasons in the reader's language; in English they come as sentences already. */
import type { Failure } from './connection';
import type { Access } from './contract';
import type { Warning } from './failure-about';
import { explainCauseInJapanese, explainFailureInJapanese, explainWarningInJapanese } from './failure-text-ja';
import type { Language } from './format';

/** A failure as a window shows it. */
export interface Explanation {
  readonly message: string;
  /** Empty where there is nothing to do. */
  readonly remedy: string;
  /** One command to copy, or null. */
  readonly command: string | null;
  /** What the sentences leave out and only exists in English, for the small print; null where that is nothing. */
  readonly detail: string | null;
}

/** Says what went wrong and what to do next. */
export function explainFailure(failure: Failure, language: Language): Explanation {
  const command = failure.about?.command ?? null;
  if (language === 'ja') return { ...explainFailureInJapanese(failure), command };
  return { message: failure.message, remedy: withoutCommand(failure.remedy, command), command, detail: null };
}

/** Says in one sentence what this run lacks or has lost. */
export function explainWarning(warning: Warning, language: Language): string {
  return language === 'ja' ? explainWarningInJapanese(warning) : warning.text;
}

/** Says why capturing is not permitted; null where it is, or nobody knows. */
export function explainAccess({ reason, cause }: Access, language: Language): string | null {
  return language === 'ja' && cause !== undefined ? explainCauseInJapanese(cause) : reason;
}

/** The command has a box of its own, with a button to copy it. */
function withoutCommand(remedy: string, command: string | null): string {
  if (command === null || !remedy.endsWith(command)) return remedy;
  const sentences = remedy.slice(0, -command.length).trimEnd();
  return sentences.endsWith(' Run:') ? sentences.slice(0, -' Run:'.length) : sentences;
}
