import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { useOwnAgency } from '../session/own-agency.ts';
import { useMay } from '../session/viewer.tsx';
import { Ago } from '../time/instant.tsx';
import { HomeToConfirmDocument } from './home.gql.ts';

/** Solutions that the viewer's agency has not answered yet. */
export function ToConfirm() {
  const { t } = useTranslation('home');
  const may = useMay();
  const agencyId = useOwnAgency();
  const isOpen = may('ticket.confirm') && agencyId !== undefined;
  const [query, again] = useQuery({ query: HomeToConfirmDocument, variables: { agencyId }, pause: !isOpen });
  if (!isOpen) return null;
  const rows = query.data?.tickets.nodes.filter(({ availableActions }) => availableActions.includes('CONFIRM'));
  // Nothing to confirm is no news; the figure above says it.
  if (rows?.length === 0) return null;
  return (
    <Section title={t('toConfirm.title')} actions={<Link to="/tickets?states=RESOLVED">{t('waiting.all')}</Link>}>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
        {rows && (
          <ul className="waiting">
            {rows.map((row) => (
              <li key={row.id} className="waiting-row">
                <div className="waiting-what">
                  <Link to={`/tickets/${row.number}`}>{row.title}</Link>
                  <span className="waiting-where">
                    <span className="number">{row.number}</span> · <Name of={row.system} /> · <Name of={row.vendor} /> · {t('toConfirm.resolved')} <Ago at={row.resolvedAt} />
                  </span>
                  {row.solution && <span className="waiting-where">{row.solution}</span>}
                </div>
                <Link to={`/tickets/${row.number}?act=CONFIRM`}>
                  <Button size="small" tabIndex={-1}>
                    {t('toConfirm.answer')}
                  </Button>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </Section>
  );
}
