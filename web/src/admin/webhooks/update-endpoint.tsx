import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { EndpointFields, type EndpointValues } from './endpoint-fields.tsx';
import { UpdateWebhookEndpointDocument, type WebhookEndpointRowFragment } from './webhooks.gql.ts';

type Props = { endpoint: WebhookEndpointRowFragment; onClose: () => void };

export function UpdateEndpoint({ endpoint, onClose }: Props) {
  const { t } = useTranslation('admin');
  return (
    <FormDialog
      title={t('webhooks.change')}
      lead={t('webhooks.changeLead')}
      width={640}
      act={t('save')}
      done={t('saved')}
      initial={endpoint}
      document={UpdateWebhookEndpointDocument}
      pick={(data) => data.updateWebhookEndpoint}
      variables={({ url, description, topics }: EndpointValues) => ({
        input: { endpointId: endpoint.id, expectedVersion: endpoint.version, url, description: description ?? '', topics },
      })}
      onClose={onClose}
    >
      <EndpointFields />
    </FormDialog>
  );
}
