import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../form/send.ts';
import { Section } from '../page/section.tsx';
import { UnwatchTicketDocument, WatchTicketDocument } from './acts/acts.gql.ts';
import type { WholeTicketFragment } from './ticket.gql.ts';

/** Who of one's own side is told of what happens; whoever moderates may take others away. */
export function TicketWatchers({ ticket }: { ticket: WholeTicketFragment }) {
  const { t } = useTranslation('tickets');
  const watch = useAct(WatchTicketDocument, (data) => data.watchTicket);
  const unwatch = useAct(UnwatchTicketDocument, (data) => data.unwatchTicket);
  const moderates = ticket.availableActions.includes('MODERATE');
  const input = { ticketId: ticket.id };
  return (
    <Section
      title={t('watchers.title')}
      actions={
        <Button
          size="small"
          icon={ticket.watching ? <EyeInvisibleOutlined /> : <EyeOutlined />}
          loading={watch.busy || unwatch.busy}
          onClick={() => void (ticket.watching ? unwatch.act({ input }) : watch.act({ input }))}
        >
          {ticket.watching ? t('watchers.stop') : t('watchers.watch')}
        </Button>
      }
    >
      {ticket.watchers.length === 0 ? (
        <p className="thing-note">{t('watchers.none')}</p>
      ) : (
        ticket.watchers.map((person) => (
          <Tag
            key={person.id}
            closable={moderates ? { 'aria-label': t('watchers.remove', { name: person.name }) } : false}
            onClose={(event) => {
              event.preventDefault();
              void unwatch.act({ input: { ...input, userIds: [person.id] } });
            }}
          >
            {person.name}
          </Tag>
        ))
      )}
    </Section>
  );
}
