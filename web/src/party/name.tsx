import { useCallback } from 'react';
import { useLanguage } from '../app/use-language.ts';

export type Named = { name: string; nameEn?: string | null };

/** The name in the viewer's language, as far as there is one. */
export function useName(): (party: Named) => string {
  const language = useLanguage();
  return useCallback((party) => (language === 'en' && party.nameEn ? party.nameEn : party.name), [language]);
}

type Order = (one: string, other: string) => number;

function orderOf(locale: string): Order {
  const collator = new Intl.Collator(locale);
  return (one, other) => collator.compare(one, other);
}

const orders = { zh: orderOf('zh-Hans-u-co-pinyin'), en: orderOf('en') };

/** Which of two names comes first where the viewer reads, Chinese ones by pinyin: for a list that is there as a whole. */
export function useNameOrder(): Order {
  return orders[useLanguage()];
}

export function Name({ of }: { of: Named | null | undefined }) {
  const name = useName();
  return of ? name(of) : <span aria-hidden>—</span>;
}
