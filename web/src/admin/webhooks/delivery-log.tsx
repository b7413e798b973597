import { Button, Segmented, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookDeliveryState } from '../../gql/schema.ts';
import { ConnectionTable } from '../../list/connection-table.tsx';
import type { Loaded } from '../../list/connection.ts';
import { FilterBar } from '../../list/filter-bar.tsx';
import { Section } from '../../page/section.tsx';
import { Instant } from '../../time/instant.tsx';
import { useLookAgain } from '../../time/look-again.ts';
import { useWordOptions, WordTag } from '../../words/word.tsx';
import { Attempts, Then } from './delivery-parts.tsx';
import { deliveryStates } from './delivery-states.ts';
import { useUnderWay } from './moments.ts';
import { ReplayDelivery } from './replay-delivery.tsx';
import { useTopics } from './topics.ts';
import type { WebhookDeliveryRowFragment } from './webhooks.gql.ts';

type Props = {
  list: Loaded<WebhookDeliveryRowFragment>;
  state: WebhookDeliveryState | undefined;
  onState: (state: WebhookDeliveryState | undefined) => void;
  onOpen: (id: string) => void;
  onReload: () => void;
};

/** What was, or is to be, sent to an endpoint, the newest first; while something is under way it is looked at again. */
export function DeliveryLog({ list, state, onState, onOpen, onReload }: Props) {
  const { t } = useTranslation('admin');
  const options = useWordOptions();
  const columns = useColumns(onOpen);
  useLookAgain(useUnderWay(list.rows), onReload);
  return (
    <Section
      title={t('webhooks.log')}
      actions={
        <Button loading={list.fetching} onClick={onReload}>
          {t('webhooks.again')}
        </Button>
      }
    >
      <FilterBar>
        <Segmented
          aria-label={t('field.state')}
          value={state ?? 'all'}
          onChange={(chosen) => onState(deliveryStates.find((one) => one === chosen))}
          options={[{ value: 'all', label: t('all') }, ...options('WebhookDeliveryState', deliveryStates)]}
        />
      </FilterBar>
      <ConnectionTable
        name={t('webhooks.log')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t(state ? 'webhooks.noneSo' : 'webhooks.noDelivery')}
        onOpen={(row) => onOpen(row.id)}
        card={(row) => (
          <>
            <div className="card-row">
              <Topic of={row} onOpen={onOpen} />
              <WordTag of="WebhookDeliveryState" is={row.state} />
            </div>
            <div className="card-row soft">
              <Instant at={row.createdAt} precision="second" />
              <span>
                <Attempts of={row} />
              </span>
            </div>
            <div className="card-row">
              <span>
                <Then of={row} />
              </span>
              {row.state === 'FAILED' && <ReplayDelivery of={row} />}
            </div>
          </>
        )}
      />
    </Section>
  );
}

function useColumns(onOpen: (id: string) => void) {
  const { t } = useTranslation('admin');
  return useMemo(
    (): NonNullable<TableProps<WebhookDeliveryRowFragment>['columns']> => [
      { title: t('webhooks.madeAt'), width: 180, render: (_, row) => <Instant at={row.createdAt} precision="second" /> },
      { title: t('webhooks.topicOf'), width: 200, ellipsis: true, render: (_, row) => <Topic of={row} onOpen={onOpen} /> },
      { title: t('field.state'), width: 110, render: (_, row) => <WordTag of="WebhookDeliveryState" is={row.state} /> },
      { title: t('webhooks.attempts'), width: 260, render: (_, row) => <Attempts of={row} /> },
      { title: t('webhooks.then'), width: 220, render: (_, row) => <Then of={row} /> },
      { title: t('actions'), width: 120, align: 'end', render: (_, row) => row.state === 'FAILED' && <ReplayDelivery of={row} /> },
    ],
    [onOpen, t],
  );
}

function Topic({ of, onOpen }: { of: WebhookDeliveryRowFragment; onOpen: (id: string) => void }) {
  const { word } = useTopics();
  return (
    <Button type="link" className="admin-link" onClick={() => onOpen(of.id)}>
      {word(of.topic)}
    </Button>
  );
}
