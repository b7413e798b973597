import { Form, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { AgencySelect, VendorSelect } from '../../party/pick.tsx';
import { ShownOnce } from '../users/shown-once.tsx';
import { EndpointFields, type EndpointValues } from './endpoint-fields.tsx';
import { CreateWebhookEndpointDocument } from './webhooks.gql.ts';

type Values = EndpointValues & { agencyId?: string; vendorId?: string };

/** Makes endpoints: `create` opens the dialog, which gives way to the secret, shown once. */
export function useCreateEndpoint(onDone: (id: string) => void): { create: () => void; dialog: ReactNode } {
  const { t } = useTranslation('admin');
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<{ id: string; url: string; secret: string }>();
  const dialog = made ? (
    <ShownOnce title={t('webhooks.secret')} text={t('webhooks.secretText', { url: made.url })} secret={made.secret} onClose={() => onDone(made.id)} />
  ) : open ? (
    <FormDialog
      title={t('webhooks.create')}
      lead={t('webhooks.createLead')}
      width={640}
      act={t('webhooks.create')}
      done={t('webhooks.created')}
      initial={{ topics: [] }}
      document={CreateWebhookEndpointDocument}
      pick={(data) => data.createWebhookEndpoint}
      variables={({ agencyId, vendorId, url, description, topics }: Values) => ({ input: { agencyId, vendorId, url, description, topics } })}
      onDone={({ endpoint, secret }) => endpoint && secret && setMade({ id: endpoint.id, url: endpoint.url, secret })}
      onClose={() => setOpen(false)}
    >
      <OwnerFields />
      <EndpointFields />
    </FormDialog>
  ) : null;
  return { create: () => setOpen(true), dialog };
}

const sides = ['agency', 'vendor'] as const;

/** One of the two; what was picked of the other is forgotten. */
function OwnerFields() {
  const { t } = useTranslation('admin');
  const [side, setSide] = useState<(typeof sides)[number]>('agency');
  const needed = [{ required: true, message: t('required') }];
  return (
    <>
      <Form.Item label={t('webhooks.owner')} required>
        <Radio.Group
          optionType="button"
          aria-label={t('webhooks.owner')}
          value={side}
          onChange={(event) => setSide(sides.find((one) => one === event.target.value) ?? 'agency')}
          options={sides.map((value) => ({ value, label: t(`field.${value}`) }))}
        />
      </Form.Item>
      {side === 'agency' ? (
        <Form.Item key="agency" name="agencyId" preserve={false} label={t('field.agency')} extra={t('webhooks.agencyHelp')} rules={needed}>
          <AgencySelect className="fill" />
        </Form.Item>
      ) : (
        <Form.Item key="vendor" name="vendorId" preserve={false} label={t('field.vendor')} extra={t('webhooks.vendorHelp')} rules={needed}>
          <VendorSelect className="fill" />
        </Form.Item>
      )}
    </>
  );
}
