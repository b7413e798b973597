import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Flex, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { AssessmentRemarkInput } from '../gql/schema.ts';
import type { Period } from './period-page.tsx';
import { CommentAssessmentDocument, ObjectToAssessmentDocument } from './periods.gql.ts';

type Values = { note?: string; reason?: string; criteria?: AssessmentRemarkInput[] };
type Props = { period: Period; step: 'COMMENT' | 'OBJECT'; onClose: () => void; onDone: () => void };

/** What the vendor says of the whole and of single criteria: a comment on the draft, or the objection to a decision. */
export function RemarkDialog({ period, step, onClose, onDone }: Props) {
  const { t } = useTranslation(['appraisal', 'app']);
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const comment = useSendForm(form, CommentAssessmentDocument, (data) => data.commentAssessment);
  const objection = useSendForm(form, ObjectToAssessmentDocument, (data) => data.objectToAssessment);
  const { busy, problems } = step === 'COMMENT' ? comment : objection;
  const base = { assessmentId: period.id, version: period.version };

  async function send({ note = '', reason = '', criteria = [] }: Values) {
    const payload =
      step === 'COMMENT' ? await comment.submit({ input: { ...base, criteria, note } }) : await objection.submit({ input: { ...base, criteria, reason } });
    if (!payload) return;
    void message.success(t(`step.${step}.done`));
    onClose();
    onDone();
  }

  const required = [{ required: true, whitespace: true, message: t('app:required') }];
  return (
    <Modal
      open
      width={640}
      title={t(`step.${step}.title`)}
      okText={t(`step.${step}.act`)}
      cancelText={t('app:cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="step-lead">{t(`step.${step}.lead`)}</p>
      <Form form={form} layout="vertical" requiredMark="optional" disabled={busy} onFinish={(values) => void send(values)}>
        <Form.Item name={step === 'COMMENT' ? 'note' : 'reason'} label={step === 'COMMENT' ? t('remark.note') : t('field.reason')} rules={required}>
          <Input.TextArea rows={3} maxLength={2_000} showCount />
        </Form.Item>
        <Form.List name="criteria">
          {(rows, { add, remove }) => (
            <>
              {rows.map((row, at) => (
                <Flex key={row.key} gap="small" align="start">
                  <Form.Item name={[row.name, 'criterion']} label={t('term.criterion')} rules={required} className="remark-criterion">
                    <Select options={period.terms.map((term) => ({ value: term.code, label: term.name }))} popupMatchSelectWidth={false} />
                  </Form.Item>
                  <Form.Item name={[row.name, 'remark']} label={t('remark.one')} rules={required} className="fill">
                    <Input maxLength={2_000} />
                  </Form.Item>
                  <Button
                    type="text"
                    className="remark-remove"
                    icon={<MinusCircleOutlined />}
                    aria-label={t('remark.remove', { number: at + 1 })}
                    onClick={() => remove(row.name)}
                  />
                </Flex>
              ))}
              <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
                {t('remark.add')}
              </Button>
            </>
          )}
        </Form.List>
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
