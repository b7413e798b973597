import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useMay } from '../session/viewer.tsx';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { ChosenFiles } from './chosen-files.tsx';
import { type LateValues, occurredOf } from './late.ts';
import { Occurred } from './occurred.tsx';
import { useTicketFiles } from './send-files.ts';
import { ResolveTicketDocument, WorkNotesDocument } from './work.gql.ts';

type Values = LateValues & { cause: string; solution: string; noteIds?: string[] };

export default function Resolve({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('work');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const [files, setFiles] = useState<readonly File[]>([]);
  const sendFiles = useTicketFiles();
  const [notes] = useQuery({ query: WorkNotesDocument, variables: { ticketId: ticket.id }, pause: !may('note.view') });
  const suggested = notes.data?.suggestedNotes ?? [];
  return (
    <ActForm
      form={form}
      document={ResolveTicketDocument}
      pick={(data) => data.resolveTicket}
      variables={({ cause, solution, noteIds, ...late }) => ({
        input: { ticketId: ticket.id, cause: cause.trim(), solution: solution.trim(), noteIds, ...occurredOf(late) },
      })}
      after={() => sendFiles(ticket.id, files)}
      act={t('resolve.do')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <Form.Item name="cause" label={t('resolve.cause')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('resolve.cause') }) }]}>
        <Input.TextArea rows={3} maxLength={10000} />
      </Form.Item>
      <Form.Item name="solution" label={t('resolve.solution')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('resolve.solution') }) }]}>
        <Input.TextArea rows={4} maxLength={10000} />
      </Form.Item>
      {suggested.length > 0 && (
        <Form.Item name="noteIds" label={t('resolve.notes')} extra={t('resolve.notesWhy')}>
          <Select
            mode="multiple"
            maxCount={20}
            showSearch={{ optionFilterProp: 'label' }}
            options={suggested.map((note) => ({ value: note.id, label: note.title }))}
          />
        </Form.Item>
      )}
      <Form.Item label={t('resolve.files')}>
        <ChosenFiles files={files} onChange={setFiles} />
      </Form.Item>
      <Occurred />
    </ActForm>
  );
}
