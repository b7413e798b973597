import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Word } from '../words/word.tsx';
import { AppealForm } from './appeal-form.tsx';
import { AppealableBreaches } from './appealable-breaches.tsx';
import { AppealableTicketDocument } from './disputes.gql.ts';
import { DisputedEntry, DisputedScore, DisputedVerdict } from './disputed-subject.tsx';
import { Remaining } from './remaining.tsx';
import './decisions.css';

const fields = { ticket: text(), clock: text(), entry: text(), score: text() };

/** Where a vendor says that it does not agree: with a breach, a deduction or a score, as the address names it. */
export default function AppealPage() {
  const { t } = useTranslation('decisions');
  const { values } = useFilters(fields);
  return (
    <Page title={t('appeal.title')} lead={t('appeal.lead')} crumbs={[{ label: t('disputes.title'), to: '/decisions/disputes' }]}>
      {values.entry ? (
        <>
          <Section title={t('dispute.subject')}>
            <DisputedEntry id={values.entry} />
          </Section>
          <AppealForm of={{ ledgerEntryId: values.entry }} />
        </>
      ) : values.score ? (
        <>
          <Section title={t('dispute.subject')}>
            <DisputedScore id={values.score} />
          </Section>
          <AppealForm of={{ manualScoreId: values.score }} />
        </>
      ) : values.ticket && values.clock ? (
        <OfClock number={values.ticket} clockId={values.clock} />
      ) : (
        <AppealableBreaches />
      )}
    </Page>
  );
}

function OfClock({ number, clockId }: { number: string; clockId: string }) {
  const { t } = useTranslation('decisions');
  const [query, again] = useQuery({ query: AppealableTicketDocument, variables: { number } });
  const ticket = query.data?.ticketByNumber;
  const clock = ticket?.clocks.find((one) => one.id === clockId);
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !clock} emptyText={t('appeal.gone')}>
      {ticket && clock && (
        <>
          <Section
            title={`${ticket.number} ${ticket.title}`}
            actions={
              <span>
                {t('appeal.by')} <Remaining dueAt={clock.appealBy} />
              </span>
            }
          >
            <p className="soft">
              <Word of="Metric" is={clock.metric} />
            </p>
            <DisputedVerdict clock={clock} disputedRevision={clock.verdicts.at(-1)?.revision ?? null} />
          </Section>
          {clock.availableActions.includes('APPEAL') ? <AppealForm of={{ clockId }} /> : <p role="status">{t('appeal.notNow')}</p>}
        </>
      )}
    </QueryState>
  );
}
