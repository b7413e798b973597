import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import type { DurationKind } from '../gql/schema.ts';
import { openTime } from './open-time.tsx';

/** A promised length in words: `4 小时（工作时间）`, `5 个工作日`. */
export function usePromise() {
  const { t } = useTranslation('timeline');
  const language = useLanguage();
  return useCallback(
    ({ kind, value }: { kind: DurationKind; value: number }): string => {
      switch (kind) {
        case 'WORKING_DAYS':
          return t('promise.days', { count: value });
        case 'WORKING':
          return t('promise.working', { time: openTime(value, language) });
        case 'REAL_TIME':
          return t('promise.realTime', { time: openTime(value, language) });
      }
    },
    [t, language],
  );
}
