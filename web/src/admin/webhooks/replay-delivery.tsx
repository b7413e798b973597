import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Actions } from '../../actions/actions.tsx';
import { useConfirm } from '../../form/confirm.ts';
import { useAct } from '../../form/send.ts';
import { ReplayWebhookDeliveryDocument, type WebhookDeliveryRowFragment } from './webhooks.gql.ts';

/** Sends a delivery again; for one that was taken it asks first, because the receiver gets it twice. */
export function ReplayDelivery({ of }: { of: WebhookDeliveryRowFragment }) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const confirm = useConfirm();
  const { act, busy } = useAct(ReplayWebhookDeliveryDocument, (data) => data.replayWebhookDelivery);

  async function replay() {
    const taken = of.state === 'SUCCEEDED';
    if (taken && !(await confirm({ title: t('webhooks.replayTitle'), text: t('webhooks.replayText'), act: t('webhooks.replay') }))) return;
    if (await act({ input: { webhookDeliveryId: of.id } })) void message.success(t('webhooks.replayed', { count: 1 }));
  }

  return <Actions available={of.availableActions} offers={{ REPLAY_WEBHOOK_DELIVERY: { label: t('webhooks.replay'), run: () => void replay(), busy } }} />;
}
