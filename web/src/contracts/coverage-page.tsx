import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import type { CoverageGapCode } from '../gql/schema.ts';
import { oneOf, text, useFilters } from '../list/filters.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { CoverageAgencies } from './coverage-agencies.tsx';
import { CoverageFindings } from './coverage-findings.tsx';
import { CoverageDocument } from './coverage.gql.ts';
import './contracts.css';

const codes: readonly CoverageGapCode[] = [
  'SYSTEM_WITHOUT_CONTRACT',
  'COVER_ENDS',
  'CONTRACT_ENDS',
  'REQUEST_WAITING',
  'PRIORITY_WITHOUT_TARGET',
  'CALENDAR_ENDS',
  'POLICY_NOT_PUBLISHED',
  'POLICY_NEVER_USED',
];
const spans = ['30', '90', '180', '365', '730'] as const;
const fields = { agencyId: text(), within: oneOf(spans), code: oneOf(codes) };

/** Where nobody has promised anything, or soon will not have. */
export default function CoveragePage() {
  const { t } = useTranslation('contracts');
  const may = useMay();
  const { values, set, reset } = useFilters(fields);
  const withinDays = Number(values.within ?? '90');
  const [query, again] = useQuery({ query: CoverageDocument, variables: { agencyId: values.agencyId, withinDays } });
  const report = query.data?.coverageReport;
  return (
    <Page
      title={t('coverage.title')}
      lead={report && (
        <>
          {t('coverage.asOf')} <Instant at={report.asOf} />
        </>
      )}
      actions={
        may('uncovered.view') && (
          <Link to="/tickets/uncovered">
            <Button>{t('coverage.requests')}</Button>
          </Link>
        )
      }
    >
      <FilterBar onReset={reset}>
        <AgencySelect aria-label={t('field.owner')} value={values.agencyId} onChange={(agencyId) => set({ agencyId })} allowClear />
        <Select
          className="pick"
          aria-label={t('coverage.within')}
          value={values.within ?? '90'}
          options={spans.map((days) => ({ value: days, label: t('contracts.withinDays', { days }) }))}
          onChange={(within) => set({ within: within === '90' ? undefined : within })}
        />
      </FilterBar>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
        {report && (
          <div className="gap-counts" role="group" aria-label={t('coverage.kinds')}>
            {codes.map((code) => (
              <Button key={code} className="gap-count" aria-pressed={values.code === code} onClick={() => set({ code: values.code === code ? undefined : code })}>
                <strong className="figure">{report.counts.find((one) => one.code === code)?.count ?? 0}</strong>
                <span>
                  <Word of="CoverageGapCode" is={code} />
                </span>
              </Button>
            ))}
          </div>
        )}
      </QueryState>
      <CoverageFindings agencyId={values.agencyId} withinDays={withinDays} code={values.code} />
      {report && report.agencies.length > 1 && <CoverageAgencies agencies={report.agencies} onChoose={(agencyId) => set({ agencyId })} />}
    </Page>
  );
}
