import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Exact } from '../exact/exact.tsx';
import { Wide } from '../list/wide.tsx';
import { useWord } from '../words/word.tsx';
import { type LedgerItem, type LedgerSpec, useSpecName } from './scheme-spec.ts';

export function LedgerItems({ ledger }: { ledger: LedgerSpec }) {
  const { t } = useTranslation(['schemes', 'app']);
  const specName = useSpecName();
  const word = useWord();
  const columns: NonNullable<TableProps<LedgerItem>['columns']> = [
    {
      title: t('ledger.item'),
      width: 240,
      render: (_, item) => (
        <>
          <strong>{specName(item.name)}</strong>
          <br />
          <small className="soft">{item.code}</small>
        </>
      ),
    },
    { title: t('ledger.points'), width: 80, align: 'right', render: (_, item) => <Exact of={item.points} signed /> },
    { title: t('ledger.cap'), width: 90, align: 'right', render: (_, item) => <Exact of={item.cap} /> },
    {
      title: t('ledger.by'),
      width: 360,
      render: (_, item) =>
        item.counted
          ? t('ledger.counted', {
              metric: word('Metric', item.counted.metric),
              priorities: item.counted.priorities.map((one) => word('Priority', one)).join(' '),
              twice: item.counted.beyondTwice,
              thrice: item.counted.beyondThrice,
            })
          : t('ledger.booked'),
    },
  ];
  return (
    <>
      <p className="soft">
        {t('ledger.capAll')}
        {t('app:colon')}
        <Exact of={ledger.cap} /> · {t('ledger.bonusCap')}
        {t('app:colon')}
        <Exact of={ledger.bonusCap} />
      </p>
      <Wide name={t('ledger.title')} least={640}>
        <Table<LedgerItem>
          aria-label={t('ledger.title')}
          size="small"
          rowKey={(item) => item.code}
          columns={columns}
          dataSource={[...ledger.items]}
          pagination={false}
        />
      </Wide>
    </>
  );
}
