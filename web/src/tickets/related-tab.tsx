import { Alert, Button, Form, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { TicketLinkEnd, TicketRelation } from '../gql/schema.ts';
import { QueryState } from '../page/query-state.tsx';
import { Name } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { ResolveChildren } from '../work/resolve-children.tsx';
import { WithdrawTicketLinkDocument } from './acts/acts.gql.ts';
import { Reason } from './acts/reason.tsx';
import { NextClock } from './clock-chips.tsx';
import { TicketRelatedDocument, type TicketRelatedQuery } from './related.gql.ts';
import { usePart } from './ticket-part.ts';
import type { TabProps } from './ticket-tabs.tsx';

type Found = NonNullable<TicketRelatedQuery['ticket']>;
type TicketLinkRow = Found['links'][number];

/** Other tickets that have to do with it, the vendors that had it, disputes, and what is known about such things. */
export default function RelatedTab({ ticket, heard }: TabProps) {
  const { t } = useTranslation('tickets');
  const [query, reload] = usePart(TicketRelatedDocument, ticket.id, heard);
  const found = query.data?.ticket;
  const isSolved = ticket.state === 'RESOLVED' && found?.majorIncident;
  const nothing = found && found.links.length + found.legs.length + found.disputes.length + found.knowledgeNotes.length === 0 && !found.majorIncident;
  return (
    <QueryState query={query} retry={reload} empty={nothing ?? false} emptyText={t('related.none')}>
      {found && (
        <>
          {found.majorIncident && (
            <Alert
              type="warning"
              showIcon
              className="ticket-notice"
              title={t('ticket.major')}
              description={
                <>
                  {found.majorIncident.reason} · {found.majorIncident.actor?.name} <Instant at={found.majorIncident.occurredAt} />
                </>
              }
            />
          )}
          <Links
            links={found.links}
            actions={isSolved && found.links.some(isUnsolvedChild) && <ResolveChildren ticketId={ticket.id} onDone={reload} />}
          />
          <Legs legs={found.legs} />
          <Disputes disputes={found.disputes} />
          <Notes notes={found.knowledgeNotes} />
        </>
      )}
    </QueryState>
  );
}

function relationKey(relation: TicketRelation, end: TicketLinkEnd): `${TicketRelation}_${TicketLinkEnd}` {
  return `${relation}_${end}`;
}

function isUnsolvedChild({ relation, end, ticket }: TicketLinkRow): boolean {
  return relation === 'CHILD_OF' && end === 'TO' && ticket.open && ticket.state !== 'RESOLVED';
}

function Links({ links, actions }: { links: Found['links']; actions: ReactNode }) {
  const { t } = useTranslation('tickets');
  const [withdrawing, setWithdrawing] = useState<TicketLinkRow>();
  if (links.length === 0) return null;
  return (
    <>
      <h3>{t('related.links')}</h3>
      {actions}
      <ul className="things">
        {links.map((link) => (
          <li key={link.id}>
            <div className="thing-head">
              <span>{t(`related.${relationKey(link.relation, link.end)}`)}</span>
              <Link to={`/tickets/${link.ticket.number}`}>
                {link.ticket.number} {link.ticket.title}
              </Link>
              <WordTag of="TicketState" is={link.ticket.state} />
              <WordTag of="Priority" is={link.ticket.priority} />
              <NextClock ticket={link.ticket} />
              {link.availableActions.length > 0 && (
                <Button type="link" size="small" danger onClick={() => setWithdrawing(link)}>
                  {t('related.withdraw')}
                </Button>
              )}
            </div>
            <p className="thing-note">
              {link.createdBy?.name} <Instant at={link.createdAt} />
              {link.merged && ` · ${t('related.merged')}`}
            </p>
          </li>
        ))}
      </ul>
      {withdrawing && <WithdrawLink link={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </>
  );
}

function WithdrawLink({ link, onClose }: { link: TicketLinkRow; onClose: () => void }) {
  const { t } = useTranslation('tickets');
  const [form] = Form.useForm<{ reason: string }>();
  const { submit, busy, problems } = useSendForm(form, WithdrawTicketLinkDocument, (data) => data.withdrawTicketLink);
  return (
    <Modal
      open
      title={t('related.withdrawTitle', { number: link.ticket.number })}
      okText={t('related.withdraw')}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={async ({ reason }) => {
          if (await submit({ input: { linkId: link.id, reason } })) onClose();
        }}
      >
        <Reason label={t('act.reason')} />
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}

function Legs({ legs }: { legs: Found['legs'] }) {
  const { t } = useTranslation('tickets');
  if (legs.length === 0) return null;
  return (
    <>
      <h3>{t('related.legs')}</h3>
      <ol className="things">
        {legs.map((leg) => (
          <li key={leg.id}>
            <div className="thing-head">
              <strong>
                <Name of={leg.vendor} />
              </strong>
              <span>
                <Instant at={leg.from} /> – {leg.until ? <Instant at={leg.until} /> : t('related.now')}
              </span>
            </div>
            {leg.reason && <p className="thing-note">{leg.reason}</p>}
          </li>
        ))}
      </ol>
    </>
  );
}

function Disputes({ disputes }: { disputes: Found['disputes'] }) {
  const { t } = useTranslation('tickets');
  if (disputes.length === 0) return null;
  return (
    <>
      <h3>{t('related.disputes')}</h3>
      <ul className="things">
        {disputes.map((dispute) => (
          <li key={dispute.id} className="thing-head">
            <Link to={`/decisions/disputes/${dispute.id}`}>
              <Word of="DisputeSubject" is={dispute.subject} /> <Word of="Metric" is={dispute.metric} />
            </Link>
            <WordTag of="DisputeState" is={dispute.state} />
            <Instant at={dispute.appealedAt} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Notes({ notes }: { notes: Found['knowledgeNotes'] }) {
  const { t } = useTranslation('tickets');
  if (notes.length === 0) return null;
  return (
    <>
      <h3>{t('related.notes')}</h3>
      {notes.map((note) => (
        <details key={note.id}>
          <summary>{note.title}</summary>
          <div className="text">{note.body}</div>
        </details>
      ))}
    </>
  );
}
