import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { type LateValues, occurredOf } from './late.ts';
import { Occurred } from './occurred.tsx';
import { RecordRestorationDocument } from './work.gql.ts';

type Values = LateValues & { remote?: boolean };

export default function Restore({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('work');
  const [form] = Form.useForm<Values>();
  return (
    <ActForm
      form={form}
      document={RecordRestorationDocument}
      pick={(data) => data.recordRestoration}
      variables={(values) => ({ input: { ticketId: ticket.id, remote: values.remote ?? false, ...occurredOf(values) } })}
      act={t('restore.do')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p className="act-lead">{t('restore.lead')}</p>
      <Form.Item name="remote" valuePropName="checked" extra={t('restore.remoteWhy')}>
        <Checkbox>{t('restore.remote')}</Checkbox>
      </Form.Item>
      <Occurred />
    </ActForm>
  );
}
