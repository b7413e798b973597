import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '../page/page.tsx';
import { useSendForm } from '../form/send-form.tsx';
import { CreateServiceItemDocument, type CreateServiceItemMutation } from './catalogue.gql.ts';
import { asked } from './asked.ts';
import { ItemForm, type ItemValues, type NewItemValues } from './item-form.tsx';

const pick = (data: CreateServiceItemMutation) => data.createServiceItem;
const blank: Partial<ItemValues> = { kind: 'REQUEST', impact: 'LOW', urgency: 'LOW', fields: [] };

export default function NewItemPage() {
  const { t } = useTranslation('catalogue');
  const { message } = App.useApp();
  const [form] = Form.useForm<NewItemValues>();
  const { submit, busy, problems } = useSendForm(form, CreateServiceItemDocument, pick);
  async function send(values: NewItemValues) {
    const done = await submit({ input: { ...values, fields: asked(values.fields) } });
    if (!done?.serviceItem) return null;
    void message.success(t('created'));
    return `/catalogue/${done.serviceItem.id}`;
  }
  return (
    <Page title={t('create')} crumbs={[{ label: t('title'), to: '/catalogue' }]}>
      <ItemForm form={form} initial={blank} made={false} busy={busy} problems={problems} send={send} />
    </Page>
  );
}
