import { LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useConfirm } from '../form/confirm.ts';
import { useAct } from '../form/send.ts';
import { text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { useViewer } from '../session/viewer.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { useMinute } from '../time/tick.ts';
import { instantOf } from '../time/wall.ts';
import { Word } from '../words/word.tsx';
import { DutyRosterDocument, OnCallDocument, RemoveDutyShiftDocument } from './duty.gql.ts';
import { Roster, type Turn } from './roster.tsx';
import { ShiftForm, type Team } from './shift-form.tsx';
import { daysOf, mondayOf } from './week.ts';
import { QueueTeamsDocument } from './queue.gql.ts';
import './duty.css';

const fields = { team: text(), week: text() };

/** Who is on duty in a team, this week and in others; its managers plan it here. */
export default function DutyPage() {
  const { t } = useTranslation('queue');
  const viewer = useViewer();
  const { values, set } = useFilters(fields);
  const [query, again] = useQuery({ query: QueueTeamsDocument });
  const teams = query.data?.vendorTeams.nodes ?? [];
  const own = teams.find((team) => team.members?.some((member) => member.id === viewer.user.id));
  const team = teams.find((one) => one.id === values.team) ?? own ?? teams[0];
  const [adding, setAdding] = useState(false);
  const mayAdd = team?.availableActions.some((action) => action === 'ADD_DUTY_SHIFT' || action === 'ADD_WEEKLY_DUTY_SHIFT');
  return (
    <Page
      title={t('duty.title')}
      lead={t('duty.lead')}
      actions={
        mayAdd && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('duty.add')}
          </Button>
        )
      }
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={teams.length === 0} emptyText={t('duty.noTeams')}>
        {team && (
          <>
            <Select
              aria-label={t('filter.team')}
              className="queue-select duty-team"
              value={team.id}
              onChange={(id: string) => set({ team: id })}
              options={teams.map((one) => ({ value: one.id, label: one.name }))}
              popupMatchSelectWidth={false}
            />
            <Week key={team.id} team={team} week={values.week} onWeek={(week) => set({ week })} />
          </>
        )}
      </QueryState>
      {team && (
        <Modal open={adding} title={t('duty.addTo', { team: team.name })} footer={null} onCancel={() => setAdding(false)} destroyOnHidden>
          <ShiftForm team={team} onDone={() => setAdding(false)} onCancel={() => setAdding(false)} />
        </Modal>
      )}
    </Page>
  );
}

type WeekProps = { team: Team; week: string | undefined; onWeek: (week: string | undefined) => void };

function Week({ team, week, onWeek }: WeekProps) {
  const { t } = useTranslation('queue');
  const confirm = useConfirm();
  const now = useMinute() * 60_000;
  const monday = mondayOf(week, now);
  const date = monday.format('YYYY-MM-DD');
  const days = daysOf(monday);
  const [query, again] = useQuery({ query: DutyRosterDocument, variables: { teamId: team.id, from: instantOf(monday) } });
  const { act: remove } = useAct(RemoveDutyShiftDocument, (data) => data.removeDutyShift);
  const roster = query.data?.dutyRoster;

  async function onTurn(turn: Turn) {
    const sure = await confirm({ title: t('duty.removeTitle', { name: turn.engineer.name }), text: t('duty.removeText'), act: t('duty.remove'), danger: true });
    if (sure && (await remove({ input: { shiftId: turn.shiftId } }))) again({ requestPolicy: 'network-only' });
  }
  return (
    <>
      <OnCall team={team} />
      <Flex align="center" gap="small" className="duty-week" role="group" aria-label={t('duty.week')}>
        <Button icon={<LeftOutlined />} aria-label={t('duty.before')} onClick={() => onWeek(monday.subtract(7, 'day').format('YYYY-MM-DD'))} />
        <Button icon={<RightOutlined />} aria-label={t('duty.after')} onClick={() => onWeek(monday.add(7, 'day').format('YYYY-MM-DD'))} />
        <Button onClick={() => onWeek(undefined)}>{t('duty.thisWeek')}</Button>
        <strong>
          <CivilDate date={date} /> – <CivilDate date={monday.add(6, 'day').format('YYYY-MM-DD')} />
        </strong>
      </Flex>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
        {roster && <Roster days={days} roster={roster} now={now} onTurn={team.availableActions.includes('REMOVE_DUTY_SHIFT') ? (turn) => void onTurn(turn) : undefined} />}
      </QueryState>
    </>
  );
}

function OnCall({ team }: { team: Team }) {
  const { t } = useTranslation('queue');
  const [query] = useQuery({ query: OnCallDocument, variables: { teamId: team.id } });
  const turns = query.data?.onCall;
  if (!turns) return null;
  return (
    <p className="duty-now" role="status">
      {turns.length === 0 ? t('duty.nobodyNow') : t('duty.now')}
      {turns.map((turn) => (
        <span key={`${turn.shiftId} ${turn.role}`}>
          <strong>{turn.engineer.name}</strong> <Word of="DutyRole" is={turn.role} />{' '}
          <small>
            {t('duty.until')} <Instant at={turn.until} />
          </small>
        </span>
      ))}
    </p>
  );
}
