import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { written } from '../form/written.ts';
import type { PauseReason } from '../gql/schema.ts';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { useWordOptions } from '../words/word.tsx';
import { ChosenFiles } from './chosen-files.tsx';
import { type LateValues, occurredOf } from './late.ts';
import { Occurred } from './occurred.tsx';
import { useEvidenceFiles } from './send-files.ts';
import { HoldTicketDocument, type HoldTicketMutation } from './work.gql.ts';

type Values = LateValues & { reason: PauseReason; note?: string };

/** Those that somebody declares for a ticket; maintenance windows and force majeure are excluded for many at once. */
const reasons: readonly PauseReason[] = ['AWAITING_REQUESTER', 'AWAITING_AGENCY', 'THIRD_PARTY', 'CHANGE_WINDOW', 'MAINTENANCE', 'FORCE_MAJEURE', 'VENDOR_INTERNAL'];

export default function Hold({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('work');
  const options = useWordOptions();
  const [form] = Form.useForm<Values>();
  const [files, setFiles] = useState<readonly File[]>([]);
  const sendEvidence = useEvidenceFiles();

  async function after(payload: HoldTicketMutation['holdTicket']) {
    const pause = payload.ticket?.pauses.filter((one) => !one.to).at(-1);
    if (pause && files.length > 0) await sendEvidence(ticket.id, pause.id, files);
  }
  return (
    <ActForm
      form={form}
      document={HoldTicketDocument}
      pick={(data) => data.holdTicket}
      variables={(values) => ({ input: { ticketId: ticket.id, reason: values.reason, note: written(values.note), ...occurredOf(values) } })}
      after={after}
      act={t('hold.do')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <Form.Item name="reason" label={t('hold.reason')} rules={[{ required: true, message: t('missing', { field: t('hold.reason') }) }]}>
        <Radio.Group className="act-choices">
          {options('PauseReason', reasons).map(({ value, label }) => (
            <Radio key={value} value={value}>
              {label}
              <small>{t(`hold.about.${value}`)}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item name="note" label={t('hold.note')} extra={t('hold.noteWhy')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item label={t('hold.evidence')} extra={t('hold.evidenceWhy')}>
        <ChosenFiles files={files} onChange={setFiles} />
      </Form.Item>
      <Occurred />
    </ActForm>
  );
}
