import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { useSendForm } from '../form/send-form.tsx';
import { ReviseServiceItemDocument, type ReviseServiceItemMutation, type ServiceItemRecordFragment, ServiceItemToReviseDocument } from './catalogue.gql.ts';
import { asked } from './asked.ts';
import { ItemForm, type NewItemValues } from './item-form.tsx';

const pick = (data: ReviseServiceItemMutation) => data.reviseServiceItem;

/** Writes the next version of an item; tickets keep the one that they were raised with. */
export default function RevisePage() {
  const { t } = useTranslation('catalogue');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: ServiceItemToReviseDocument, variables: { id } });
  const node = query.data?.node;
  const item = node?.__typename === 'ServiceItem' ? node : null;
  const mayRevise = item?.availableActions.includes('REVISE_SERVICE_ITEM') ?? false;
  return (
    <Page
      title={t('revise')}
      lead={t('reviseLead')}
      crumbs={[{ label: t('title'), to: '/catalogue' }, ...(item ? [{ label: item.version.name, to: `/catalogue/${item.id}` }] : [])]}
    >
      <QueryState
        query={query}
        retry={() => again({ requestPolicy: 'network-only' })}
        empty={query.data !== undefined && !mayRevise}
        emptyText={t(item ? 'notYours' : 'gone')}
      >
        {item && mayRevise && <Revise key={item.version.number} item={item} />}
      </QueryState>
    </Page>
  );
}

function Revise({ item }: { item: ServiceItemRecordFragment }) {
  const { t } = useTranslation('catalogue');
  const { message } = App.useApp();
  const [form] = Form.useForm<NewItemValues>();
  const { submit, busy, problems } = useSendForm(form, ReviseServiceItemDocument, pick);
  const { name, kind, impact, urgency, descriptionTemplate, fields } = item.version;

  async function send(values: NewItemValues) {
    const done = await submit({
      input: {
        serviceItemId: item.id,
        version: item.version.number,
        name: values.name,
        kind: values.kind,
        impact: values.impact,
        urgency: values.urgency,
        descriptionTemplate: values.descriptionTemplate,
        fields: asked(values.fields),
      },
    });
    if (!done) return null;
    void message.success(t('revised'));
    return `/catalogue/${item.id}`;
  }
  return (
    <ItemForm
      form={form}
      initial={{ name, kind, impact, urgency, descriptionTemplate, fields: [...fields] }}
      made
      busy={busy}
      problems={problems}
      send={send}
    />
  );
}
