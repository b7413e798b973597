import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Ago } from '../time/instant.tsx';
import { useWord, WordTag } from '../words/word.tsx';
import type { NotificationsQuery } from './account.gql.ts';

type Row = NotificationsQuery['viewer']['notifications']['nodes'][number];

export function NotificationRow({ row, onRead }: { row: Row; onRead: () => void }) {
  const { t } = useTranslation('account');
  const word = useWord();
  const unread = row.readAt === null;
  const promise = row.metric && (row.kind === 'BREACHED' || row.kind === 'ESCALATED') ? t(`notifications.promise.${row.kind}`, { metric: word('Metric', row.metric) }) : null;
  const text = promise ?? row.event?.body ?? row.event?.reason;
  return (
    <li className={unread ? 'notification notification-unread' : 'notification'}>
      <WordTag of="NotificationKind" is={row.kind} />
      <div className="notification-what">
        <Subject row={row} onRead={unread ? onRead : undefined} />
        {text && <p className="notification-text">{text}</p>}
      </div>
      <span className="notification-when">
        {row.event?.actor && <span>{row.event.actor.name} · </span>}
        <Ago at={row.createdAt} />
      </span>
      <span className="notification-act">
        {unread && (
          <Button type="text" size="small" onClick={onRead}>
            {t('notifications.read')}
          </Button>
        )}
      </span>
    </li>
  );
}

function Subject({ row, onRead }: { row: Row; onRead: (() => void) | undefined }) {
  if (row.ticket) {
    return (
      <Link to={`/tickets/${row.ticket.number}`} onClick={onRead}>
        {row.ticket.number} {row.ticket.title}
      </Link>
    );
  }
  if (row.reportDelivery) {
    return (
      <Link to="/reports/schedules" onClick={onRead}>
        {row.reportDelivery.scheduleName}
      </Link>
    );
  }
  if (row.webhookEndpoint) {
    return (
      <Link to={`/admin/webhooks/${row.webhookEndpoint.id}`} onClick={onRead}>
        {row.webhookEndpoint.url}
      </Link>
    );
  }
  return (
    <span>
      {row.leg?.ticketNumber} {row.leg?.title}
    </span>
  );
}
