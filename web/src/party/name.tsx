import { useCallback } from 'react';
import { useLanguage } from '../app/use-language.ts';

export type Named = { name: string; nameEn?: string | null };

/** The name in the viewer's language, as far as there is one. */
export function useName(): (party: Named) => string {
  const language = useLanguage();
  return useCallback((party) => (language === 'en' && party.nameEn ? party.nameEn : party.name), [language]);
}

export function Name({ of }: { of: Named | null | undefined }) {
  const name = useName();
  return of ? name(of) : <span aria-hidden>—</span>;
}
