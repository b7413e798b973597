import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { StepDialog } from '../step/step-dialog.tsx';
import { Instant } from '../time/instant.tsx';
import type { Entry } from './ledger-page.tsx';
import { StrikeLedgerEntryDocument, TicketNumberDocument } from './ledger.gql.ts';

/** What may be done with an entry: struck by another person, or appealed by the vendor. */
export function EntryActions({ entry, onDone }: { entry: Entry; onDone: () => void }) {
  const { t } = useTranslation('appraisal');
  const [striking, setStriking] = useState(false);
  return (
    <Flex gap="small" wrap>
      {entry.availableActions.includes('STRIKE_LEDGER_ENTRY') && (
        <Button size="small" danger onClick={() => setStriking(true)}>
          {t('ledger.strike')}
        </Button>
      )}
      {entry.availableActions.includes('APPEAL_LEDGER_ENTRY') && (
        <Link to={`/decisions/appeal?entry=${encodeURIComponent(entry.id)}`}>
          <Button size="small">{t('ledger.appeal')}</Button>
        </Link>
      )}
      {striking && (
        <StepDialog
          title={t('ledger.strikeTitle')}
          lead={t('ledger.strikeLead')}
          act={t('ledger.strike')}
          danger
          fields={[{ name: 'reason', label: t('field.reason'), required: true }]}
          document={StrikeLedgerEntryDocument}
          pick={(data) => data.strikeLedgerEntry}
          variables={({ reason = '' }) => ({ input: { ledgerEntryId: entry.id, reason } })}
          done={t('ledger.struckDone')}
          onClose={() => setStriking(false)}
          onDone={onDone}
        />
      )}
    </Flex>
  );
}

/** The evidence with the ticket it happened on, and why it was struck. */
export function EntryEvidence({ entry }: { entry: Entry }) {
  const { t } = useTranslation('appraisal');
  const { strike, ticketId } = entry;
  const [query] = useQuery({ query: TicketNumberDocument, variables: { id: ticketId ?? '' }, pause: !ticketId, requestPolicy: 'cache-first' });
  const ticket = ticketId ? query.data?.ticket : null;
  return (
    <>
      {entry.evidence}
      {ticket && (
        <>
          {' '}
          <Link to={`/tickets/${ticket.number}`} className="number">
            {ticket.number}
          </Link>
        </>
      )}
      {strike && (
        <div className="soft">
          {strike.byDispute ? t('ledger.byDispute') : t('ledger.struck')} · {strike.strikerName} · <Instant at={strike.struckAt} /> · {strike.reason}
        </div>
      )}
    </>
  );
}
