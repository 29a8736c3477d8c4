import type { Language } from './format';
import { messagesEn, type Messages } from './messages-en';
import { messagesJa } from './messages-ja';

export type { Messages };

/** The dictionary of one language. */
export function messagesFor(language: Language): Messages {
  return language === 'ja' ? messagesJa : messagesEn;
}

/** The language to use: the person's choice, or the first of the machine's languages (BCP 47) that the window speaks. */
export function chooseLanguage(setting: 'system' | Language, systemLanguages: readonly string[]): Language {
  if (setting !== 'system') return setting;
  for (const tag of systemLanguages) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'en' || base === 'ja') return base;
  }
  return 'en';
}
