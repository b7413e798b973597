import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import { Wide } from '../list/wide.tsx';
import { formatNumber } from '../money/money.tsx';
import { Section } from '../page/section.tsx';
import { Duration } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { type PercentileRowFragment, PercentilesOfDocument } from './percentiles.gql.ts';

const shares = ['p50Seconds', 'p90Seconds', 'p95Seconds', 'p99Seconds'] as const;

/** How long kept promises took. Asked for by itself: a card says all else without it. */
export function Percentiles({ id }: { id: string }) {
  const { t } = useTranslation('appraisal');
  const language = useLanguage();
  const [query] = useQuery({ query: PercentilesOfDocument, variables: { id } });
  const node = query.data?.node;
  const rows = node && 'percentiles' in node ? node.percentiles : [];
  if (rows.length === 0) return null;
  const columns: NonNullable<TableProps<PercentileRowFragment>['columns']> = [
    { title: t('percentile.metric'), render: (_, row) => <Word of="Metric" is={row.metric} /> },
    { title: t('percentile.count'), align: 'right', render: (_, row) => <span className="figure">{formatNumber(row.count, language)}</span> },
    ...shares.map((share) => ({
      title: t(`percentile.${share}`),
      align: 'right' as const,
      render: (_: unknown, row: PercentileRowFragment) => (
        <>
          {!row.exact && `${t('percentile.approx')} `}
          <Duration seconds={row[share]} />
        </>
      ),
    })),
  ];
  return (
    <Section title={t('percentile.title')}>
      <p className="soft">{rows.every((row) => row.exact) ? t('percentile.exact') : t('percentile.rough')}</p>
      <Wide name={t('percentile.title')} least={640}>
        <Table<PercentileRowFragment>
          aria-label={t('percentile.title')}
          size="small"
          rowKey={(row) => row.metric}
          columns={columns}
          dataSource={[...rows]}
          pagination={false}
        />
      </Wide>
    </Section>
  );
}
