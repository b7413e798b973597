import { Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { FormDialog } from '../form/form-dialog.tsx';
import { type CalendarHeadFragment, PreviewCalendarChangeDocument } from './calendars.gql.ts';
import { weekOf, writtenWeek, type WrittenWeek } from './hours-text.ts';
import { WeeklyFields } from './weekly-fields.tsx';

type Values = { reason: string; effectiveFrom: Dayjs; week: WrittenWeek };

/** Other weekly hours from a day on: a draft, whose consequences are looked at before it holds. */
export function ChangeHoursDialog({ calendar, onClose }: { calendar: CalendarHeadFragment; onClose: () => void }) {
  const { t } = useTranslation(['promises', 'app']);
  const navigate = useNavigate();
  const latest = calendar.weeklyHours.at(-1);
  return (
    <FormDialog
      title={t('weekly.change')}
      lead={t('weekly.changeLead')}
      width={640}
      act={t('import.preview')}
      done={t('weekly.drafted')}
      initial={{ week: latest ? writtenWeek(latest) : {} }}
      document={PreviewCalendarChangeDocument}
      pick={(data) => data.previewCalendarChange}
      variables={({ reason, effectiveFrom, week }: Values) => ({
        input: { calendarId: calendar.id, reason, weekly: weekOf(week, effectiveFrom), dayLists: [], pendingDays: [], exceptions: [], withdrawn: [] },
      })}
      onClose={onClose}
      onDone={({ change }) => change && void navigate(`/calendar-changes/${change.id}`)}
    >
      <WeeklyFields />
      <Form.Item name="reason" label={t('import.reason')} extra={t('import.reasonHelp')} rules={[{ required: true, whitespace: true, message: t('app:required') }]}>
        <Input maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
