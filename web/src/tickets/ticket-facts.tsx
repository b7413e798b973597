import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { CivilDate, Duration, Instant } from '../time/instant.tsx';
import { useWord, Word } from '../words/word.tsx';
import { Facts } from './facts.tsx';
import type { WholeTicketFragment } from './ticket.gql.ts';

type Props = { ticket: WholeTicketFragment };

/** Who, what, where and when. */
export function TicketFacts({ ticket }: Props) {
  const { t } = useTranslation('tickets');
  const late = ticket.createdAt.slice(0, 16) !== ticket.raisedAt.slice(0, 16);
  return (
    <Section title={t('ticket.facts')} actions={ticket.binding && <Binding ticket={ticket} />}>
      <Facts
        of={[
          { label: t('system'), value: <Link to={`/tickets?systemId=${ticket.system.id}`}><Name of={ticket.system} /></Link> },
          { label: t('agency'), value: <Name of={ticket.agency} /> },
          ticket.contract && {
            label: t('contract'),
            value: (
              <Link to={`/contracts/${ticket.contract.id}`} title={ticket.contract.name}>
                {ticket.contract.number}
              </Link>
            ),
          },
          { label: t('vendor'), value: <Name of={ticket.vendor} /> },
          { label: t('team'), value: ticket.team?.name ?? t('ticket.commonQueue') },
          { label: t('engineer'), value: ticket.assignee?.name ?? t('ticket.unassigned') },
          { label: t('raisedBy'), value: ticket.raisedBy?.name ?? (ticket.kind === 'INSPECTION' ? <Word of="ActorSide" is="SYSTEM" /> : t('ticket.imported')) },
          { label: t('raisedAt'), value: <Instant at={ticket.raisedAt} /> },
          late && { label: t('createdAt'), value: <Instant at={ticket.createdAt} /> },
          { label: t('impact'), value: <Word of="Impact" is={ticket.impact} /> },
          { label: t('urgency'), value: <Word of="Urgency" is={ticket.urgency} /> },
          { label: t('siteClass'), value: <Word of="SiteClass" is={ticket.siteClass} /> },
          ticket.cycle > 1 && { label: t('cycle'), value: t('cycleOf', { cycle: ticket.cycle }) },
          ticket.closedAt !== null && { label: t('closedAt'), value: <Instant at={ticket.closedAt} /> },
          ticket.uncoveredRequest && {
            label: t('uncovered.title'),
            value: (
              <>
                {ticket.uncoveredRequest.number} {t('uncovered.waited')} <Duration seconds={ticket.uncoveredRequest.waitedSeconds} />
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

/** Why this contract binds the ticket, in the API's own words, and which others lost. */
function Binding({ ticket }: Props) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const [open, setOpen] = useState(false);
  const { binding } = ticket;
  if (!binding) return null;
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {t('binding.why')}
      </Button>
      <Modal open={open} title={t('binding.title')} footer={null} onCancel={() => setOpen(false)}>
        <ol className="plain-list">
          {binding.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
        <p className="thing-note">
          {t('binding.day')} <CivilDate date={binding.day} />
        </p>
        {binding.lost.length > 0 && (
          <>
            <h3>{t('binding.lost')}</h3>
            <ul className="plain-list">
              {binding.lost.map((lost, at) => (
                <li key={lost.contract?.id ?? at}>
                  {t('labelled', { label: lost.contract?.number ?? t('binding.hidden') })}
                  {word('LostBecause', lost.because)}
                </li>
              ))}
            </ul>
          </>
        )}
      </Modal>
    </>
  );
}
