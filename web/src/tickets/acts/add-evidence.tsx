import { Divider, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useQuery } from 'urql';
import { FileDrop } from '../../files/file-drop.tsx';
import { QueryState } from '../../page/query-state.tsx';
import { useWord } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { ActPausesDocument } from './act-parts.gql.ts';
import { AddPauseEvidenceDocument } from './acts.gql.ts';
import { PreparePauseEvidenceDocument } from './add-evidence.gql.ts';
import { ChooseOne } from './choose-one.tsx';
import { PauseFacts, PauseLine } from './decide-pause.tsx';

type Values = { text: string; link?: string };

export default function AddEvidenceForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const client = useClient();
  const [query, again] = useQuery({ query: ActPausesDocument, variables: { id: ticket.id } });
  const [form] = Form.useForm<Values>();
  const [wanted, want] = useState<string>();
  const pauses = query.data?.ticket?.pauses ?? [];
  const pause = pauses.find(({ id }) => id === wanted) ?? pauses.at(-1);
  const pauseId = pause?.id ?? '';

  async function prepare(file: File) {
    const input = { ticketId: ticket.id, pauseId, name: file.name, size: file.size, mediaType: file.type || 'application/octet-stream' };
    const answer = await client.mutation(PreparePauseEvidenceDocument, { input }).toPromise();
    return answer.data?.preparePauseEvidence ?? null;
  }
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !pause} emptyText={t('pauses.none')}>
      {pause && (
        <ActForm
          form={form}
          document={AddPauseEvidenceDocument}
          pick={(data) => data.addPauseEvidence}
          variables={(values) => ({ input: { ticketId: ticket.id, pauseId, ...values } })}
          act={word('TicketAction', 'ADD_EVIDENCE')}
          onDone={onDone}
          onCancel={onCancel}
        >
          <ChooseOne label={t('pauses.title')} items={pauses} value={pause.id} onChange={want} line={(one) => <PauseLine pause={one} />} />
          <PauseFacts pause={pause} />
          <FileDrop slim prepare={prepare} onStored={() => again({ requestPolicy: 'network-only' })} />
          <Divider plain>{t('act.addEvidence.or')}</Divider>
          <Form.Item
            label={t('act.addEvidence.text')}
            name="text"
            rules={[{ required: true, whitespace: true, message: t('act.missing', { field: t('act.addEvidence.text') }) }]}
          >
            <Input.TextArea rows={3} maxLength={10_000} />
          </Form.Item>
          <Form.Item label={t('act.addEvidence.link')} name="link">
            <Input maxLength={2000} />
          </Form.Item>
        </ActForm>
      )}
    </QueryState>
  );
}
