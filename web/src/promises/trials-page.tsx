import { Button, Flex, Progress, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { flag, oneOf, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { Name } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { useLookAgain } from '../time/look-again.ts';
import { Word, WordTag } from '../words/word.tsx';
import { Scope } from './backtest-scope.tsx';
import { StartBacktestDialog } from './start-backtest-dialog.tsx';
import { type BacktestRowFragment, BacktestsDocument, type PilotRowFragment, PilotsDocument } from './trials.gql.ts';
import './promises.css';

const tabs = ['backtests', 'pilots'] as const;
const fields = { tab: oneOf(tabs), start: flag() };
const nothing = {};

/** Before a promise is made it can be tried: on closed tickets, or on new ones of some agencies. */
export default function TrialsPage() {
  const { t } = useTranslation('promises');
  const { values, set } = useFilters(fields);
  const tab = values.tab ?? 'backtests';
  return (
    <Page
      title={t('trials.title')}
      lead={tab === 'backtests' ? t('backtest.lead') : undefined}
      actions={
        tab === 'backtests' && (
          <Button type="primary" onClick={() => set({ start: true })}>
            {t('backtest.start')}
          </Button>
        )
      }
    >
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(key) => set({ tab: tabs.find((one) => one === key && one !== 'backtests') })}
        items={[
          { key: 'backtests', label: t('trials.backtests'), children: <Backtests /> },
          { key: 'pilots', label: t('trials.pilots'), children: <Pilots /> },
        ]}
      />
      {values.start && <StartBacktestDialog onClose={() => set({ start: undefined })} />}
    </Page>
  );
}

function Backtests() {
  const { t } = useTranslation('promises');
  const list = useConnection({ document: BacktestsDocument, variables: nothing, pick: (data) => data.backtests });
  const waits = list.rows.some(({ state }) => state === 'QUEUED' || state === 'RUNNING');
  useLookAgain(waits, list.reload);
  const link = (row: BacktestRowFragment) => (
    <Link to={`/backtests/${row.id}`}>
      <Word of="BacktestCandidate" is={row.candidate} />
      {row.policyVersion && ` · ${t('version.number', { number: row.policyVersion.number })}`}
    </Link>
  );
  return (
    <ConnectionTable<BacktestRowFragment>
      name={t('trials.backtests')}
      list={list}
      rowKey={(row) => row.id}
      emptyText={t('backtest.none')}
      card={(row) => (
        <Flex vertical gap={4}>
          <Flex justify="space-between" align="start" gap="small">
            {link(row)}
            <WordTag of="BacktestState" is={row.state} />
          </Flex>
          <span className="soft">
            <Scope of={row} /> · <Instant at={row.from} precision="day" /> – <Instant at={row.until} precision="day" />
          </span>
          <Done of={row} />
        </Flex>
      )}
      columns={[
        { title: t('backtest.candidate'), width: 220, render: (_, row) => link(row) },
        { title: t('backtest.scope'), width: 230, ellipsis: true, render: (_, row) => <Scope of={row} /> },
        {
          title: t('backtest.period'),
          width: 220,
          render: (_, row) => (
            <>
              <Instant at={row.from} precision="day" /> – <Instant at={row.until} precision="day" />
            </>
          ),
        },
        { title: t('backtest.state'), width: 100, render: (_, row) => <WordTag of="BacktestState" is={row.state} /> },
        { title: t('trials.progress'), width: 180, render: (_, row) => <Done of={row} /> },
        { title: t('backtest.asked'), width: 150, render: (_, row) => <Instant at={row.createdAt} /> },
      ]}
    />
  );
}

function Done({ of }: { of: BacktestRowFragment }) {
  const { t } = useTranslation('promises');
  const { done, total } = of.progress;
  if (total === null || total === 0 || of.state === 'DONE') return null;
  const said = t('backtest.progress', { done, total });
  return <Progress size="small" percent={Math.round((done / total) * 100)} format={() => said} aria-label={said} />;
}

function Pilots() {
  const { t } = useTranslation('promises');
  const list = useConnection({ document: PilotsDocument, variables: nothing, pick: (data) => data.pilots });
  const link = (row: PilotRowFragment) => (
    <Link to={`/pilots/${row.id}`}>
      {row.policy?.name} {row.version && t('version.number', { number: row.version.number })}
    </Link>
  );
  return (
    <ConnectionTable<PilotRowFragment>
      name={t('trials.pilots')}
      list={list}
      rowKey={(row) => row.id}
      emptyText={t('pilot.none')}
      card={(row) => (
        <Flex vertical gap={4}>
          <Flex justify="space-between" align="start" gap="small">
            {link(row)}
            <WordTag of="PilotState" is={row.state} />
          </Flex>
          <span className="soft">
            <Instant at={row.from} precision="day" /> – <Instant at={row.until} precision="day" />
          </span>
        </Flex>
      )}
      columns={[
        { title: t('pilot.policy'), width: 300, render: (_, row) => link(row) },
        { title: t('pilot.state'), width: 130, render: (_, row) => <WordTag of="PilotState" is={row.state} /> },
        {
          title: t('pilot.agencies'),
          width: 260,
          ellipsis: true,
          render: (_, row) =>
            row.agencies.map((agency, at) => (
              <span key={agency.id}>
                {at > 0 && t('comma')}
                <Name of={agency} />
              </span>
            )),
        },
        { title: t('pilot.from'), width: 150, render: (_, row) => <Instant at={row.from} /> },
        { title: t('pilot.until'), width: 150, render: (_, row) => <Instant at={row.until} /> },
      ]}
    />
  );
}
