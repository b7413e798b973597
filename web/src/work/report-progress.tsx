import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../form/send.ts';
import { written } from '../form/written.ts';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { type LateValues, occurredOf } from './late.ts';
import { Occurred } from './occurred.tsx';
import { ReportProgressDocument, SayProgressDocument } from './work.gql.ts';

type Values = LateValues & { body?: string };

/** The report itself carries no words: what is to be said goes into the conversation, where both sides read it. */
export default function ReportProgress({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('work');
  const [form] = Form.useForm<Values>();
  const { act: say } = useAct(SayProgressDocument, (data) => data.commentTicket);

  async function after() {
    const body = written(form.getFieldsValue().body);
    if (body) await say({ input: { ticketId: ticket.id, body, visibility: 'PUBLIC' } });
  }
  return (
    <ActForm
      form={form}
      document={ReportProgressDocument}
      pick={(data) => data.reportProgress}
      variables={(values) => ({ input: { ticketId: ticket.id, ...occurredOf(values) } })}
      after={after}
      act={t('progress.do')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <Form.Item name="body" label={t('progress.body')} extra={t('progress.bodyWhy')}>
        <Input.TextArea rows={3} maxLength={10000} />
      </Form.Item>
      <Occurred />
    </ActForm>
  );
}
