import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** The levels of classified protection. */
export const levels = [1, 2, 3, 4, 5] as const;

export function useLevelName(): (level: number) => string {
  const { t } = useTranslation('admin');
  return useCallback(
    (level) => {
      const known = levels.find((one) => one === level);
      return known ? t(`level.${known}`) : String(level);
    },
    [t],
  );
}
