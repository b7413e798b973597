import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { sendBytes } from '../files/send-bytes.ts';
import { type Payload, useSend } from '../form/send.ts';
import type { Visibility } from '../gql/schema.ts';
import { PrepareHoldEvidenceDocument, PrepareWorkFileDocument } from './work.gql.ts';

type Prepared = Payload & { upload?: { url: string } | null };

/** Sends the files of an act that was done; what did not arrive is said by name, and the act stands. */
function useFiles() {
  const { message } = App.useApp();
  const { t } = useTranslation('work');
  return useCallback(
    async (files: readonly File[], prepare: (file: File) => Promise<Prepared | null>) => {
      for (const file of files) {
        const prepared = await prepare(file);
        const address = prepared?.upload?.url;
        try {
          if (!address) throw new Error(prepared?.errors[0]?.message ?? '');
          await sendBytes(address, file, () => undefined);
        } catch (problem) {
          const why = problem instanceof Error ? problem.message : '';
          void message.error(t('files.lost', { name: file.name, why }), 8);
        }
      }
    },
    [message, t],
  );
}

function announced(file: File) {
  return { name: file.name, mediaType: file.type || 'application/octet-stream', size: file.size };
}

export function useTicketFiles() {
  const send = useFiles();
  const { send: prepare } = useSend(PrepareWorkFileDocument, (data) => data.prepareTicketAttachment);
  return useCallback(
    (ticketId: string, files: readonly File[], visibility: Visibility = 'PUBLIC') =>
      send(files, async (file) => {
        const sent = await prepare({ input: { ticketId, visibility, ...announced(file) } });
        return sent.done ? sent.payload : { errors: sent.refusals };
      }),
    [prepare, send],
  );
}

export function useEvidenceFiles() {
  const send = useFiles();
  const { send: prepare } = useSend(PrepareHoldEvidenceDocument, (data) => data.preparePauseEvidence);
  return useCallback(
    (ticketId: string, pauseId: string, files: readonly File[]) =>
      send(files, async (file) => {
        const sent = await prepare({ input: { ticketId, pauseId, ...announced(file) } });
        return sent.done ? sent.payload : { errors: sent.refusals };
      }),
    [prepare, send],
  );
}
