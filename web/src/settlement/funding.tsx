import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Exact } from '../exact/exact.tsx';
import { Wide } from '../list/wide.tsx';
import { Money } from '../money/money.tsx';
import { Word } from '../words/word.tsx';
import type { Statement } from './statement-page.tsx';

type Part = Statement['funding'][number];

/** Who pays how much of what is payable, and why it is so here. */
export function Funding({ statement }: { statement: Statement }) {
  const { t } = useTranslation('settlement');
  const columns: NonNullable<TableProps<Part>['columns']> = [
    { title: t('funding.source'), width: 130, render: (_, part) => <Word of="FundingSource" is={part.source} /> },
    { title: t('funding.payer'), width: 180, dataIndex: 'payer' },
    { title: t('funding.basis'), width: 240, dataIndex: 'basis' },
    {
      title: t('funding.percent'),
      width: 90,
      align: 'right',
      render: (_, part) => (
        <>
          <Exact of={part.percent} /> %
        </>
      ),
    },
    { title: t('funding.amount'), width: 140, align: 'right', render: (_, part) => <Money amount={part.amount} /> },
  ];
  return (
    <Wide name={t('funding.title')} least={640}>
      <Table<Part>
        aria-label={t('funding.title')}
        size="small"
        rowKey={(part) => `${part.source} ${part.payer} ${part.basis}`}
        columns={columns}
        dataSource={[...statement.funding]}
        pagination={false}
        locale={{ emptyText: t('funding.none') }}
      />
    </Wide>
  );
}
