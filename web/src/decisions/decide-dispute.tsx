import { App, Form, Input, Modal, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { DecideDisputeInput, DisputeOutcome, DisputeSubject, PauseParty } from '../gql/schema.ts';
import { instantOf } from '../time/wall.ts';
import { useWord, useWordOptions } from '../words/word.tsx';
import type { Dispute } from './dispute-page.tsx';
import { DecideDisputeDocument } from './disputes.gql.ts';
import { IntervalFields, others } from './interval-fields.tsx';

/** What a subject can come to at all, as the API describes it; it refuses everything else. */
const outcomes: Record<DisputeSubject, readonly DisputeOutcome[]> = {
  VERDICT: ['UPHOLD', 'EXCLUDE', 'RE_ATTRIBUTE', 'PARTLY'],
  LEDGER_ENTRY: ['UPHOLD', 'EXCLUDE'],
  MANUAL_SCORE: ['UPHOLD', 'EXCLUDE', 'PARTLY'],
};

export type Decision = {
  outcome: DisputeOutcome;
  party?: PauseParty;
  score?: string;
  reason: string;
  evidence?: string;
  intervals?: { span: [Dayjs, Dayjs]; party: PauseParty; reason: string }[];
};

type Props = { dispute: Dispute; onClose: () => void; onDone: () => void };

/** The decision of the agency, or for good: what comes of it, why, and what belongs to it. */
export function DecideDispute({ dispute, onClose, onDone }: Props) {
  const { t } = useTranslation(['decisions', 'app']);
  const { message } = App.useApp();
  const word = useWord();
  const options = useWordOptions();
  const [form] = Form.useForm<Decision>();
  const outcome = Form.useWatch('outcome', form);
  const { submit, busy, problems } = useSendForm(form, DecideDisputeDocument, (data) => data.decideDispute);

  async function send(values: Decision) {
    const input: DecideDisputeInput = {
      disputeId: dispute.id,
      expectedVersion: dispute.version,
      outcome: values.outcome,
      reason: values.reason,
      evidence: values.evidence,
      party: values.party,
      score: values.score,
      intervals: (values.intervals ?? []).map(({ span, party, reason }) => ({ from: instantOf(span[0]), to: instantOf(span[1]), party, reason })),
    };
    if (!(await submit({ input }))) return;
    void message.success(t('step.DECIDE.done'));
    onClose();
    onDone();
  }

  return (
    <Modal
      open
      width={640}
      title={t('step.DECIDE.title')}
      okText={t('step.DECIDE.act')}
      cancelText={t('app:cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="step-lead">{dispute.state === 'ESCALATED' ? t('step.DECIDE.final') : t('step.DECIDE.lead')}</p>
      <Form form={form} layout="vertical" requiredMark="optional" onFinish={(values) => void send(values)} disabled={busy}>
        <Form.Item name="outcome" label={t('field.outcome')} rules={[{ required: true, message: t('app:required') }]}>
          <Radio.Group className="outcomes">
            {outcomes[dispute.subject].map((one) => (
              <Radio key={one} value={one}>
                {word('DisputeOutcome', one)} <small className="soft">{t(`outcome.${dispute.subject}.${one}`)}</small>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        {outcome === 'RE_ATTRIBUTE' && (
          <Form.Item name="party" label={t('ruling.party')} rules={[{ required: true, message: t('app:required') }]}>
            <Select options={options('PauseParty', others)} />
          </Form.Item>
        )}
        {outcome === 'PARTLY' && dispute.subject === 'MANUAL_SCORE' && (
          <Form.Item name="score" label={t('ruling.score')} extra={t('score.how')} rules={[{ required: true, message: t('app:required') }]}>
            <Input inputMode="decimal" maxLength={20} />
          </Form.Item>
        )}
        {outcome === 'PARTLY' && dispute.subject === 'VERDICT' && <IntervalFields />}
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true, message: t('app:required') }]}>
          <Input.TextArea rows={3} maxLength={2_000} showCount />
        </Form.Item>
        <Form.Item name="evidence" label={t('field.evidence')}>
          <Input.TextArea rows={2} maxLength={2_000} />
        </Form.Item>
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
