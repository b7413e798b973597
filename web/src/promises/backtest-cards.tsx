import { Flex } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Exact } from '../exact/exact.tsx';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Money } from '../money/money.tsx';
import { PeriodName } from '../period/period.tsx';
import { BacktestCardsDocument, type BacktestCardsQuery } from './trials.gql.ts';

type Card = NonNullable<BacktestCardsQuery['backtest']>['cards']['nodes'][number];

/** Contract months, each scored by both schemes. */
export function BacktestCards({ id }: { id: string }) {
  const { t } = useTranslation('promises');
  const variables = useMemo(() => ({ id }), [id]);
  const list = useConnection({ document: BacktestCardsDocument, variables, pick: (data) => data.backtest?.cards });
  const month = (row: Card) => <PeriodName kind="MONTH" startsOn={row.startsOn} />;
  const contract = (row: Card) => row.contract && <Link to={`/contracts/${row.contract.id}`}>{row.contract.number}</Link>;
  const score = (row: Card) => (
    <>
      <Exact of={row.scoreBefore} /> → <Exact of={row.scoreAfter} />
    </>
  );
  const payment = (row: Card) => (
    <>
      <Money amount={row.paymentBefore} /> → <Money amount={row.paymentAfter} />
    </>
  );
  return (
    <>
      <h2 className="section-title form-problem">{t('backtest.cards')}</h2>
      <ConnectionTable<Card>
        name={t('backtest.cards')}
        list={list}
        rowKey={(row) => `${row.contract?.id ?? ''} ${row.startsOn}`}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small">
              {contract(row)}
              {month(row)}
            </Flex>
            <span>{score(row)}</span>
            <span>{payment(row)}</span>
          </Flex>
        )}
        columns={[
          { title: t('backtest.contract'), width: 190, render: (_, row) => contract(row) },
          { title: t('backtest.month'), width: 140, render: (_, row) => month(row) },
          { title: t('backtest.score'), width: 160, render: (_, row) => score(row) },
          { title: t('backtest.grade'), width: 140, render: (_, row) => `${row.gradeBefore ?? '—'} → ${row.gradeAfter ?? '—'}` },
          { title: t('backtest.payment'), width: 260, render: (_, row) => payment(row) },
        ]}
      />
    </>
  );
}
