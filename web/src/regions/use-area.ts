import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useName } from '../party/name.tsx';
import { type ReportValues, slaFilter } from '../reports/report-values.ts';
import { useEach } from '../reports/use-each.ts';
import type { AreaRow } from './area-columns.tsx';
import { AreaDocument, AreaFiguresDocument } from './regions.gql.ts';
import { shortNames } from './short-names.ts';

/** An agency with those directly under it, each with the figures of all that lies below it. */
export function useArea(id: string, { from, until }: ReportValues) {
  const { t } = useTranslation('regions');
  const name = useName();
  const [query, again] = useQuery({ query: AreaDocument, variables: { id }, pause: id === '' });
  const node = query.data?.node;
  const area = node?.__typename === 'Agency' && node.id === id ? node : undefined;

  const each = useMemo((): { key: string; values: ReportValues }[] => {
    if (!area) return [];
    const below = area.children.nodes.map((child) => ({ key: child.id, values: { from, until, agencyId: child.id } }));
    const whole = { key: 'whole', values: { from, until, agencyId: area.id } };
    return [whole, { key: 'own', values: { ...whole.values, agencyAlone: true } }, ...below];
  }, [area, from, until]);
  const figures = useEach(
    AreaFiguresDocument,
    useMemo(() => each.map(({ values }) => ({ filter: slaFilter(values) })), [each]),
  );

  const { answers } = figures;
  const rows = useMemo((): AreaRow[] => {
    if (!area) return [];
    const short = shortNames(area.children.nodes.map(name));
    return area.children.nodes.flatMap((child, at) => {
      const report = answers[at + 2]?.slaReport;
      const values = each[at + 2]?.values;
      if (!report || !values) return [];
      return [{ id: child.id, name: name(child), short: short[at] ?? name(child), regionCode: child.regionCode, counts: report.total, values, isOwn: false }];
    });
  }, [area, answers, each, name]);
  const own = useMemo((): AreaRow | undefined => {
    const report = answers[1]?.slaReport;
    const values = each[1]?.values;
    if (!area || !report || !values) return undefined;
    return { id: area.id, name: t('own', { name: name(area) }), short: name(area), regionCode: area.regionCode, counts: report.total, values, isOwn: true };
  }, [area, answers, each, name, t]);

  return { query, area, whole: answers[0]?.slaReport, rows, own, figures, retry: () => again({ requestPolicy: 'network-only' }) };
}
