import { InboxOutlined } from '@ant-design/icons';
import { App, Button, Flex, Form, Input, Upload, type UploadFile } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useClient } from 'urql';
import { sendBytes } from '../files/send-bytes.ts';
import { useSend } from '../form/send.ts';
import { showRefusals } from '../form/refused.ts';
import { Problems } from '../form/send-form.tsx';
import type { Refusal, Sent } from '../form/send.ts';
import { useUnsaved } from '../form/unsaved.ts';
import { Section } from '../page/section.tsx';
import { FileBreachAppealDocument, FileEntryAppealDocument, FileScoreAppealDocument, PrepareDisputeAttachmentDocument } from './disputes.gql.ts';

type Subject = { clockId: string } | { ledgerEntryId: string } | { manualScoreId: string };
type Values = { reason: string; evidence?: string };
type Appealed = Sent<{ dispute: { id: string } | null; errors: readonly Refusal[] }>;

function useAppeal(of: Subject) {
  const breach = useSend(FileBreachAppealDocument, (data) => data.appealBreach);
  const entry = useSend(FileEntryAppealDocument, (data) => data.appealLedgerEntry);
  const score = useSend(FileScoreAppealDocument, (data) => data.appealManualScore);
  return (values: Values): Promise<Appealed> => {
    if ('clockId' in of) return breach.send({ input: { ...of, ...values } });
    if ('ledgerEntryId' in of) return entry.send({ input: { ...of, ...values } });
    return score.send({ input: { ...of, ...values } });
  };
}

/** Reason, evidence in words, and files: these are sent once the dispute is there to hold them. */
export function AppealForm({ of }: { of: Subject }) {
  const { t } = useTranslation(['decisions', 'app']);
  const { message } = App.useApp();
  const client = useClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const appeal = useAppeal(of);
  const [files, setFiles] = useState<UploadFile[]>([]);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const [busy, setBusy] = useState(false);
  const [dirty, setDirty] = useState(false);
  useUnsaved(dirty && !busy);

  async function sendFile(disputeId: string, file: File, at: string): Promise<void> {
    const mark = (change: Partial<UploadFile>) => setFiles((all) => all.map((one) => (one.uid === at ? { ...one, ...change } : one)));
    const input = { disputeId, name: file.name, size: file.size, mediaType: file.type || 'application/octet-stream' };
    const answer = await client.mutation(PrepareDisputeAttachmentDocument, { input }).toPromise();
    const prepared = answer.data?.prepareDisputeAttachment;
    if (!prepared?.upload) throw new Error(prepared?.errors[0]?.message ?? t('app:file.failed'));
    await sendBytes(prepared.upload.url, file, (share) => mark({ status: 'uploading', percent: share * 100 }));
    mark({ status: 'done' });
  }

  async function send(values: Values) {
    setBusy(true);
    setProblems([]);
    const sent = await appeal(values);
    if (!sent.done) {
      setProblems(showRefusals(form, sent.refusals));
      setBusy(false);
      return;
    }
    const id = sent.payload.dispute?.id;
    if (!id) return;
    for (const { originFileObj, uid } of files) {
      if (!originFileObj) continue;
      await sendFile(id, originFileObj, uid).catch((problem: unknown) => {
        void message.error(`${originFileObj.name}: ${problem instanceof Error && problem.message ? problem.message : t('app:file.failed')}`, 8);
      });
    }
    setDirty(false);
    void message.success(t('appeal.done'));
    void navigate(`/decisions/disputes/${encodeURIComponent(id)}`, { replace: true });
  }

  return (
    <Section title={t('appeal.form')}>
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        className="narrow-form"
        disabled={busy}
        onValuesChange={() => setDirty(true)}
        onFinish={(values) => void send(values)}
      >
        <Form.Item
          name="reason"
          label={t('appeal.reason')}
          rules={[{ required: true, whitespace: true, message: t('app:required') }]}
        >
          <Input.TextArea rows={4} maxLength={2_000} showCount />
        </Form.Item>
        <Form.Item name="evidence" label={t('appeal.evidence')}>
          <Input.TextArea rows={2} maxLength={2_000} showCount />
        </Form.Item>
        <Form.Item label={t('dispute.files')}>
          <Upload.Dragger multiple beforeUpload={() => false} fileList={files} onChange={({ fileList }) => setFiles(fileList)}>
            <InboxOutlined className="file-drop-icon" />
            <p>{t('app:file.drop')}</p>
          </Upload.Dragger>
        </Form.Item>
        <Problems of={problems} />
        <Flex gap="small">
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('appeal.send')}
          </Button>
          <Button onClick={() => void navigate(-1)}>{t('app:cancel')}</Button>
        </Flex>
      </Form>
    </Section>
  );
}
