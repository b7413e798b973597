import { useTranslation } from 'react-i18next';
import { ToneTag } from '../words/tone-tag.tsx';

/** Beside a period whose last day has not passed. */
export function RunningTag({ running }: { running: boolean }) {
  const { t } = useTranslation('appraisal');
  return running ? <ToneTag tone="going">{t('score.running')}</ToneTag> : null;
}
