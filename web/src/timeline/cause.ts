import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import type { EventType } from '../gql/schema.ts';
import { enumWords } from '../words/loaded.ts';

/** What the platform does by itself, beside what people did. */
const own = ['PAUSE_LAPSED', 'DEADLINE_PASSED', 'CALENDAR_REVISED', 'CHAIN_EXTENDED', 'IMPORTED'] as const;

/** The word of what made a verdict: an event of the ticket's log, or an act of the platform. */
export function useCause(): (cause: string) => string {
  const { t } = useTranslation('timeline');
  const language = useLanguage();
  return useCallback(
    (cause) => {
      const known = own.find((one) => one === cause);
      if (known) return t(`cause.${known}`);
      const events = enumWords(language).EventType;
      const isEvent = (one: string): one is EventType => one in events;
      return isEvent(cause) ? events[cause] : t('cause.other');
    },
    [language, t],
  );
}
