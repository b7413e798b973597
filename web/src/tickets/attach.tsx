import { PaperClipOutlined } from '@ant-design/icons';
import { Button, Modal, Radio } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { FileDrop, type Prepared } from '../files/file-drop.tsx';
import type { Visibility } from '../gql/schema.ts';
import { useViewer } from '../session/viewer.tsx';
import { useWordOptions } from '../words/word.tsx';
import { PrepareTicketAttachmentDocument } from './conversation.gql.ts';

/** Announces a file of a ticket; the bytes go to the address that comes back. */
export function usePrepareFile(): (ticketId: string, file: File, visibility: Visibility) => Promise<Prepared | null> {
  const client = useClient();
  return useCallback(
    async (ticketId, file, visibility) => {
      const input = { ticketId, name: file.name, size: file.size, mediaType: file.type || 'application/octet-stream', visibility };
      const answer = await client.mutation(PrepareTicketAttachmentDocument, { input }).toPromise();
      return answer.data?.prepareTicketAttachment ?? null;
    },
    [client],
  );
}

/** Whom the viewer may write for: both sides, or their own alone. */
export function useVisibilities(): readonly Visibility[] {
  const { side } = useViewer();
  return side === 'VENDOR' ? ['PUBLIC', 'VENDOR_INTERNAL'] : ['PUBLIC', 'AGENCY_INTERNAL'];
}

export function AttachButton({ ticketId, onStored }: { ticketId: string; onStored: () => void }) {
  const { t } = useTranslation('tickets');
  const { t: app } = useTranslation('app');
  const options = useWordOptions();
  const visibilities = useVisibilities();
  const prepare = usePrepareFile();
  const [open, setOpen] = useState(false);
  const [visibility, setVisibility] = useState<Visibility>('PUBLIC');
  return (
    <>
      <Button size="small" icon={<PaperClipOutlined />} onClick={() => setOpen(true)}>
        {t('files.attach')}
      </Button>
      <Modal
        open={open}
        title={t('files.attach')}
        onCancel={() => setOpen(false)}
        destroyOnHidden
        footer={<Button onClick={() => setOpen(false)}>{app('close')}</Button>}
      >
        <Radio.Group
          className="choose-one"
          optionType="button"
          aria-label={t('visibility')}
          options={options('Visibility', visibilities)}
          value={visibility}
          onChange={(event) => setVisibility(visibilities.find((one) => one === event.target.value) ?? 'PUBLIC')}
        />
        <FileDrop prepare={(file) => prepare(ticketId, file, visibility)} onStored={onStored} />
      </Modal>
    </>
  );
}
