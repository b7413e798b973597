import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Name } from '../party/name.tsx';
import { useViewer, type Viewer } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';

type Grant = Viewer['roles'][number];

export function Roles() {
  const { t } = useTranslation('account');
  const viewer = useViewer();
  return (
    <Table<Grant>
      size="small"
      aria-label={t('roles')}
      rowKey="id"
      dataSource={viewer.roles}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('role'), render: (_, grant) => <Word of="Role" is={grant.role} /> },
        { title: t('where'), render: (_, grant) => (grant.agency ?? grant.vendor ? <Name of={grant.agency ?? grant.vendor} /> : t('platform')) },
        { title: t('from'), render: (_, grant) => <Instant at={grant.validFrom} precision="day" /> },
        { title: t('until'), render: (_, grant) => (grant.validUntil ? <Instant at={grant.validUntil} precision="day" /> : t('open')) },
      ]}
    />
  );
}
