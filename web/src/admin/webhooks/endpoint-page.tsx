import { Alert, Descriptions } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { useConnection } from '../../list/connection.ts';
import { oneOf, text, useFilters } from '../../list/filters.ts';
import { Page } from '../../page/page.tsx';
import { QueryState } from '../../page/query-state.tsx';
import { Section } from '../../page/section.tsx';
import { Instant } from '../../time/instant.tsx';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { deliveryStates } from './delivery-states.ts';
import { EndpointActions } from './endpoint-actions.tsx';
import { EndpointOwner, EndpointState, EndpointTopics } from './endpoint-parts.tsx';
import { useAhead } from './moments.ts';
import { WebhookDeliveriesDocument, WebhookEndpointByIdDocument, type WebhookEndpointRowFragment } from './webhooks.gql.ts';
import '../admin.css';

const fields = { state: oneOf(deliveryStates), delivery: text() };

/** One endpoint: whose it is, how it stands, and what was sent to it. */
export default function EndpointPage() {
  const { t } = useTranslation('admin');
  const { id = '' } = useParams();
  const { values, set } = useFilters(fields);
  const [query, again] = useQuery({ query: WebhookEndpointByIdDocument, variables: { id } });
  const node = query.data?.node;
  const endpoint = node?.__typename === 'WebhookEndpoint' ? node : null;
  const variables = useMemo(() => ({ endpointId: id, state: values.state }), [id, values.state]);
  const log = useConnection({ document: WebhookDeliveriesDocument, variables, pick: (data) => data.webhookDeliveries, pause: !endpoint });
  const reloadLog = log.reload;
  const reload = useCallback(() => {
    again({ requestPolicy: 'network-only' });
    reloadLog();
  }, [again, reloadLog]);
  const open = useCallback((delivery: string) => set({ delivery }), [set]);

  function watch(delivery: string) {
    log.reload();
    open(delivery);
  }

  return (
    <Page
      title={endpoint ? endpoint.description || new URL(endpoint.url).host : t('webhooks.one')}
      mark={endpoint && <EndpointState of={endpoint} />}
      crumbs={[{ label: t('webhooks.title'), to: '/admin/webhooks' }]}
      actions={endpoint && <EndpointActions endpoint={endpoint} onSent={watch} onChanged={reload} />}
    >
      <QueryState query={query} retry={reload} empty={query.data !== undefined && !endpoint} emptyText={t('gone')}>
        {endpoint && (
          <>
            <Standing of={endpoint} />
            <Section title={t('webhooks.one')}>
              <Facts of={endpoint} />
            </Section>
            <DeliveryLog list={log} state={values.state} onState={(state) => set({ state })} onOpen={open} onReload={reload} />
            <DeliveryDrawer id={values.delivery} onClose={() => set({ delivery: undefined })} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Facts({ of }: { of: WebhookEndpointRowFragment }) {
  const { t } = useTranslation('admin');
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, md: 3 }}
      items={[
        { key: 'url', label: t('webhooks.url'), children: <span className="code webhook-url">{of.url}</span>, span: 'filled' },
        { key: 'topics', label: t('webhooks.topics'), children: <EndpointTopics of={of} />, span: 'filled' },
        { key: 'owner', label: t('webhooks.owner'), children: <EndpointOwner of={of} /> },
        { key: 'createdAt', label: t('field.createdAt'), children: <Instant at={of.createdAt} /> },
        { key: 'updatedAt', label: t('webhooks.updatedAt'), children: <Instant at={of.updatedAt} /> },
      ]}
    />
  );
}

/** What one should know before reading on. */
function Standing({ of }: { of: WebhookEndpointRowFragment }) {
  const { t } = useTranslation('admin');
  const held = useAhead(of.heldUntil);
  const bothSign = useAhead(of.oldSecretUntil);
  return (
    <div className="webhook-standing">
      {!of.active && <Remark type={of.disabledReason === 'BY_HAND' ? 'info' : 'error'} said={t('webhooks.offSince')} at={of.disabledAt} text={t('webhooks.offText')} />}
      {of.active && of.failingSince && <Remark type="warning" said={t('webhooks.failingSince')} at={of.failingSince} text={t('webhooks.failingText')} />}
      {held && <Remark type="info" said={t('webhooks.heldUntil')} at={of.heldUntil} />}
      {bothSign && <Remark type="info" said={t('webhooks.bothUntil')} at={of.oldSecretUntil} />}
    </div>
  );
}

type RemarkProps = { type: 'info' | 'warning' | 'error'; said: string; at: string | null; text?: string };

function Remark({ type, said, at, text: more }: RemarkProps) {
  return (
    <Alert
      type={type}
      showIcon
      title={
        <>
          {said} <Instant at={at} />
        </>
      }
      description={more}
    />
  );
}
