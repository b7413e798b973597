import { Checkbox, DatePicker, Flex, Form, Input, InputNumber, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Visibility } from '../gql/schema.ts';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { instantOf } from '../time/wall.ts';
import { useWordOptions } from '../words/word.tsx';
import { LogWorkDocument } from './work.gql.ts';

type Values = { startedAt: Dayjs; minutes: number; summary: string; billable?: boolean; visibility: Visibility };

const readers: readonly Visibility[] = ['PUBLIC', 'VENDOR_INTERNAL'];

export default function LogWork({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('work');
  const options = useWordOptions();
  const [form] = Form.useForm<Values>();
  const needed = (field: string) => [{ required: true, message: t('missing', { field }) }];
  return (
    <ActForm
      form={form}
      document={LogWorkDocument}
      pick={(data) => data.logWork}
      variables={({ startedAt, minutes, summary, billable, visibility }) => ({
        input: { ticketId: ticket.id, startedAt: instantOf(startedAt), minutes, summary: summary.trim(), billable: billable ?? false, visibility },
      })}
      initialValues={{ minutes: 30, visibility: 'PUBLIC' }}
      act={t('log.do')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <Flex gap="middle" wrap>
        <Form.Item name="startedAt" label={t('log.startedAt')} rules={needed(t('log.startedAt'))}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        <Form.Item name="minutes" label={t('log.minutes')} rules={needed(t('log.minutes'))}>
          <InputNumber min={1} max={1440} precision={0} suffix={t('log.unit')} />
        </Form.Item>
      </Flex>
      <Form.Item name="summary" label={t('log.summary')} rules={needed(t('log.summary'))}>
        <Input.TextArea rows={3} maxLength={10000} />
      </Form.Item>
      <Form.Item name="visibility" label={t('log.readers')}>
        <Radio.Group options={options('Visibility', readers)} />
      </Form.Item>
      <Form.Item name="billable" valuePropName="checked">
        <Checkbox>{t('log.billable')}</Checkbox>
      </Form.Item>
    </ActForm>
  );
}
