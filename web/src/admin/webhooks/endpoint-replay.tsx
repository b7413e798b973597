import { DatePicker, Form } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { instantOf, wallOf } from '../../time/wall.ts';
import { ReplayWebhookDeliveriesDocument, type WebhookEndpointRowFragment } from './webhooks.gql.ts';

type Values = { since: Dayjs };
type Props = { endpoint: WebhookEndpointRowFragment; onClose: () => void; onDone: () => void };

/** Sends everything again that failed since a time: when its failures began, unless one picks another. */
export function EndpointReplay({ endpoint, onClose, onDone }: Props) {
  const { t } = useTranslation('admin');
  return (
    <FormDialog
      title={t('webhooks.replayAll')}
      lead={t('webhooks.replayAllLead')}
      act={t('webhooks.replay')}
      initial={{ since: endpoint.failingSince ? wallOf(endpoint.failingSince) : undefined }}
      document={ReplayWebhookDeliveriesDocument}
      pick={(data) => data.replayWebhookDeliveries}
      done={({ replayed }) => (replayed ? t('webhooks.replayed', { count: replayed }) : t('webhooks.replayedNone'))}
      variables={({ since }: Values) => ({ input: { endpointId: endpoint.id, since: instantOf(since) } })}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.Item name="since" label={t('webhooks.sinceTime')} extra={t('webhooks.sinceHelp')} rules={[{ required: true, message: t('required') }]}>
        <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" className="fill" />
      </Form.Item>
    </FormDialog>
  );
}
