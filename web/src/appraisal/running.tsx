import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../time/format.ts';
import { useMinute } from '../time/tick.ts';
import { ToneTag } from '../words/tone-tag.tsx';

/** Whether a period's last day has not passed: what it comes to is not known yet. */
export function useRuns(): (endsOn: string) => boolean {
  const today = formatInstant(useMinute() * 60_000, 'zh', 'day');
  return useCallback((endsOn) => endsOn >= today, [today]);
}

export function RunningTag({ endsOn }: { endsOn: string }) {
  const { t } = useTranslation('appraisal');
  const runs = useRuns();
  return runs(endsOn) ? <ToneTag tone="going">{t('score.running')}</ToneTag> : null;
}
