import { Button, DatePicker, Flex, Form, InputNumber, Radio, Segmented, Select, TimePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { DutyRole, Weekday } from '../gql/schema.ts';
import { SERVICE_ZONE } from '../time/format.ts';
import { civilOf, instantOf } from '../time/wall.ts';
import { weekdays } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';
import { AddDutyShiftDocument, AddWeeklyDutyShiftDocument } from './duty.gql.ts';
import type { QueueTeamsQuery } from './queue.gql.ts';

export type Team = QueueTeamsQuery['vendorTeams']['nodes'][number];

type Props = { team: Team; onDone: () => void; onCancel: () => void };

const roles: readonly DutyRole[] = ['PRIMARY', 'BACKUP'];

/** Plans a turn: once, or every week. */
export function ShiftForm(props: Props) {
  const { t } = useTranslation('queue');
  const mayOnce = props.team.availableActions.includes('ADD_DUTY_SHIFT');
  const mayWeekly = props.team.availableActions.includes('ADD_WEEKLY_DUTY_SHIFT');
  const [kind, setKind] = useState<'once' | 'weekly'>(mayOnce ? 'once' : 'weekly');
  return (
    <>
      {mayOnce && mayWeekly && (
        <Segmented<'once' | 'weekly'>
          block
          aria-label={t('duty.kind')}
          className="duty-kind"
          value={kind}
          onChange={setKind}
          options={[
            { value: 'once', label: t('duty.once') },
            { value: 'weekly', label: t('duty.weekly') },
          ]}
        />
      )}
      {kind === 'once' ? <Once {...props} /> : <Weekly {...props} />}
    </>
  );
}

function Who({ team }: { team: Team }) {
  const { t } = useTranslation('queue');
  const options = useWordOptions();
  return (
    <>
      <Form.Item name="engineerId" label={t('duty.engineer')} rules={[{ required: true, message: t('missing', { field: t('duty.engineer') }) }]}>
        <Select options={(team.members ?? []).map((member) => ({ value: member.id, label: member.name }))} />
      </Form.Item>
      <Form.Item name="role" label={t('duty.role')}>
        <Radio.Group options={options('DutyRole', roles)} />
      </Form.Item>
    </>
  );
}

function Buttons({ busy, onCancel }: { busy: boolean; onCancel: () => void }) {
  const { t } = useTranslation('queue');
  const { t: tApp } = useTranslation('app');
  return (
    <Flex justify="end" gap="small">
      <Button onClick={onCancel}>{tApp('cancel')}</Button>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('duty.add')}
      </Button>
    </Flex>
  );
}

type OnceValues = { engineerId: string; role: DutyRole; span: [Dayjs, Dayjs] };

function Once({ team, onDone, onCancel }: Props) {
  const { t } = useTranslation('queue');
  const [form] = Form.useForm<OnceValues>();
  const { submit, busy, problems } = useSendForm(form, AddDutyShiftDocument, (data) => data.addDutyShift);
  async function send({ engineerId, role, span: [from, until] }: OnceValues) {
    if (await submit({ input: { teamId: team.id, engineerId, role, from: instantOf(from), until: instantOf(until) } })) onDone();
  }
  return (
    <Form form={form} layout="vertical" initialValues={{ role: 'PRIMARY' }} onFinish={send}>
      <Who team={team} />
      <Form.Item name="span" label={t('duty.span')} rules={[{ required: true, message: t('missing', { field: t('duty.span') }) }]}>
        <DatePicker.RangePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" className="fill" />
      </Form.Item>
      <Problems of={problems} />
      <Buttons busy={busy} onCancel={onCancel} />
    </Form>
  );
}

type WeeklyValues = { engineerId: string; role: DutyRole; weekday: Weekday; starts: Dayjs; hours: number; firstOn: Dayjs; lastOn?: Dayjs };

function Weekly({ team, onDone, onCancel }: Props) {
  const { t } = useTranslation('queue');
  const options = useWordOptions();
  const [form] = Form.useForm<WeeklyValues>();
  const { submit, busy, problems } = useSendForm(form, AddWeeklyDutyShiftDocument, (data) => data.addWeeklyDutyShift);
  const needed = (field: string) => [{ required: true, message: t('missing', { field }) }];
  async function send({ engineerId, role, weekday, starts, hours, firstOn, lastOn }: WeeklyValues) {
    const input = {
      teamId: team.id,
      engineerId,
      role,
      weekday,
      starts: starts.format('HH:mm'),
      minutes: Math.round(hours * 60),
      firstOn: civilOf(firstOn),
      lastOn: lastOn ? civilOf(lastOn) : undefined,
      zone: SERVICE_ZONE,
    };
    if (await submit({ input })) onDone();
  }
  return (
    <Form form={form} layout="vertical" requiredMark="optional" initialValues={{ role: 'PRIMARY', hours: 12 }} onFinish={send}>
      <Who team={team} />
      <Flex gap="middle" wrap>
        <Form.Item name="weekday" label={t('duty.weekday')} rules={needed(t('duty.weekday'))}>
          <Select options={options('Weekday', weekdays)} className="queue-select" />
        </Form.Item>
        <Form.Item name="starts" label={t('duty.starts')} rules={needed(t('duty.starts'))}>
          <TimePicker format="HH:mm" minuteStep={5} />
        </Form.Item>
        <Form.Item name="hours" label={t('duty.hours')} rules={needed(t('duty.hours'))}>
          <InputNumber min={0.5} max={168} step={0.5} />
        </Form.Item>
      </Flex>
      <Flex gap="middle" wrap>
        <Form.Item name="firstOn" label={t('duty.firstOn')} rules={needed(t('duty.firstOn'))}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="lastOn" label={t('duty.lastOn')}>
          <DatePicker />
        </Form.Item>
      </Flex>
      <Problems of={problems} />
      <Buttons busy={busy} onCancel={onCancel} />
    </Form>
  );
}
