import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Actions } from '../../actions/actions.tsx';
import { useConfirm } from '../../form/confirm.ts';
import { useAct } from '../../form/send.ts';
import { ShownOnce } from '../users/shown-once.tsx';
import { EndpointReplay } from './endpoint-replay.tsx';
import { useAhead } from './moments.ts';
import { UpdateEndpoint } from './update-endpoint.tsx';
import { RotateWebhookSecretDocument, SendTestWebhookDocument, SetWebhookEndpointActiveDocument, type WebhookEndpointRowFragment } from './webhooks.gql.ts';

type Props = {
  endpoint: WebhookEndpointRowFragment;
  /** A delivery was made, which one may want to watch. */
  onSent: (deliveryId: string) => void;
  /** What becomes of its deliveries was changed. */
  onChanged: () => void;
};

/** What may be done with an endpoint. */
export function EndpointActions({ endpoint, onSent, onChanged }: Props) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const confirm = useConfirm();
  const [open, setOpen] = useState<'update' | 'replay'>();
  const [secret, setSecret] = useState<string>();
  const test = useAct(SendTestWebhookDocument, (data) => data.sendTestWebhook);
  const rotate = useAct(RotateWebhookSecretDocument, (data) => data.rotateWebhookSecret);
  const activity = useAct(SetWebhookEndpointActiveDocument, (data) => data.setWebhookEndpointActive);
  const input = { endpointId: endpoint.id, expectedVersion: endpoint.version };
  const bothSign = useAhead(endpoint.oldSecretUntil);
  const close = () => setOpen(undefined);

  async function sendTest() {
    const done = await test.act({ input: { endpointId: endpoint.id } });
    if (!done?.delivery) return;
    void message.success(t('webhooks.testSent'));
    onSent(done.delivery.id);
  }

  async function renewSecret() {
    const text = (
      <>
        <p>{t('webhooks.rotateText')}</p>
        {bothSign && <p>{t('webhooks.rotateAgain')}</p>}
      </>
    );
    const sure = await confirm({ title: t('webhooks.rotateTitle'), text, act: t('webhooks.rotate'), danger: true });
    const done = sure && (await rotate.act({ input }));
    if (done && done.secret) setSecret(done.secret);
  }

  async function setActive(active: boolean) {
    const sure = await confirm(
      active
        ? { title: t('webhooks.switchOnTitle'), text: t('webhooks.switchOnText'), act: t('webhooks.switchOn') }
        : { title: t('webhooks.switchOffTitle'), text: t('webhooks.switchOffText'), act: t('webhooks.switchOff'), danger: true },
    );
    if (!sure || !(await activity.act({ input: { ...input, active } }))) return;
    void message.success(t(active ? 'webhooks.switchedOn' : 'webhooks.switchedOff'));
    onChanged();
  }

  return (
    <>
      <Actions
        available={endpoint.availableActions}
        offers={{
          SEND_TEST_WEBHOOK: { label: t('webhooks.sendTest'), run: () => void sendTest(), busy: test.busy },
          UPDATE_WEBHOOK_ENDPOINT: { label: t('edit'), run: () => setOpen('update') },
          REPLAY_WEBHOOK_DELIVERIES: { label: t('webhooks.replayAll'), run: () => setOpen('replay') },
          ROTATE_WEBHOOK_SECRET: { label: t('webhooks.rotate'), run: () => void renewSecret(), busy: rotate.busy, rare: true },
          SET_WEBHOOK_ENDPOINT_ACTIVE: {
            label: t(endpoint.active ? 'webhooks.switchOff' : 'webhooks.switchOn'),
            run: () => void setActive(!endpoint.active),
            busy: activity.busy,
            danger: endpoint.active,
            primary: !endpoint.active,
          },
        }}
      />
      {open === 'update' && <UpdateEndpoint endpoint={endpoint} onClose={close} />}
      {open === 'replay' && <EndpointReplay endpoint={endpoint} onClose={close} onDone={onChanged} />}
      {secret && (
        <ShownOnce
          title={t('webhooks.newSecret')}
          text={t('webhooks.newSecretText', { url: endpoint.url })}
          secret={secret}
          onClose={() => setSecret(undefined)}
        />
      )}
    </>
  );
}
