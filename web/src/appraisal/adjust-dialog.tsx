import { App, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { Period } from './period-page.tsx';
import { AdjustAssessmentDocument } from './periods.gql.ts';

type Values = { points: string; reason: string };

/** Points about a closed period, booked by hand into the next open one. */
export function AdjustDialog({ period, onClose, onDone }: { period: Period; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['appraisal', 'app']);
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { submit, busy, problems } = useSendForm(form, AdjustAssessmentDocument, (data) => data.adjustAssessment);

  async function send(values: Values) {
    if (!(await submit({ input: { ...values, assessmentId: period.id, version: period.version } }))) return;
    void message.success(t('adjust.done'));
    onClose();
    onDone();
  }

  return (
    <Modal open title={t('adjust.act')} okText={t('adjust.act')} cancelText={t('app:cancel')} confirmLoading={busy} onOk={() => form.submit()} onCancel={onClose}>
      <p className="step-lead">{t('adjust.lead')}</p>
      <Form form={form} layout="vertical" requiredMark="optional" disabled={busy} onFinish={(values) => void send(values)}>
        <Form.Item name="points" label={t('adjust.points')} extra={t('adjust.pointsHelp')} rules={[{ required: true, message: t('app:required') }]}>
          <Input inputMode="decimal" maxLength={10} />
        </Form.Item>
        <Form.Item name="reason" label={t('adjust.reason')} rules={[{ required: true, whitespace: true, message: t('app:required') }]}>
          <Input.TextArea rows={3} maxLength={2_000} showCount />
        </Form.Item>
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
