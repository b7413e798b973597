import { useTranslation } from 'react-i18next';
import { ToneTag } from '../words/tone-tag.tsx';

/** Whether something may still be used. */
export function ActiveTag({ is }: { is: boolean | null | undefined }) {
  const { t } = useTranslation('admin');
  if (is === null || is === undefined) return <span aria-hidden>—</span>;
  return (
    <ToneTag tone={is ? 'good' : 'plain'}>{t(is ? 'active' : 'inactive')}</ToneTag>
  );
}
