import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import type { RankingMeasure } from '../gql/schema.ts';
import { formatDuration } from '../time/format.ts';

/** A figure in the unit of its measure: a score, a time, or per cent. */
export function useFigureText(): (measure: RankingMeasure, figure: string | null) => string {
  const { t } = useTranslation('ranking');
  const language = useLanguage();
  return useCallback(
    (measure, figure) => {
      if (figure === null) return t('unranked');
      switch (measure) {
        case 'SCORE':
          return figure;
        case 'REJECTED_PAUSES':
          return `${figure}%`;
        case 'TIME_TO_ACCEPT':
        case 'TIME_TO_CONFIRM':
          return formatDuration(Number(figure), language);
      }
    },
    [t, language],
  );
}
