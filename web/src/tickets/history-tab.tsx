import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TicketField } from '../gql/schema.ts';
import { QueryState } from '../page/query-state.tsx';
import { Actor } from '../party/actor.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { FieldValue } from './field-value.tsx';
import { TicketHistoryDocument, type TicketHistoryQuery } from './history.gql.ts';
import { usePart } from './ticket-part.ts';
import type { TabProps } from './ticket-tabs.tsx';

type Change = NonNullable<TicketHistoryQuery['ticket']>['history'][number];

/** Texts that the conversation shows whole. */
const long: readonly TicketField[] = ['COMMENT', 'SOLUTION', 'CAUSE'];

/** Field by field what changed, and who changed it; the newest first. */
export default function HistoryTab({ ticket, heard }: TabProps) {
  const { t } = useTranslation('tickets');
  const [query, reload] = usePart(TicketHistoryDocument, ticket.id, heard);
  const changes = query.data?.ticket?.history;
  return (
    <QueryState query={query} retry={reload} empty={changes?.length === 0}>
      {changes && (
        <Table<Change>
          aria-label={t('tabs.history')}
          size="small"
          rowKey={(change) => `${change.seq} ${change.field}`}
          dataSource={[...changes].reverse()}
          pagination={false}
          scroll={{ x: 640 }}
          columns={[
            { title: t('history.when'), width: 150, render: (_, change) => <Instant at={change.occurredAt} /> },
            { title: t('history.by'), width: 110, render: (_, change) => <By by={change.by} userId={change.userId} /> },
            { title: t('history.field'), width: 110, render: (_, change) => <Word of="TicketField" is={change.field} /> },
            {
              title: t('history.change'),
              render: (_, { field, from, to }) =>
                long.includes(field) ? (
                  <span className="text">{to}</span>
                ) : (
                  <>
                    {from !== null && (
                      <>
                        <FieldValue field={field} value={from} /> →{' '}
                      </>
                    )}
                    {to === null ? '—' : <FieldValue field={field} value={to} />}
                  </>
                ),
            },
          ]}
        />
      )}
    </QueryState>
  );
}

/** An import is nobody, as the platform is; `import` is the API's word for it. */
function By({ by, userId }: { by: string; userId: string | null }) {
  const { t } = useTranslation('tickets');
  return userId === null && by === 'import' ? t('ticket.imported') : <Actor name={by} userId={userId} />;
}
