import { Alert, Checkbox, Progress } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Actions, type Offer } from '../actions/actions.tsx';
import type { CalendarChangeAction, DayChangeKind } from '../gql/schema.ts';
import { oneOf, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { SERVICE_ZONE } from '../time/format.ts';
import { Instant } from '../time/instant.tsx';
import { useLookAgain } from '../time/look-again.ts';
import { useWord, WordTag } from '../words/word.tsx';
import { ActivateCalendarChangeDocument, CalendarChangeDocument, type CalendarChangeQuery, WithdrawCalendarChangeDocument } from './calendars.gql.ts';
import { ChangedDays } from './changed-days.tsx';
import { dayChangeKinds } from './day-change-kinds.ts';
import { StartBacktestDialog } from './start-backtest-dialog.tsx';
import { TouchedClocks } from './touched-clocks.tsx';
import './promises.css';

export type Change = Extract<CalendarChangeQuery['node'], { __typename: 'CalendarChange' }>;

const fields = { kind: oneOf(dayChangeKinds) };
/** What is only confirmed changes nothing. */
const moving = dayChangeKinds.filter((kind) => kind !== 'CONFIRMED');

export default function CalendarChangePage() {
  const { t } = useTranslation('promises');
  const { id = '' } = useParams();
  const { values, set } = useFilters(fields);
  const kinds = useMemo(() => (values.kind ? [values.kind] : moving), [values.kind]);
  const [query, again] = useQuery({ query: CalendarChangeDocument, variables: { id, kinds } });
  const change = query.data?.node?.__typename === 'CalendarChange' ? query.data.node : undefined;
  const follows = change?.state === 'ACTIVATING';
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  useLookAgain(follows, reload);
  if (change) return <Shown change={change} reload={reload} kind={values.kind} onKind={(kind) => set({ kind })} />;
  return (
    <Page title={t('change.title')} crumbs={[{ label: t('calendars.title'), to: '/calendars' }]}>
      <QueryState query={query} retry={reload} empty={query.data !== undefined} emptyText={t('change.gone')} />
    </Page>
  );
}

type Props = { change: Change; reload: () => void; kind: DayChangeKind | undefined; onKind: (kind: DayChangeKind | undefined) => void };

function Shown({ change, reload, kind, onKind }: Props) {
  const { t } = useTranslation('promises');
  const word = useWord();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<CalendarChangeAction | 'TRY' | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const offers: Partial<Record<CalendarChangeAction | 'TRY', Offer>> = {
    ACTIVATE: { label: t('change.activate'), primary: true, run: () => setDoing('ACTIVATE') },
    TRY: { label: t('change.backtest'), run: () => setDoing('TRY') },
    WITHDRAW: { label: t('change.withdraw'), danger: true, run: () => setDoing('WITHDRAW') },
  };
  const { calendar, preview, progress } = change;
  const shared = { onClose: () => setDoing(null), onDone: reload };
  return (
    <Page
      title={change.reason}
      mark={<WordTag of="CalendarChangeState" is={change.state} />}
      crumbs={[{ label: t('calendars.title'), to: '/calendars' }, ...(calendar ? [{ label: calendar.name, to: `/calendars/${calendar.id}` }] : [])]}
      actions={<Actions<CalendarChangeAction | 'TRY'> available={[...change.availableActions, ...(change.state === 'DRAFT' ? (['TRY'] as const) : [])]} offers={offers} />}
    >
      {preview && (
        <TurnBar
          over={change.state !== 'DRAFT'}
          facts={[
            ...(['daysGained', 'daysLost', 'daysShifted', 'daysConfirmed', 'daysDoubted'] as const).map((figure) => ({
              key: figure,
              label: t(`change.${figure}`),
              value: <span className="figure">{preview[figure]}</span>,
            })),
            preview.touched && { key: 'clocks', label: t('change.clocks'), value: <strong className="figure">{preview.touched.clocks}</strong> },
            preview.touched && { key: 'provisional', label: t('change.provisional'), value: <span className="figure">{preview.touched.provisional}</span> },
            { key: 'at', label: t('version.createdAt'), value: <Instant at={change.createdAt} /> },
          ]}
        />
      )}
      {change.state === 'ACTIVATING' && progress && progress.clocks > 0 && (
        <div role="status">
          <Progress
            status="active"
            percent={Math.round(((progress.clocks - progress.left) / progress.clocks) * 100)}
            aria-label={t('changes.progress')}
          />
          <p className="soft">{t('change.progress', { done: progress.clocks - progress.left, all: progress.clocks })}</p>
        </div>
      )}
      {change.partialYears.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="form-problem"
          title={t('change.partial')}
          description={
            <>
              <ul className="plain-list">
                {change.partialYears.map((one) => (
                  <li key={`${one.layer} ${one.year}`}>
                    {t('change.partialOf', { year: one.year, gaps: one.gaps.map((gap) => word('YearGap', gap)).join(t('comma')) })}
                  </li>
                ))}
              </ul>
              {change.availableActions.includes('ACTIVATE') && (
                <Checkbox checked={isConfirmed} onChange={(event) => setConfirmed(event.target.checked)}>
                  {t('change.confirmPartial')}
                </Checkbox>
              )}
            </>
          }
        />
      )}
      {preview && <ChangedDays days={preview.days} zone={calendar?.zone ?? SERVICE_ZONE} kind={kind} onKind={onKind} />}
      {preview?.touched && <TouchedClocks touched={preview.touched} />}
      {doing === 'ACTIVATE' && (
        <StepDialog
          {...shared}
          title={t('change.activate')}
          lead={t('change.activateLead')}
          act={t('change.activate')}
          done={t('change.activated')}
          fields={[]}
          document={ActivateCalendarChangeDocument}
          pick={(data) => data.activateCalendarChange}
          variables={() => ({
            input: {
              calendarChangeId: change.id,
              fingerprint: change.fingerprint,
              confirmPartialYears: isConfirmed ? change.partialYears.map(({ year }) => year) : [],
            },
          })}
        />
      )}
      {doing === 'WITHDRAW' && (
        <StepDialog
          title={t('change.withdraw')}
          lead={t('change.withdrawLead')}
          act={t('change.withdraw')}
          done={t('change.withdrawn')}
          danger
          fields={[]}
          document={WithdrawCalendarChangeDocument}
          pick={(data) => data.withdrawCalendarChange}
          variables={() => ({ input: { calendarChangeId: change.id } })}
          onClose={() => setDoing(null)}
          onDone={() => {
            if (calendar) void navigate(`/calendars/${calendar.id}`);
          }}
        />
      )}
      {doing === 'TRY' && <StartBacktestDialog chosen={`calendar ${change.id}`} onClose={() => setDoing(null)} />}
    </Page>
  );
}
