import { useTranslation } from 'react-i18next';
import { ToneTag } from '../../words/tone-tag.tsx';

export function AccountState({ active }: { active: boolean | null }) {
  const { t } = useTranslation('admin');
  if (active === null) return <span aria-hidden>—</span>;
  return (
    <ToneTag tone={active ? 'good' : 'bad'}>{t(active ? 'active' : 'locked')}</ToneTag>
  );
}
