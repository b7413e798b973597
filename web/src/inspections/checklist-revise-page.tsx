import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { useSendForm } from '../form/send-form.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { ChecklistForm } from './checklist-form.tsx';
import { type ChecklistValues, itemInputs } from './checklist-values.ts';
import {
  type ChecklistRecordFragment,
  InspectionChecklistRecordDocument,
  ReviseInspectionChecklistDocument,
  type ReviseInspectionChecklistMutation,
} from './checklists.gql.ts';
import { useChecklistCrumbs } from './crumbs.ts';

const pick = (data: ReviseInspectionChecklistMutation) => data.reviseInspectionChecklist;

/** Writes the next version of a checklist; plans and tickets keep the one that they have. */
export default function ChecklistRevisePage() {
  const { t } = useTranslation('inspections');
  const { id = '' } = useParams();
  const crumbs = useChecklistCrumbs();
  const [query, again] = useQuery({ query: InspectionChecklistRecordDocument, variables: { id } });
  const node = query.data?.node;
  const checklist = node?.__typename === 'InspectionChecklist' ? node : null;
  const mayRevise = checklist?.availableActions.includes('REVISE_INSPECTION_CHECKLIST') ?? false;
  return (
    <Page
      title={t('list.revise')}
      lead={t('list.reviseLead')}
      crumbs={[...crumbs, ...(checklist ? [{ label: checklist.name, to: `/inspections/checklists/${checklist.id}` }] : [])]}
    >
      <QueryState
        query={query}
        retry={() => again({ requestPolicy: 'network-only' })}
        empty={query.data !== undefined && !mayRevise}
        emptyText={t(checklist ? 'list.notYours' : 'list.gone')}
      >
        {checklist && mayRevise && <Revise key={checklist.newestVersion} checklist={checklist} />}
      </QueryState>
    </Page>
  );
}

function Revise({ checklist }: { checklist: ChecklistRecordFragment }) {
  const { t } = useTranslation('inspections');
  const { message } = App.useApp();
  const [form] = Form.useForm<ChecklistValues>();
  const { submit, busy, problems } = useSendForm(form, ReviseInspectionChecklistDocument, pick);
  const { id, newestVersion, name, items } = checklist;

  async function send(values: ChecklistValues) {
    const input = { inspectionChecklistId: id, expectedVersion: newestVersion, name: values.name, items: itemInputs(values.items) };
    if (!(await submit({ input }))) return null;
    void message.success(t('list.revised'));
    return `/inspections/checklists/${id}`;
  }
  return <ChecklistForm form={form} initial={{ name, items: [...items] }} made busy={busy} problems={problems} send={send} />;
}
