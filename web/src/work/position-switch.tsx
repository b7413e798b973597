import { EnvironmentOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { usePosition } from './position.ts';

/** Tells the place along with a check-in, or does not: nobody has to. */
export function PositionSwitch({ where, ask, forget }: ReturnType<typeof usePosition>) {
  const { t } = useTranslation('work');
  return (
    <div className="act-position">
      <Checkbox checked={where.state === 'known' || where.state === 'asking'} onChange={(event) => (event.target.checked ? ask() : forget())}>
        <EnvironmentOutlined aria-hidden /> {t('visit.tellPlace')}
      </Checkbox>
      <small role="status">
        {where.state === 'asking' && t('visit.asking')}
        {where.state === 'refused' && t('visit.refused')}
        {where.state === 'known' && t('visit.known', { metres: where.position.accuracyMetres ?? 0 })}
      </small>
    </div>
  );
}
