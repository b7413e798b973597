import { Button, Form, Modal, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useQuery } from 'urql';
import { localeOf } from '../app/language.ts';
import { useLanguage } from '../app/use-language.ts';
import { Download, formatBytes } from '../files/download.tsx';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { Reason } from './acts/reason.tsx';
import { AttachButton } from './attach.tsx';
import { TicketConversationDocument, type TicketFileFragment, TicketFileAddressDocument, WithdrawTicketAttachmentDocument } from './conversation.gql.ts';

type Props = { ticketId: string; canAttach: boolean; heard: number };

/** Every file of the ticket; those that were taken back by name only. */
export function TicketFiles({ ticketId, canAttach, heard }: Props) {
  const { t } = useTranslation('tickets');
  const [query, again] = useQuery({ query: TicketConversationDocument, variables: { id: ticketId } });
  useEffect(() => {
    if (heard > 0) again({ requestPolicy: 'network-only' });
  }, [heard, again]);
  const files = query.data?.ticket?.attachments.nodes ?? [];
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Section title={t('files.title', { count: files.length })} actions={canAttach && <AttachButton ticketId={ticketId} onStored={reload} />}>
      <QueryState query={query} retry={reload}>
        {query.data && (files.length === 0 ? <p className="thing-note">{t('files.none')}</p> : files.map((file) => <FileRow key={file.id} ticketId={ticketId} file={file} onChanged={reload} />))}
      </QueryState>
    </Section>
  );
}

/** Addresses are good once, so one is asked for when it is used. */
function useFileAddress(ticketId: string): (fileId: string) => Promise<string | null> {
  const client = useClient();
  return async (fileId) => {
    const answer = await client.query(TicketFileAddressDocument, { id: ticketId }, { requestPolicy: 'network-only' }).toPromise();
    return answer.data?.ticket?.attachments.nodes.find(({ id }) => id === fileId)?.downloadUrl ?? null;
  };
}

export function FileRow({ ticketId, file, onChanged }: { ticketId: string; file: TicketFileFragment; onChanged?: () => void }) {
  const { t } = useTranslation('tickets');
  const locale = localeOf(useLanguage());
  const address = useFileAddress(ticketId);
  const [withdrawing, setWithdrawing] = useState(false);
  const gone = file.state === 'WITHDRAWN';
  const withdrawn = t('files.withdrawn', { name: file.withdrawnBy ?? '' });
  return (
    <div className="file-row">
      <span className={gone ? 'file-row-name file-row-gone' : 'file-row-name'}>{file.name}</span>
      {file.visibility && file.visibility !== 'PUBLIC' && <WordTag of="Visibility" is={file.visibility} />}
      {file.state === 'PENDING' && <Tag>{t('files.pending')}</Tag>}
      <small>
        {formatBytes(file.size, locale)} · {file.uploadedBy} · <Instant at={file.withdrawnAt ?? file.uploadedAt} />
        {gone && ` · ${file.withdrawalReason ? `${t('labelled', { label: withdrawn })}${file.withdrawalReason}` : withdrawn}`}
      </small>
      {file.state === 'STORED' && (
        <Download type="link" size="small" address={() => address(file.id)}>
          {t('files.fetch')}
        </Download>
      )}
      {file.canWithdraw && (
        <Button type="link" size="small" danger onClick={() => setWithdrawing(true)}>
          {t('files.withdraw')}
        </Button>
      )}
      {withdrawing && (
        <WithdrawFile
          file={file}
          onClose={(done) => {
            setWithdrawing(false);
            if (done) onChanged?.();
          }}
        />
      )}
    </div>
  );
}

function WithdrawFile({ file, onClose }: { file: TicketFileFragment; onClose: (done: boolean) => void }) {
  const { t } = useTranslation('tickets');
  const [form] = Form.useForm<{ reason: string }>();
  const { submit, busy, problems } = useSendForm(form, WithdrawTicketAttachmentDocument, (data) => data.withdrawTicketAttachment);
  return (
    <Modal
      open
      title={t('files.withdrawTitle', { name: file.name })}
      okText={t('files.withdraw')}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={() => form.submit()}
      onCancel={() => onClose(false)}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={async ({ reason }) => {
          if (await submit({ input: { ticketAttachmentId: file.id, reason } })) onClose(true);
        }}
      >
        <p>{t('files.withdrawText')}</p>
        <Reason label={t('act.reason')} />
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
