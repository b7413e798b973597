import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { useOwnAgency } from '../session/own-agency.ts';
import { CorrectRankingDocument, ObjectToRankingDocument, type RankingHeadFragment, RedraftRankingDocument } from './ranking.gql.ts';

export type ReasonStep = 'REDRAFT' | 'CORRECT' | 'OBJECT';

type Props = { ranking: RankingHeadFragment; step: ReasonStep | null; onClose: () => void };

type Fields = { reason: string; agencyId?: string };

/** A step for which a reason is all that is needed, and whose objection it is where somebody answers for several agencies. */
export function ReasonDialog({ ranking, step, onClose }: Props) {
  const { t } = useTranslation(['ranking', 'app']);
  const ownAgency = useOwnAgency();
  const [form] = Form.useForm<Fields>();
  const redraft = useSendForm(form, RedraftRankingDocument, (data) => data.redraftRanking);
  const correct = useSendForm(form, CorrectRankingDocument, (data) => data.correctRanking);
  const object = useSendForm(form, ObjectToRankingDocument, (data) => data.objectToRanking);
  const sender = step === 'REDRAFT' ? redraft : step === 'CORRECT' ? correct : object;
  const words = step === 'REDRAFT' ? 'redraft' : step === 'CORRECT' ? 'correct' : 'object';

  async function send(fields: Fields) {
    const payload = await sender.submit({ input: { rankingId: ranking.id, expectedVersion: ranking.version, ...fields } });
    if (payload) onClose();
  }

  return (
    <Modal
      open={step !== null}
      title={t(`ranking:${words}.title`)}
      okText={t(`ranking:${words}.do`)}
      cancelText={t('app:cancel')}
      confirmLoading={sender.busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t(`ranking:${words}.text`)}</p>
      <Form form={form} layout="vertical" preserve={false} onFinish={(fields) => void send(fields)}>
        {step === 'OBJECT' && ranking.kind === 'AGENCIES' && (
          <Form.Item name="agencyId" label={t('ranking:object.agency')} extra={t('ranking:object.agencyHelp')}>
            <AgencySelect under={ownAgency} allowClear />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t('ranking:reason')} rules={[{ required: true, whitespace: true, message: t('app:required') }]}>
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
      </Form>
      <Problems of={sender.problems} />
    </Modal>
  );
}
