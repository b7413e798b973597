import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSendForm } from '../form/send-form.tsx';
import { Page } from '../page/page.tsx';
import { useOwnAgency } from '../session/own-agency.ts';
import { ChecklistForm } from './checklist-form.tsx';
import { type ChecklistValues, itemInputs, newItem } from './checklist-values.ts';
import { CreateInspectionChecklistDocument, type CreateInspectionChecklistMutation } from './checklists.gql.ts';
import { useChecklistCrumbs } from './crumbs.ts';

const pick = (data: CreateInspectionChecklistMutation) => data.createInspectionChecklist;

export default function ChecklistNewPage() {
  const { t } = useTranslation('inspections');
  const { message } = App.useApp();
  const crumbs = useChecklistCrumbs();
  const [form] = Form.useForm<ChecklistValues>();
  const { submit, busy, problems } = useSendForm(form, CreateInspectionChecklistDocument, pick);
  const own = useOwnAgency();

  async function send({ ownerId, code, name, items }: ChecklistValues) {
    const done = await submit({ input: { ownerId, code, name, items: itemInputs(items) } });
    if (!done?.inspectionChecklist) return null;
    void message.success(t('list.created'));
    return `/inspections/checklists/${done.inspectionChecklist.id}`;
  }
  return (
    <Page title={t('list.create')} lead={t('list.createLead')} crumbs={crumbs}>
      <ChecklistForm
        form={form}
        initial={{ ...(own ? { ownerId: own } : {}), items: [newItem([])] }}
        made={false}
        busy={busy}
        problems={problems}
        send={send}
      />
    </Page>
  );
}
