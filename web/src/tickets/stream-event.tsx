import {
  CheckOutlined,
  ClockCircleOutlined,
  CommentOutlined,
  LinkOutlined,
  PaperClipOutlined,
  PauseOutlined,
  PlusOutlined,
  RightOutlined,
  StarOutlined,
  StopOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventType } from '../gql/schema.ts';
import { Ago, Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import type { StreamEventFragment, TicketConversationQuery, TicketFileFragment } from './conversation.gql.ts';
import { EventText } from './event-text.tsx';
import { FileRow } from './ticket-files.tsx';

const icons: Partial<Record<EventType, ReactNode>> = {
  RAISED: <PlusOutlined />,
  COMMENTED: <CommentOutlined />,
  PROGRESS_REPORTED: <CommentOutlined />,
  ATTACHED: <PaperClipOutlined />,
  ATTACHMENT_WITHDRAWN: <PaperClipOutlined />,
  ASSIGNED: <UserOutlined />,
  ROUTED: <UserOutlined />,
  RESOLVED: <CheckOutlined />,
  RESTORED: <CheckOutlined />,
  CONFIRMED: <CheckOutlined />,
  CANCELLED: <StopOutlined />,
  SOLUTION_REJECTED: <StopOutlined />,
  HELD: <PauseOutlined />,
  RESUMED: <RightOutlined />,
  RATED: <StarOutlined />,
  COOPERATION_RATED: <StarOutlined />,
  LINKED: <LinkOutlined />,
  UNLINKED: <LinkOutlined />,
  WORK_LOGGED: <ClockCircleOutlined />,
};

type Links = NonNullable<TicketConversationQuery['ticket']>['links'];

type Props = {
  event: StreamEventFragment;
  /** The number of the merged ticket that it was said on. */
  from: string | null;
  ticketId: string;
  files: readonly TicketFileFragment[];
  links: Links;
};

/** More than this between what happened and its record is worth a word. */
const LATE_MS = 5 * 60_000;

/** One thing that happened: who, what, when, and what was said with it. */
export function StreamEvent({ event, from, ticketId, files, links }: Props) {
  const { t } = useTranslation('tickets');
  const file = event.attachmentId && event.type === 'ATTACHED' ? files.find(({ id }) => id === event.attachmentId) : undefined;
  const own = files.filter(({ commentId }) => commentId !== null && commentId === event.id);
  const late = Date.parse(event.recordedAt) - Date.parse(event.occurredAt) > LATE_MS;
  const inside = event.visibility !== null && event.visibility !== 'PUBLIC';
  const said = event.type === 'COMMENTED' || event.type === 'PROGRESS_REPORTED' ? event.body : null;
  return (
    <li>
      <span className={`stream-mark stream-mark-${event.side.toLowerCase()}`} aria-hidden>
        {icons[event.type] ?? <RightOutlined />}
      </span>
      <div>
        <div className="stream-head">
          <strong>{event.actor?.name ?? <Word of="ActorSide" is={event.side} />}</strong>
          {event.actor && (
            <small>
              <Word of="ActorSide" is={event.side} />
            </small>
          )}
          <span>
            <Word of="EventType" is={event.type} />
          </span>
          {inside && <WordTag of="Visibility" is={event.visibility} />}
          {from && <Tag>{t('stream.from', { number: from })}</Tag>}
          <Ago at={event.correctedAt ?? event.occurredAt} />
          {event.correctedAt && (
            <small>
              {t('stream.corrected')} <Instant at={event.occurredAt} />
            </small>
          )}
          {late && (
            <small>
              {t('stream.recordedAt')} <Instant at={event.recordedAt} />
            </small>
          )}
        </div>
        {said && (
          <div className={inside ? 'stream-body stream-body-inside text' : 'stream-body text'}>
            {event.mentions.length > 0 && (
              <div>
                {event.mentions.map((person) => (
                  <Tag key={person.id} color="blue">
                    @{person.name}
                  </Tag>
                ))}
              </div>
            )}
            {said}
          </div>
        )}
        <EventText event={event} links={links} />
        {file && <FileRow ticketId={ticketId} file={file} />}
        {own.map((one) => (
          <FileRow key={one.id} ticketId={ticketId} file={one} />
        ))}
      </div>
    </li>
  );
}
