import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Actions } from '../actions/actions.tsx';
import { useConfirm } from '../form/confirm.ts';
import { useAct } from '../form/send.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import {
  type KnowledgeNoteRecordFragment,
  KnowledgeNoteRecordDocument,
  PublishKnowledgeNoteDocument,
  type PublishKnowledgeNoteMutation,
  RetireKnowledgeNoteDocument,
  type RetireKnowledgeNoteMutation,
} from './knowledge.gql.ts';
import { SystemTypes } from './system-types.tsx';
import './knowledge.css';

const pickPublished = (data: PublishKnowledgeNoteMutation) => data.publishKnowledgeNote;
const pickRetired = (data: RetireKnowledgeNoteMutation) => data.retireKnowledgeNote;

export default function NotePage() {
  const { t } = useTranslation('knowledge');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: KnowledgeNoteRecordDocument, variables: { id } });
  const node = query.data?.node;
  const note = node?.__typename === 'KnowledgeNote' ? node : null;
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Page
      title={note?.title ?? t('note')}
      mark={note && <WordTag of="KnowledgeNoteState" is={note.state} />}
      crumbs={[{ label: t('title'), to: '/knowledge' }]}
      actions={note && <NoteActions note={note} onChanged={reload} />}
    >
      <QueryState query={query} retry={reload} empty={query.data !== undefined && note === null} emptyText={t('gone')}>
        {note && <Note note={note} />}
      </QueryState>
    </Page>
  );
}

function NoteActions({ note, onChanged }: { note: KnowledgeNoteRecordFragment; onChanged: () => void }) {
  const { t } = useTranslation('knowledge');
  const navigate = useNavigate();
  const confirm = useConfirm();
  const publish = useAct(PublishKnowledgeNoteDocument, pickPublished);
  const retire = useAct(RetireKnowledgeNoteDocument, pickRetired);
  const input = { noteId: note.id, expectedVersion: note.version };

  async function retireIt() {
    const sure = await confirm({ title: t('retireTitle', { title: note.title }), text: t('retireText'), act: t('retire'), danger: true });
    if (sure && (await retire.act({ input }))) onChanged();
  }
  return (
    <Actions
      available={note.availableActions}
      offers={{
        PUBLISH: {
          label: t('publish'),
          primary: true,
          busy: publish.busy,
          run: () => void publish.act({ input }).then((done) => done && onChanged()),
        },
        UPDATE: { label: t('edit'), run: () => void navigate(`/knowledge/${note.id}/edit`) },
        RETIRE: { label: t('retire'), run: () => void retireIt(), busy: retire.busy, danger: true },
      }}
    />
  );
}

function Note({ note }: { note: KnowledgeNoteRecordFragment }) {
  const { t } = useTranslation('knowledge');
  return (
    <>
      <Section title={t('body')}>
        <pre className="note-body">{note.body}</pre>
      </Section>
      <Section title={t('about')}>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2 }}
          items={[
            { key: 'owner', label: t('owner'), children: <Name of={note.agency ?? note.vendor} /> },
            { key: 'shared', label: t('shared'), children: t(note.shared ? 'sharedYes' : 'sharedNo') },
            { key: 'systemType', label: t('systemType'), children: note.systemTypes.length > 0 ? <SystemTypes of={note.systemTypes} /> : t('everyType') },
            { key: 'items', label: t('serviceItems'), children: note.serviceItems.map((item) => item.version.name).join(t('listed')) || '—' },
            { key: 'uses', label: t('uses'), children: <span className="figure">{note.uses}</span> },
            { key: 'updatedAt', label: t('updatedAt'), children: <Instant at={note.updatedAt} /> },
            { key: 'createdAt', label: t('createdAt'), children: <Instant at={note.createdAt} /> },
          ]}
        />
      </Section>
    </>
  );
}
