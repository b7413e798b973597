import { Checkbox, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { FormDialog } from '../form/form-dialog.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { CreateCalendarDocument } from './calendars.gql.ts';
import { weekOf, type WrittenWeek } from './hours-text.ts';
import { WeeklyFields } from './weekly-fields.tsx';

type Values = { name: string; code: string; ownerId: string; layers: string[]; effectiveFrom: Dayjs; week: WrittenWeek };

/** The lists of days that ship with the product, the second over the first. */
const shipped = ['CN', 'CN-GX'] as const;

/** A calendar of an agency's own; days are named afterwards, with a preview of what they move. */
export function NewCalendarDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['promises', 'app']);
  const navigate = useNavigate();
  const required = [{ required: true, whitespace: true, message: t('app:required') }];
  return (
    <FormDialog
      title={t('calendars.new')}
      lead={t('calendars.newLead')}
      width={640}
      act={t('calendars.new')}
      done={t('calendars.made')}
      initial={{ layers: ['CN'] }}
      document={CreateCalendarDocument}
      pick={(data) => data.createCalendar}
      variables={({ name, code, ownerId, layers, effectiveFrom, week }: Values) => ({
        input: { name, code, ownerId, layers, weekly: weekOf(week, effectiveFrom), exceptions: [], zone: 'Asia/Shanghai' },
      })}
      onClose={onClose}
      onDone={({ calendar }) => calendar && void navigate(`/calendars/${calendar.id}`)}
    >
      <Form.Item name="name" label={t('calendar.name')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="code" label={t('policy.code')} rules={required} extra={t('calendars.codeHelp')}>
          <Input maxLength={40} spellCheck={false} />
        </Form.Item>
        <Form.Item name="ownerId" label={t('policy.owner')} rules={required}>
          <AgencySelect className="fill" />
        </Form.Item>
      </div>
      <Form.Item name="layers" label={t('calendars.shipped')}>
        <Checkbox.Group options={shipped.map((value) => ({ value, label: t(`calendars.list.${value}`) }))} />
      </Form.Item>
      <WeeklyFields />
    </FormDialog>
  );
}
