import type { Language } from './format';

/** A member of a cluster as the data names it; of a published cluster only the centre is known, and its name says so. */
export function translateMemberName(name: string, language: Language): string {
  return language === 'ja' ? name.replace(/: its centre$/, ' の中心') : name;
}
