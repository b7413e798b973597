import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { RankingObjectionOutcome } from '../gql/schema.ts';
import { Section } from '../page/section.tsx';
import { useName } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { useWordOptions, WordTag } from '../words/word.tsx';
import { AnswerObjectionDocument, type RankingByIdQuery } from './ranking.gql.ts';

type Ranking = Extract<RankingByIdQuery['node'], { __typename: 'RankingPublication' }>;
type Objection = Ranking['objections'][number];

/** Who objects: a vendor or an agency, else the person. */
function useObjector(): (of: Objection) => string {
  const name = useName();
  return (of) => (of.name === null ? of.authorName : name({ name: of.name, nameEn: of.nameEn }));
}

/** What was said against the ranking, and what was answered. */
export function Objections({ ranking }: { ranking: Ranking }) {
  const { t } = useTranslation('ranking');
  const objector = useObjector();
  const [answering, setAnswering] = useState<Objection | null>(null);
  const mayAnswer = ranking.availableActions.includes('ANSWER');
  return (
    <Section title={t('objections')}>
      {ranking.objections.length === 0 ? (
        <p className="soft">{t('noObjections')}</p>
      ) : (
        <ul className="objections">
          {ranking.objections.map((objection) => (
            <li key={objection.id}>
              <div className="objection-head">
                <strong>{objector(objection)}</strong>
                <span className="soft">
                  {objection.authorName} · <Instant at={objection.filedAt} /> · {t('versionNo', { number: objection.number })}
                </span>
                {objection.outcome ? <WordTag of="RankingObjectionOutcome" is={objection.outcome} /> : <span className="soft">{t('awaitsAnswer')}</span>}
              </div>
              <p>{objection.reason}</p>
              {objection.answer && (
                <blockquote>
                  {objection.answer}
                  <footer className="soft">
                    {objection.answererName} · <Instant at={objection.answeredAt} />
                  </footer>
                </blockquote>
              )}
              {!objection.outcome && mayAnswer && (
                <Button size="small" onClick={() => setAnswering(objection)}>
                  {t('answer.do')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <AnswerDialog ranking={ranking} objection={answering} onClose={() => setAnswering(null)} />
    </Section>
  );
}

type Fields = { outcome: RankingObjectionOutcome; reason: string };

function AnswerDialog({ ranking, objection, onClose }: { ranking: Ranking; objection: Objection | null; onClose: () => void }) {
  const { t } = useTranslation(['ranking', 'app']);
  const options = useWordOptions();
  const objector = useObjector();
  const [form] = Form.useForm<Fields>();
  const { submit, busy, problems } = useSendForm(form, AnswerObjectionDocument, (data) => data.answerObjection);

  async function send({ outcome, reason }: Fields) {
    if (!objection) return;
    const payload = await submit({ input: { objectionId: objection.id, expectedVersion: ranking.version, outcome, reason } });
    if (payload) onClose();
  }

  return (
    <Modal
      open={objection !== null}
      title={t('ranking:answer.title', { name: objection ? objector(objection) : '' })}
      okText={t('ranking:answer.do')}
      cancelText={t('app:cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <blockquote>{objection?.reason}</blockquote>
      <Form form={form} layout="vertical" preserve={false} onFinish={(fields) => void send(fields)}>
        <Form.Item name="outcome" label={t('ranking:answer.outcome')} extra={t('ranking:answer.why')} rules={[{ required: true, message: t('app:required') }]}>
          <Radio.Group optionType="button" options={options('RankingObjectionOutcome', ['REJECTED', 'ACCEPTED'])} />
        </Form.Item>
        <Form.Item name="reason" label={t('ranking:reason')} rules={[{ required: true, whitespace: true, message: t('app:required') }]}>
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
      </Form>
      <Problems of={problems} />
    </Modal>
  );
}
