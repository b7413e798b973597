import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { useSendForm } from '../form/send-form.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { type KnowledgeNoteRecordFragment, KnowledgeNoteRecordDocument, UpdateKnowledgeNoteDocument, type UpdateKnowledgeNoteMutation } from './knowledge.gql.ts';
import { NoteForm, type NoteValues } from './note-form.tsx';

const pick = (data: UpdateKnowledgeNoteMutation) => data.updateKnowledgeNote;

export default function EditNotePage() {
  const { t } = useTranslation('knowledge');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: KnowledgeNoteRecordDocument, variables: { id } });
  const node = query.data?.node;
  const note = node?.__typename === 'KnowledgeNote' ? node : null;
  const mayEdit = note?.availableActions.includes('UPDATE') ?? false;
  return (
    <Page
      title={t('edit')}
      crumbs={[{ label: t('title'), to: '/knowledge' }, ...(note ? [{ label: note.title, to: `/knowledge/${note.id}` }] : [])]}
    >
      <QueryState
        query={query}
        retry={() => again({ requestPolicy: 'network-only' })}
        empty={query.data !== undefined && !mayEdit}
        emptyText={t(note ? 'notYours' : 'gone')}
      >
        {note && mayEdit && (
          <Section title={t('note')}>
            <Edit key={note.version} note={note} />
          </Section>
        )}
      </QueryState>
    </Page>
  );
}

function Edit({ note }: { note: KnowledgeNoteRecordFragment }) {
  const { t } = useTranslation('knowledge');
  const { message } = App.useApp();
  const [form] = Form.useForm<NoteValues>();
  const { submit, busy, problems } = useSendForm(form, UpdateKnowledgeNoteDocument, pick);
  const { title, body, shared, systemTypes, serviceItems } = note;
  async function send(values: NoteValues) {
    const { title: named, body: text, shared: read, systemTypes: types, serviceItemIds } = values;
    const input = { noteId: note.id, version: note.version, title: named, body: text, shared: read, systemTypes: types, serviceItemIds };
    if (!(await submit({ input }))) return null;
    void message.success(t('saved'));
    return `/knowledge/${note.id}`;
  }
  return (
    <NoteForm
      form={form}
      initial={{ title, body, shared, systemTypes, serviceItemIds: serviceItems.map((item) => item.id) }}
      busy={busy}
      problems={problems}
      send={send}
    />
  );
}
