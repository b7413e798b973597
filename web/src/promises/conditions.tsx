import { useTranslation } from 'react-i18next';
import { useWord } from '../words/word.tsx';
import type { Conditions as Of } from './target-key.ts';

/** For which tickets a promise is made, in words; nothing when it is for all. */
export function useConditions() {
  const { t } = useTranslation('promises');
  const word = useWord();
  return (of: Of): string =>
    [
      of.guard && t('target.guard'),
      of.ticketKind && word('TicketKind', of.ticketKind),
      of.systemType,
      of.siteClass && word('SiteClass', of.siteClass),
      of.protection && t('target.protection', { from: of.protection.from, to: of.protection.to }),
    ]
      .filter(Boolean)
      .join(' · ');
}
