import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Actions } from '../actions/actions.tsx';
import { useConfirm } from '../form/confirm.ts';
import { useAct } from '../form/send.ts';
import { useUndo } from '../form/undo.tsx';
import { ScheduleEdit } from './schedule-edit.tsx';
import { ChangeReportScheduleDocument, DeleteReportScheduleDocument, type ScheduleLineFragment } from './schedules.gql.ts';

/** Change, pause or go on, delete: as far as the schedule offers it. */
export function ScheduleActs({ schedule, onGone }: { schedule: ScheduleLineFragment; onGone?: () => void }) {
  const { t } = useTranslation(['reports', 'app']);
  const confirm = useConfirm();
  const undo = useUndo();
  const [editing, setEditing] = useState(false);
  const change = useAct(ChangeReportScheduleDocument, (data) => data.changeReportSchedule);
  const remove = useAct(DeleteReportScheduleDocument, (data) => data.deleteReportSchedule);
  const may = (action: (typeof schedule.availableActions)[number]) => schedule.availableActions.includes(action);

  async function setActive(active: boolean) {
    const payload = await change.act({ input: { scheduleId: schedule.id, active } });
    if (!payload) return;
    const said = active ? t('reports:schedules.resumed', { name: schedule.name }) : t('reports:schedules.paused', { name: schedule.name });
    undo(said, () => void change.act({ input: { scheduleId: schedule.id, active: !active } }));
  }

  async function drop() {
    const sure = await confirm({
      title: t('reports:schedules.deleteTitle', { name: schedule.name }),
      text: t('reports:schedules.deleteText'),
      act: t('app:delete'),
      danger: true,
    });
    if (!sure) return;
    const payload = await remove.act({ input: { scheduleId: schedule.id, expectedVersion: schedule.version } });
    if (payload) onGone?.();
  }

  const offered = [
    ...(may('CHANGE_REPORT_SCHEDULE') ? (['edit', 'pause'] as const) : []),
    ...(may('DELETE_REPORT_SCHEDULE') ? (['delete'] as const) : []),
  ];
  return (
    <>
      <Actions
        available={offered}
        offers={{
          edit: { label: t('app:edit'), run: () => setEditing(true) },
          pause: {
            label: schedule.active ? t('reports:schedules.pause') : t('reports:schedules.resume'),
            run: () => void setActive(!schedule.active),
            busy: change.busy,
          },
          delete: { label: t('app:delete'), run: () => void drop(), danger: true, rare: true, busy: remove.busy },
        }}
      />
      <ScheduleEdit schedule={editing ? schedule : null} onClose={() => setEditing(false)} />
    </>
  );
}
