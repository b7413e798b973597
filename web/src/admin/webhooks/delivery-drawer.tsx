import { Descriptions, Drawer, Grid, Table } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../../page/query-state.tsx';
import { Instant } from '../../time/instant.tsx';
import { useLookAgain } from '../../time/look-again.ts';
import { WordTag } from '../../words/word.tsx';
import { Answer, Took } from './delivery-parts.tsx';
import { useUnderWay } from './moments.ts';
import { ReplayDelivery } from './replay-delivery.tsx';
import { useTopics } from './topics.ts';
import { WebhookDeliveryByIdDocument, type WebhookDeliveryRowFragment } from './webhooks.gql.ts';

/** One delivery with every attempt at it; while it is under way it is looked at again. */
export function DeliveryDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const { word } = useTopics();
  const [query, again] = useQuery({ query: WebhookDeliveryByIdDocument, variables: { id: id ?? '' }, pause: !id });
  const node = query.data?.node;
  const delivery = node?.__typename === 'WebhookDelivery' && node.id === id ? node : null;
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  useLookAgain(useUnderWay(delivery ? [delivery] : []), reload);
  return (
    <Drawer
      open={id !== undefined}
      onClose={onClose}
      size={narrow ? '100%' : 640}
      title={delivery ? word(delivery.topic) : t('webhooks.delivery')}
      extra={delivery && <ReplayDelivery of={delivery} />}
    >
      {id && (
        <QueryState query={query} retry={reload} empty={query.data !== undefined && !query.fetching && !delivery} emptyText={t('gone')}>
          {delivery && (
            <>
              <Facts of={delivery} />
              <section className="drawer-part" aria-label={t('webhooks.attempts')}>
                <h2>{t('webhooks.attempts')}</h2>
                <AttemptTable of={delivery} />
              </section>
            </>
          )}
        </QueryState>
      )}
    </Drawer>
  );
}

function Facts({ of }: { of: WebhookDeliveryRowFragment }) {
  const { t } = useTranslation('admin');
  return (
    <Descriptions
      column={1}
      size="small"
      styles={{ label: { width: 128 } }}
      items={[
        { key: 'state', label: t('field.state'), children: <WordTag of="WebhookDeliveryState" is={of.state} /> },
        { key: 'topic', label: t('webhooks.topicOf'), children: <span className="code">{of.topic}</span> },
        { key: 'message', label: t('webhooks.messageId'), children: <span className="code webhook-url">{of.messageId}</span> },
        ...(of.seq === null ? [] : [{ key: 'seq', label: t('webhooks.seq'), children: <span className="figure">{of.seq}</span> }]),
        { key: 'made', label: t('webhooks.madeAt'), children: <Instant at={of.createdAt} precision="second" /> },
        of.nextAt
          ? { key: 'next', label: t('webhooks.nextAt'), children: <Instant at={of.nextAt} precision="second" /> }
          : { key: 'ended', label: t('webhooks.endedAt'), children: <Instant at={of.endedAt} precision="second" /> },
      ]}
    />
  );
}

function AttemptTable({ of }: { of: WebhookDeliveryRowFragment }) {
  const { t } = useTranslation('admin');
  if (of.attempts.length === 0) return <p className="soft">{t('webhooks.notTried')}</p>;
  return (
    <Table
      size="small"
      aria-label={t('webhooks.attempts')}
      rowKey="number"
      dataSource={[...of.attempts].reverse()}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('webhooks.number'), dataIndex: 'number', className: 'figure' },
        { title: t('webhooks.triedAt'), render: (_, attempt) => <Instant at={attempt.at} precision="second" /> },
        { title: t('webhooks.answer'), render: (_, attempt) => <Answer of={attempt} /> },
        { title: t('webhooks.took'), align: 'end', render: (_, attempt) => <Took of={attempt} /> },
        { title: t('webhooks.nextAt'), render: (_, attempt) => <Instant at={attempt.nextAt} precision="second" /> },
      ]}
    />
  );
}
