import type { Language } from '../../shared/format';
import { translateMemberName } from '../../shared/member-name';

/** A member by its name and version; a version that the name already says is not said twice. */
export function nameMember({ name, version }: { name: string; version: string | null }, language: Language): string {
  const shown = translateMemberName(name, language);
  return version === null || name.includes(version) ? shown : `${shown} ${version}`;
}
