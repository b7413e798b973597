import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import type { DisputeTurn } from '../gql/schema.ts';
import { formatNumber } from '../money/money.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { useMay } from '../session/viewer.tsx';
import { DecisionsWaitingDocument } from './overview.gql.ts';
import './decisions.css';

/** Everything that waits for a decision of one's own, with the way to it. */
export default function DecisionsPage() {
  const { t } = useTranslation('decisions');
  const language = useLanguage();
  const may = useMay();
  const turns: DisputeTurn[] = [
    ...(may('dispute.decide') ? (['AGENCY'] as const) : []),
    ...(may('dispute.decide_finally') ? (['SUPERVISOR'] as const) : []),
    ...(may('dispute.appeal') ? (['VENDOR'] as const) : []),
  ];
  const variables = { pauses: may('ticket.decide_pause'), disputes: may('dispute.view'), turns, exclusions: may('exclusion.view') };
  const [query, again] = useQuery({ query: DecisionsWaitingDocument, variables });
  const data = query.data;
  const ways = data && [
    data.pausesToDecide && { to: '/decisions/pauses', name: t('pauses.title'), count: data.pausesToDecide.totalCount },
    data.breachDisputes && {
      to: `/decisions/disputes?${turns.map((turn) => `turns=${turn}`).join('&')}`,
      name: t('disputes.title'),
      count: data.breachDisputes.totalCount,
    },
    data.serviceExclusions && { to: '/decisions/exclusions?states=PROPOSED', name: t('exclusions.title'), count: data.serviceExclusions.totalCount },
  ];
  return (
    <Page title={t('decisions.title')} lead={t('decisions.lead')}>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
        {ways && (
          <ul className="ways">
            {ways.map(
              (way) =>
                way && (
                  <li key={way.to}>
                    <Link to={way.to} className="section way">
                      <span>{way.name}</span>
                      <strong className="figure">{formatNumber(way.count, language)}</strong>
                    </Link>
                  </li>
                ),
            )}
          </ul>
        )}
      </QueryState>
    </Page>
  );
}
