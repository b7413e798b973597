import { Grid, Progress, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { oneOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { useName } from '../party/name.tsx';
import { Choice } from '../reports/choice.tsx';
import { CountsStrip } from '../reports/counts-strip.tsx';
import { ReportFilterBar } from '../reports/report-filter-bar.tsx';
import { addressOf, type ReportValues, useReportValues } from '../reports/report-values.ts';
import { useOwnAgency } from '../session/own-agency.ts';
import { useAreaColumns } from './area-columns.tsx';
import { AreaParties } from './area-parties.tsx';
import { AreaScorecards } from './area-scorecards.tsx';
import { AreaTree } from './area-tree.tsx';
import { type AreaNameFragment, AreaTopDocument } from './regions.gql.ts';
import { TileMap } from './tile-map.tsx';
import { useArea } from './use-area.ts';
import '../reports/reports.css';
import './regions.css';

const views = ['vendors', 'scorecards', 'contracts'] as const;
const fields = { at: text(), view: oneOf(views) };
/** A year of a whole region takes long to count. */
const MONTHS = 3;

/** Region, cities, counties: how promises are kept in each, down to the contracts. */
export default function RegionsPage() {
  const ownId = useOwnAgency();
  const [query, again] = useQuery({ query: AreaTopDocument });
  const agencies = query.data?.agencies.nodes ?? [];
  const top = agencies.find((one) => one.id === ownId) ?? agencies.find((one) => !one.parent) ?? agencies[0];
  if (!top) return <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined} />;
  return <Overview top={top} />;
}

function Overview({ top }: { top: AreaNameFragment }) {
  const { t } = useTranslation('regions');
  const name = useName();
  const wide = Grid.useBreakpoint().xl ?? false;
  const filters = useReportValues(MONTHS);
  const { values: chosen, set } = useFilters(fields);
  const { from, until } = filters.values;
  const id = chosen.at ?? top.id;
  const { query, area, whole, rows, own, figures, retry } = useArea(id, filters.values);
  const values: ReportValues = { from, until, agencyId: id };
  const choose = (at: string) => set({ at });
  const view = chosen.view ?? 'vendors';

  const above = area ? ancestors(area, top.id) : [];
  const to = (at: string) => addressOf('/regions', { at, from, until });
  return (
    <Page
      title={area ? name(area) : t('title')}
      lead={t('lead')}
      crumbs={[{ label: t('title'), to: to(top.id) }, ...above.map((one) => ({ label: name(one), to: to(one.id) })), ...(area ? [{ label: name(area) }] : [])]}
    >
      <ReportFilterBar filters={filters} show={['months']} />
      <div className={wide ? 'regions regions-wide' : 'regions'}>
        {wide && <AreaTree top={top} chosen={id} path={above.map((one) => one.id)} onChoose={choose} />}
        <div className="regions-main">
          <QueryState query={query} retry={retry} empty={query.data !== undefined && !area}>
            {area && (
              <>
                <QueryState query={figures.query} retry={figures.retry}>
                  {whole && <CountsStrip counts={whole.total} asOf={whole.asOf} values={values} />}
                </QueryState>
                {figures.query.fetching && (
                  <Progress className="area-progress" percent={Math.round((figures.ended / figures.count) * 100)} format={() => `${figures.ended}/${figures.count}`} aria-label={t('reading')} />
                )}
                {rows.length > 0 && (
                  <>
                    <TileMap title={t('map')} rows={rows} onChoose={choose} />
                    <Below rows={own ? [...rows, own] : rows} />
                  </>
                )}
                <div className="area-views">
                  <Choice
                    label={t('views')}
                    value={view}
                    onChange={(next) => set({ view: next })}
                    options={views.map((one) => ({ value: one, label: t(one) }))}
                  />
                </div>
                {view === 'scorecards' ? <AreaScorecards agencyId={id} /> : <AreaParties values={values} by={view === 'vendors' ? 'VENDOR' : 'CONTRACT'} />}
              </>
            )}
          </QueryState>
        </div>
      </div>
    </Page>
  );
}

function Below({ rows }: { rows: Parameters<typeof TileMap>[0]['rows'] }) {
  const { t } = useTranslation('regions');
  const columns = useAreaColumns();
  return (
    <Section title={t('below')}>
      <Table size="small" columns={columns} dataSource={[...rows]} rowKey={(row) => `${row.id} ${row.isOwn}`} pagination={false} scroll={{ x: 'max-content' }} />
    </Section>
  );
}

type Above = AreaNameFragment & { parent?: Above | null };

/** The agencies above one, the outermost first, up to the viewer's own. */
function ancestors(area: Above, topId: string): AreaNameFragment[] {
  const found: AreaNameFragment[] = [];
  for (let one = area.id === topId ? null : area.parent; one; one = one.id === topId ? null : one.parent) {
    if (one.id !== topId) found.unshift(one);
  }
  return found;
}
