import { Rate } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../page/section.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { Facts } from './facts.tsx';
import { PlanFacts } from './plan-facts.tsx';
import type { WholeTicketFragment } from './ticket.gql.ts';

/** What is asked for, and what was done about it. */
export function TicketText({ ticket }: { ticket: WholeTicketFragment }) {
  const { t } = useTranslation('tickets');
  const { serviceItem, changePlan } = ticket;
  const yesNo = (value: string) => (value === 'true' ? t('yes') : t('no'));
  return (
    <>
      <Section title={t('ticket.description')}>
        {ticket.description ? <div className="text">{ticket.description}</div> : <p className="thing-note">{t('ticket.noDescription')}</p>}
        {serviceItem && (
          <Facts
            className="ticket-answers"
            of={[
              { label: t('serviceItem'), value: serviceItem.version?.name },
              ...serviceItem.answers.map(({ field, value }) => ({
                label: field.label,
                value: <span className="text">{field.type === 'CHECKBOX' ? yesNo(value) : value}</span>,
              })),
            ]}
          />
        )}
        {(ticket.solution ?? ticket.cause) && (
          <div className="ticket-solution">
            <Facts
              of={[
                ticket.cause ? { label: t('ticket.cause'), value: <span className="text">{ticket.cause}</span> } : null,
                ticket.solution ? { label: t('ticket.solution'), value: <span className="text">{ticket.solution}</span> } : null,
                ticket.resolvedAt ? { label: t('ticket.resolvedAt'), value: <Instant at={ticket.resolvedAt} /> } : null,
                ticket.ratings.length > 0 && {
                  label: t('ticket.ratings'),
                  value: ticket.ratings.map((rating) => (
                    <div key={`${rating.side} ${rating.cycle}`}>
                      <Word of="ActorSide" is={rating.side} />{' '}
                      <Rate disabled value={rating.stars} className="ticket-stars" aria-label={t('starsOf', { count: rating.stars })} /> {rating.remark}
                    </div>
                  )),
                },
              ]}
            />
          </div>
        )}
      </Section>
      {changePlan && (
        <Section title={t('plan.title')} actions={<Word of="PlanDecision" is={changePlan.decision} />}>
          <PlanFacts plan={changePlan} />
          {changePlan.decisionReason && <p className="thing-note">{changePlan.decisionReason}</p>}
        </Section>
      )}
    </>
  );
}
