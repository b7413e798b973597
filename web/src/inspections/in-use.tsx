import { useTranslation } from 'react-i18next';
import { ToneTag } from '../words/tone-tag.tsx';

/** Whether plans can be written with a checklist. */
export function InUse({ is }: { is: boolean }) {
  const { t } = useTranslation('inspections');
  return <ToneTag tone={is ? 'good' : 'plain'}>{t(is ? 'list.inUse' : 'list.outOfUse')}</ToneTag>;
}
