import { App, Form, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSendForm } from '../form/send-form.tsx';
import { Page } from '../page/page.tsx';
import { Section } from '../page/section.tsx';
import { useName } from '../party/name.tsx';
import { useViewer } from '../session/viewer.tsx';
import { CreateKnowledgeNoteDocument, type CreateKnowledgeNoteMutation } from './knowledge.gql.ts';
import { NoteForm, type NoteValues } from './note-form.tsx';

const pick = (data: CreateKnowledgeNoteMutation) => data.createKnowledgeNote;

export default function NewNotePage() {
  const { t } = useTranslation('knowledge');
  const { message } = App.useApp();
  const owners = useOwners();
  const [form] = Form.useForm<NoteValues>();
  const { submit, busy, problems } = useSendForm(form, CreateKnowledgeNoteDocument, pick);
  async function send(values: NoteValues) {
    const done = await submit({ input: values });
    if (!done?.note) return null;
    void message.success(t('created'));
    return `/knowledge/${done.note.id}`;
  }
  return (
    <Page title={t('create')} lead={t('createLead')} crumbs={[{ label: t('title'), to: '/knowledge' }]}>
      <Section title={t('note')}>
        <NoteForm
          form={form}
          initial={{ ownerId: owners[0]?.value ?? '' }}
          owner={
            <Form.Item name="ownerId" label={t('owner')} rules={[{ required: true, message: t('required') }]}>
              <Select options={owners} />
            </Form.Item>
          }
          busy={busy}
          problems={problems}
          send={send}
        />
      </Section>
    </Page>
  );
}

/** The organisations at which the viewer holds a role: one of them owns what they write. */
function useOwners(): { value: string; label: string }[] {
  const { roles } = useViewer();
  const name = useName();
  return useMemo(() => {
    const found = new Map<string, string>();
    for (const { agency, vendor } of roles) {
      const at = agency ?? vendor;
      if (at) found.set(at.id, name(at));
    }
    return [...found].map(([value, label]) => ({ value, label }));
  }, [roles, name]);
}
