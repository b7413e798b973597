import { Flex, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { oneOf, useFilters } from '../list/filters.ts';
import { Instant } from '../time/instant.tsx';
import { metrics } from '../words/values.ts';
import { useWordOptions, Word, WordTag } from '../words/word.tsx';
import { BacktestChangesDocument, type BacktestChangesQuery } from './trials.gql.ts';

type Change = NonNullable<BacktestChangesQuery['backtest']>['changes']['nodes'][number];

const fields = { metric: oneOf(metrics) };

export function BacktestChanges({ id }: { id: string }) {
  const { t } = useTranslation('promises');
  const options = useWordOptions();
  const { values, set } = useFilters(fields);
  const variables = useMemo(() => ({ id, metric: values.metric }), [id, values.metric]);
  const list = useConnection({ document: BacktestChangesDocument, variables, pick: (data) => data.backtest?.changes });
  const verdicts = (row: Change) => (
    <>
      <WordTag of="ClockState" is={row.verdictBefore} /> → <WordTag of="ClockState" is={row.verdictAfter} />
    </>
  );
  return (
    <>
      <Flex justify="space-between" align="center" wrap gap="small" className="form-problem">
        <h2 className="section-title">{t('backtest.changes')}</h2>
        <Select
          allowClear
          className="pick"
          aria-label={t('backtest.metric')}
          placeholder={t('backtest.allMetrics')}
          value={values.metric}
          options={options('Metric', metrics)}
          onChange={(metric) => set({ metric })}
        />
      </Flex>
      <ConnectionTable<Change>
        name={t('backtest.changes')}
        list={list}
        rowKey={(row) => `${row.ticketId} ${row.metric} ${row.cycle} ${row.seq}`}
        emptyText={t('backtest.noChanges')}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small">
              <Link to={`/tickets/${row.ticketNumber}`}>{row.ticketNumber}</Link>
              <Word of="Metric" is={row.metric} />
            </Flex>
            <span>{verdicts(row)}</span>
            <span className="soft">
              <Instant at={row.dueBefore} /> → <Instant at={row.dueAfter} />
            </span>
          </Flex>
        )}
        columns={[
          { title: t('change.ticket'), width: 210, render: (_, row) => <Link to={`/tickets/${row.ticketNumber}`}>{row.ticketNumber}</Link> },
          { title: t('backtest.metric'), width: 110, render: (_, row) => <Word of="Metric" is={row.metric} /> },
          { title: t('backtest.verdicts'), width: 200, render: (_, row) => verdicts(row) },
          { title: t('change.dueBefore'), width: 170, render: (_, row) => <Instant at={row.dueBefore} /> },
          { title: t('change.dueAfter'), width: 170, render: (_, row) => <Instant at={row.dueAfter} /> },
        ]}
      />
    </>
  );
}
