import { CameraOutlined } from '@ant-design/icons';
import { App, Button, Tag, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendBytes } from '../files/send-bytes.ts';
import { useAct } from '../form/send.ts';
import { PrepareChecklistPhotoDocument } from './checklist.gql.ts';

type Props = {
  ticketId: string;
  label: string;
  ids: readonly string[];
  nameOf: (id: string) => string | undefined;
  onChange: (ids: readonly string[]) => void;
};

/** Pictures that show what was found: each is sent at once, and goes with the answer. */
export function ItemPhotos({ ticketId, label, ids, nameOf, onChange }: Props) {
  const { t } = useTranslation('inspections');
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<Record<string, string>>({});
  const { act: prepare } = useAct(PrepareChecklistPhotoDocument, (data) => data.prepareTicketAttachment);

  async function send(file: File) {
    setBusy(true);
    try {
      const prepared = await prepare({ input: { ticketId, name: file.name, mediaType: file.type || 'application/octet-stream', size: file.size, visibility: 'PUBLIC' } });
      const id = prepared?.attachment?.id;
      if (!prepared?.upload || !id) return;
      await sendBytes(prepared.upload.url, file, () => undefined);
      setSent((before) => ({ ...before, [id]: file.name }));
      onChange([...ids, id]);
    } catch (problem) {
      void message.error(problem instanceof Error && problem.message ? problem.message : t('check.photoLost'));
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="check-photos">
      <Upload
        accept="image/*"
        capture="environment"
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <Button icon={<CameraOutlined />} loading={busy} aria-label={t('check.photoOf', { item: label })}>
          {t('check.photo')}
        </Button>
      </Upload>
      {ids.map((id) => (
        <Tag key={id} closable onClose={() => onChange(ids.filter((one) => one !== id))}>
          {sent[id] ?? nameOf(id) ?? t('check.picture')}
        </Tag>
      ))}
    </div>
  );
}
