import { Button, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ConnectionTable } from '../../list/connection-table.tsx';
import { useConnection } from '../../list/connection.ts';
import { Page } from '../../page/page.tsx';
import { useMay } from '../../session/viewer.tsx';
import { useCreateEndpoint } from './create-endpoint.tsx';
import { EndpointOwner, EndpointSince, EndpointState, EndpointTopics, LastDelivery } from './endpoint-parts.tsx';
import { type WebhookEndpointListedFragment, type WebhookEndpointRowFragment, WebhookEndpointsDocument } from './webhooks.gql.ts';
import '../admin.css';

const variables = {};

/** The other systems that the change feed is posted to. */
export default function WebhooksPage() {
  const { t } = useTranslation('admin');
  const may = useMay();
  const navigate = useNavigate();
  const list = useConnection({ document: WebhookEndpointsDocument, variables, pick: (data) => data.webhookEndpoints });
  const open = (id: string) => void navigate(`/admin/webhooks/${id}`);
  const { create, dialog } = useCreateEndpoint(open);
  const columns = useMemo(
    (): NonNullable<TableProps<WebhookEndpointListedFragment>['columns']> => [
      { title: t('webhooks.url'), width: 340, render: (_, row) => <Address of={row} /> },
      { title: t('webhooks.owner'), width: 200, ellipsis: true, render: (_, row) => <EndpointOwner of={row} /> },
      { title: t('webhooks.topics'), width: 220, ellipsis: true, render: (_, row) => <EndpointTopics of={row} most={3} /> },
      {
        title: t('field.active'),
        width: 210,
        render: (_, row) => (
          <>
            <EndpointState of={row} />
            <div>
              <EndpointSince of={row} />
            </div>
          </>
        ),
      },
      { title: t('webhooks.last'), width: 180, render: (_, row) => <LastDelivery of={row} /> },
    ],
    [t],
  );
  return (
    <Page
      title={t('webhooks.title')}
      lead={t('webhooks.lead')}
      actions={
        may('webhook.manage') && (
          <Button type="primary" onClick={create}>
            {t('webhooks.create')}
          </Button>
        )
      }
    >
      <ConnectionTable
        name={t('webhooks.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('webhooks.none')}
        onOpen={(row) => open(row.id)}
        card={(row) => (
          <>
            <Address of={row} />
            <div className="card-row">
              <EndpointOwner of={row} />
              <EndpointState of={row} />
            </div>
            <div className="card-row soft">
              <EndpointTopics of={row} most={3} />
              <LastDelivery of={row} />
            </div>
          </>
        )}
      />
      {dialog}
    </Page>
  );
}

function Address({ of }: { of: WebhookEndpointRowFragment }) {
  return (
    <div className="webhook-address">
      <Link to={`/admin/webhooks/${of.id}`} className="code" title={of.url}>
        {of.url}
      </Link>
      {of.description && (
        <div className="soft" title={of.description}>
          {of.description}
        </div>
      )}
    </div>
  );
}
