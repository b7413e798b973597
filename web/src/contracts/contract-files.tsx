import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useQuery } from 'urql';
import { FileDrop } from '../files/file-drop.tsx';
import { FileList } from '../files/file-list.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import { Instant } from '../time/instant.tsx';
import {
  ContractFileDocument,
  ContractFilesDocument,
  PrepareContractAttachmentDocument,
  WithdrawContractAttachmentDocument,
} from './contract.gql.ts';
import type { PartProps } from './contract-page.tsx';

/** The paper: what was signed, annexes; what was taken back stays on record. */
export function ContractFiles({ contract }: Pick<PartProps, 'contract'>) {
  const { t } = useTranslation('contracts');
  const client = useClient();
  const [query, again] = useQuery({ query: ContractFilesDocument, variables: { id: contract.id } });
  const reload = () => again({ requestPolicy: 'network-only' });
  const [taking, setTaking] = useState<{ id: string; name: string } | null>(null);
  const node = query.data?.node;
  const files = node?.__typename === 'ServiceContract' ? node.attachments.nodes : [];
  const kept = files.filter((file) => file.withdrawnAt === null);
  const withdrawn = files.filter((file) => file.withdrawnAt !== null);
  const removable = kept.filter((file) => file.canWithdraw);

  async function prepare(file: File) {
    const input = { contractId: contract.id, mediaType: file.type || 'application/octet-stream', name: file.name, size: file.size };
    const answer = await client.mutation(PrepareContractAttachmentDocument, { input }).toPromise();
    return answer.data?.prepareContractAttachment ?? null;
  }

  async function address(fileId: string) {
    const answer = await client.query(ContractFileDocument, { id: contract.id }, { requestPolicy: 'network-only' }).toPromise();
    const found = answer.data?.node;
    return found?.__typename === 'ServiceContract' ? found.attachments.nodes.find((one) => one.id === fileId)?.downloadUrl : null;
  }

  return (
    <>
      <Section title={t('tab.files')}>
        <QueryState query={query} retry={reload}>
          {node && (
            <>
              <FileList files={kept} address={address} emptyText={t('files.none')} />
              {removable.length > 0 && (
                <p>
                  {removable.map((file) => (
                    <Button key={file.id} size="small" danger type="text" onClick={() => setTaking(file)}>
                      {t('files.withdraw', { name: file.name })}
                    </Button>
                  ))}
                </p>
              )}
              {contract.canAttach && <FileDrop prepare={prepare} onStored={reload} />}
            </>
          )}
        </QueryState>
      </Section>
      {withdrawn.length > 0 && (
        <Section title={t('files.withdrawn')}>
          <ul className="plain-list">
            {withdrawn.map((file) => (
              <li key={file.id}>
                {file.name} <span className="soft">{file.withdrawnBy} · <Instant at={file.withdrawnAt} /> · {file.withdrawalReason}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {taking && (
        <StepDialog
          title={t('files.withdraw', { name: taking.name })}
          lead={t('files.withdrawLead')}
          act={t('files.withdrawAct')}
          done={t('files.withdrawDone')}
          danger
          fields={[{ name: 'reason', label: t('field.reason'), required: true }]}
          document={WithdrawContractAttachmentDocument}
          pick={(data) => data.withdrawContractAttachment}
          variables={(values) => ({ input: { attachmentId: taking.id, reason: values.reason ?? '' } })}
          onClose={() => setTaking(null)}
          onDone={reload}
        />
      )}
    </>
  );
}
