import { useTranslation } from 'react-i18next';
import { ToneTag } from '../words/tone-tag.tsx';

export function Offered({ is }: { is: boolean }) {
  const { t } = useTranslation('catalogue');
  return (
    <ToneTag tone={is ? 'good' : 'plain'}>{t(is ? 'offered' : 'retired')}</ToneTag>
  );
}
