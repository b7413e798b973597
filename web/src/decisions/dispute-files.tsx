import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { FileDrop } from '../files/file-drop.tsx';
import { FileList } from '../files/file-list.tsx';
import { Section } from '../page/section.tsx';
import type { Dispute } from './dispute-page.tsx';
import { DisputeFileDocument, PrepareDisputeAttachmentDocument } from './disputes.gql.ts';

/** The evidence of both sides; while the dispute is open, more can be added. */
export function DisputeFiles({ dispute, reload }: { dispute: Dispute; reload: () => void }) {
  const { t } = useTranslation('decisions');
  const client = useClient();
  const mayAttach = dispute.availableActions.includes('ATTACH');

  async function prepare(file: File) {
    const input = { disputeId: dispute.id, mediaType: file.type || 'application/octet-stream', name: file.name, size: file.size };
    const answer = await client.mutation(PrepareDisputeAttachmentDocument, { input }).toPromise();
    return answer.data?.prepareDisputeAttachment ?? null;
  }

  async function address(fileId: string) {
    const answer = await client.query(DisputeFileDocument, { id: dispute.id }, { requestPolicy: 'network-only' }).toPromise();
    const node = answer.data?.node;
    if (node?.__typename !== 'BreachDispute') return null;
    return node.attachments.find((one) => one.id === fileId)?.downloadUrl;
  }

  return (
    <Section title={t('dispute.files')}>
      <FileList files={dispute.attachments} address={address} emptyText={t('dispute.noFiles')} />
      {mayAttach && <FileDrop slim prepare={prepare} onStored={reload} />}
    </Section>
  );
}
