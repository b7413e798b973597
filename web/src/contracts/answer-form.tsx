import { App, Button, DatePicker, Form, Input, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { useUnsaved } from '../form/unsaved.ts';
import type { FindingSeverity, ReviewItemAnswer } from '../gql/schema.ts';
import { Section } from '../page/section.tsx';
import { civilOf } from '../time/wall.ts';
import { useWordOptions } from '../words/word.tsx';
import type { Review } from './review-body.tsx';
import { AnswerReviewDocument } from './reviews.gql.ts';

type Answer = { answer: ReviewItemAnswer; note?: string; severity?: FindingSeverity; deadlineOn?: Dayjs };
type Values = { answers: Answer[] };

const answers: readonly ReviewItemAnswer[] = ['COMPLIES', 'DEVIATES', 'NOT_APPLICABLE'];
const severities: readonly FindingSeverity[] = ['CRITICAL', 'MAJOR', 'MINOR'];

/** A reviewer answers every item that is not computed, once. */
export function AnswerForm({ review, onClose, onDone }: { review: Review; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['contracts', 'app']);
  const { message } = App.useApp();
  const options = useWordOptions();
  const [form] = Form.useForm<Values>();
  const [dirty, setDirty] = useState(false);
  useUnsaved(dirty);
  const { submit, busy, problems } = useSendForm(form, AnswerReviewDocument, (data) => data.answerReview);
  const asked = review.items.filter(({ item }) => item.check === null).map(({ item }) => item);

  async function send(values: Values) {
    const input = {
      reviewId: review.id,
      answers: asked.flatMap((item, at) => {
        const given = values.answers[at];
        return given
          ? [{ item: item.code, answer: given.answer, note: given.note, severity: given.severity, deadlineOn: given.deadlineOn ? civilOf(given.deadlineOn) : undefined }]
          : [];
      }),
    };
    if (!(await submit({ input }))) return;
    setDirty(false);
    void message.success(t('answer.done'));
    onClose();
    onDone();
  }

  return (
    <Section title={t('answer.title')}>
      <Form
        form={form}
        layout="vertical"
        disabled={busy}
        requiredMark="optional"
        scrollToFirstError
        onValuesChange={() => setDirty(true)}
        onFinish={(values) => void send(values)}
      >
        {asked.map((item, at) => (
          <div key={item.code} className="check-item">
            <Form.Item
              name={['answers', at, 'answer']}
              label={item.clause ? `${item.clause} ${item.requirement}` : item.requirement}
              rules={[{ required: true, message: t('app:required') }]}
            >
              <Radio.Group optionType="button" options={options('ReviewItemAnswer', answers)} />
            </Form.Item>
            <Form.Item noStyle dependencies={[['answers', at, 'answer']]}>
              {({ getFieldValue }) => {
                const answer: unknown = getFieldValue(['answers', at, 'answer']);
                if (answer !== 'DEVIATES' && answer !== 'NOT_APPLICABLE') return null;
                return (
                  <div className="field-row">
                    <Form.Item
                      name={['answers', at, 'note']}
                      label={answer === 'DEVIATES' ? t('answer.finding') : t('field.reason')}
                      rules={[{ required: true, whitespace: true, message: t('app:required') }]}
                    >
                      <Input.TextArea autoSize={{ minRows: 1 }} maxLength={2000} />
                    </Form.Item>
                    {answer === 'DEVIATES' && (
                      <>
                        <Form.Item name={['answers', at, 'severity']} label={t('answer.severity')}>
                          <Select allowClear options={options('FindingSeverity', severities)} />
                        </Form.Item>
                        <Form.Item name={['answers', at, 'deadlineOn']} label={t('answer.deadline')}>
                          <DatePicker />
                        </Form.Item>
                      </>
                    )}
                  </div>
                );
              }}
            </Form.Item>
          </div>
        ))}
        <Problems of={problems} />
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('answer.send')}
          </Button>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
        </div>
      </Form>
    </Section>
  );
}
