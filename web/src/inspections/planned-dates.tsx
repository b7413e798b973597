import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { CivilDate } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { PlannedDateFragment } from './inspections.gql.ts';

/** Dates that are to come, and where each comes to lie. */
export function PlannedDates({ dates, name }: { dates: readonly PlannedDateFragment[]; name: string }) {
  const { t } = useTranslation('inspections');
  const columns: TableProps<PlannedDateFragment>['columns'] = [
    { title: t('column.nominal'), render: (_, one) => <CivilDate date={one.nominalOn} /> },
    {
      title: t('column.planned'),
      render: (_, one) =>
        one.skipped ? (
          <Word of="InspectionCause" is={one.skipped} />
        ) : (
          <>
            <CivilDate date={one.plannedOn} /> {one.placing !== 'ON_DAY' && <Word of="InspectionPlacing" is={one.placing} />}
          </>
        ),
    },
    { title: t('column.last'), render: (_, one) => (one.skipped ? '—' : <CivilDate date={one.lastOn} />) },
    { title: t('column.certain'), render: (_, one) => (one.provisional || one.lastProvisional ? t('provisional') : t('certain')) },
  ];
  return (
    <Table<PlannedDateFragment>
      aria-label={name}
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowKey={(one) => one.nominalOn}
      columns={columns}
      dataSource={[...dates]}
    />
  );
}
