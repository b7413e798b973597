import { Button, Progress } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Actions } from '../actions/actions.tsx';
import { useAct } from '../form/send.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { Instant } from '../time/instant.tsx';
import { useLookAgain } from '../time/look-again.ts';
import { useWord, WordTag } from '../words/word.tsx';
import { BacktestCards } from './backtest-cards.tsx';
import { BacktestChanges } from './backtest-changes.tsx';
import { BacktestResult } from './backtest-result.tsx';
import { Scope } from './backtest-scope.tsx';
import { BacktestDocument, type BacktestQuery, CancelBacktestDocument } from './trials.gql.ts';
import './promises.css';

export type Backtest = NonNullable<BacktestQuery['backtest']>;

export default function BacktestPage() {
  const { t } = useTranslation('promises');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: BacktestDocument, variables: { id } });
  const word = useWord();
  const cancel = useAct(CancelBacktestDocument, (data) => data.cancelBacktest);
  const backtest = query.data?.backtest;
  const waits = backtest?.state === 'QUEUED' || backtest?.state === 'RUNNING';
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  useLookAgain(waits, reload);
  return (
    <Page
      title={backtest ? `${t('backtest.title')} · ${word('BacktestCandidate', backtest.candidate)}` : t('backtest.title')}
      mark={<WordTag of="BacktestState" is={backtest?.state} />}
      crumbs={[{ label: t('trials.title'), to: '/trials' }]}
      actions={
        backtest && (
          <>
            <Actions
              available={backtest.availableActions}
              offers={{ CANCEL: { label: t('backtest.cancel'), danger: true, busy: cancel.busy, run: () => void cancel.act({ input: { backtestId: backtest.id } }) } }}
            />
            {backtest.calendarChangeId && (
              <Link to={`/calendar-changes/${backtest.calendarChangeId}`}>
                <Button>{t('change.title')}</Button>
              </Link>
            )}
          </>
        )
      }
    >
      <QueryState
        query={query}
        retry={reload}
        empty={query.data !== undefined && !backtest}
        emptyText={t('backtest.gone')}
      >
        {backtest && (
          <>
            <TurnBar
              over={!waits}
              facts={[
                { key: 'scope', label: t('backtest.scope'), value: <Scope of={backtest} /> },
                {
                  key: 'period',
                  label: t('backtest.period'),
                  value: (
                    <>
                      <Instant at={backtest.from} precision="day" /> – <Instant at={backtest.until} precision="day" />
                    </>
                  ),
                },
                backtest.policyVersion !== null && {
                  key: 'version',
                  label: t('backtest.candidate'),
                  value: t('version.number', { number: backtest.policyVersion.number }),
                },
                { key: 'asked', label: t('backtest.asked'), value: <Instant at={backtest.createdAt} /> },
                { key: 'finished', label: t('backtest.finished'), value: <Instant at={backtest.finishedAt} /> },
              ]}
            />
            {waits && <Running backtest={backtest} />}
            {backtest.state === 'DONE' && (
              <>
                <BacktestResult backtest={backtest} />
                {backtest.candidate === 'SCHEME' ? <BacktestCards id={backtest.id} /> : <BacktestChanges id={backtest.id} />}
              </>
            )}
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Running({ backtest }: { backtest: Backtest }) {
  const { t } = useTranslation('promises');
  const { done, total } = backtest.progress;
  const said = t('backtest.progress', { done, total: total ?? '…' });
  return (
    <div role="status">
      <Progress percent={total ? Math.round((done / total) * 100) : 0} status="active" format={() => said} aria-label={said} />
    </div>
  );
}
