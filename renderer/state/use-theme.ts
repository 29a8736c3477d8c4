import { useEffect } from 'react';
import type { Settings } from '../../shared/contract';

/** Puts the colours to use on the document as `data-theme`: the person's choice, or the system's as it changes. */
export function useTheme(setting: Settings['theme']): void {
  useEffect(() => {
    const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      const systemTheme = systemIsDark.matches ? 'dark' : 'light';
      document.documentElement.dataset.theme = setting === 'system' ? systemTheme : setting;
    };
    apply();
    systemIsDark.addEventListener('change', apply);
    return () => systemIsDark.removeEventListener('change', apply);
  }, [setting]);
}
