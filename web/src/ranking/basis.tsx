import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import type { RankingKind } from '../gql/schema.ts';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { useName } from '../party/name.tsx';
import { formatDuration } from '../time/format.ts';
import { CivilDate } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { RankingBasisDocument, type RankingBasisQuery } from './ranking.gql.ts';

type Version = Extract<RankingBasisQuery['node'], { __typename: 'RankingPublication' }>['versions'][number];
type Vendor = Version['vendorBasis'][number];
type Part = Vendor['parts'][number];
type Agency = Version['agencyBasis'][number];

/** What each place of a version rests on: of a vendor the frozen assessments, of an agency its own times. */
export function Basis({ rankingId, number, kind }: { rankingId: string; number: number; kind: RankingKind }) {
  const { t } = useTranslation('ranking');
  const [query, again] = useQuery({ query: RankingBasisDocument, variables: { id: rankingId } });
  const node = query.data?.node;
  const version = node?.__typename === 'RankingPublication' ? node.versions.find((one) => one.number === number) : undefined;
  const has = version ? version.vendorBasis.length + version.agencyBasis.length > 0 : true;
  if (!has && !query.error) return null;
  return (
    <Section title={t('basis.title')}>
      <p className="section-note">{kind === 'VENDORS' ? t('basis.vendorRule') : t('basis.agencyRule')}</p>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
        {version && (kind === 'VENDORS' ? <Vendors of={version.vendorBasis} /> : <Agencies of={version.agencyBasis} />)}
      </QueryState>
    </Section>
  );
}

function useNameOrNone(): (row: Vendor | Agency) => string {
  const name = useName();
  return (row) => (row.name === null ? '—' : name({ name: row.name, nameEn: row.nameEn }));
}

function Vendors({ of }: { of: readonly Vendor[] }) {
  const { t } = useTranslation('ranking');
  const nameOf = useNameOrNone();
  const columns: NonNullable<TableProps<Vendor>['columns']> = [
    { title: t('name'), key: 'name', render: (_, row) => nameOf(row) },
    { title: t('basis.contracts'), key: 'contracts', align: 'right', render: (_, row) => row.contractNumbers.length },
    { title: t('basis.assessments'), key: 'parts', align: 'right', render: (_, row) => row.parts.length },
    { title: t('basis.exact'), key: 'exact', render: (_, row) => <code className="exact">{row.exact ?? t('unranked')}</code> },
  ];
  return (
    <Table
      size="small"
      columns={columns}
      dataSource={[...of]}
      rowKey={(row) => row.name ?? row.contractNumbers.join(' ')}
      pagination={false}
      scroll={{ x: 'max-content' }}
      expandable={{ columnTitle: <span className="unseen">{t('basis.unfold')}</span>, expandedRowRender: (row) => <Parts of={row.parts} />, rowExpandable: (row) => row.parts.length > 0 }}
    />
  );
}

function Parts({ of }: { of: readonly Part[] }) {
  const { t } = useTranslation('ranking');
  const columns: NonNullable<TableProps<Part>['columns']> = [
    { title: t('basis.contract'), key: 'contract', render: (_, row) => row.contractNumber ?? '—' },
    {
      title: t('basis.assessment'),
      key: 'assessment',
      render: (_, row) => (
        <Link to={`/periods/${row.assessmentId}`}>
          <Word of="PeriodKind" is={row.period} /> <CivilDate date={row.startsOn} />
        </Link>
      ),
    },
    { title: t('basis.days'), key: 'days', align: 'right', dataIndex: 'days' },
    { title: t('basis.judged'), key: 'judged', align: 'right', dataIndex: 'judged' },
    { title: t('basis.breached'), key: 'breached', align: 'right', dataIndex: 'breached' },
    { title: t('basis.score'), key: 'score', align: 'right', render: (_, row) => row.score ?? t('unranked') },
    { title: t('basis.share'), key: 'share', render: (_, row) => <code className="exact">{row.share}</code> },
  ];
  return <Table size="small" columns={columns} dataSource={[...of]} rowKey={(row) => row.assessmentId} pagination={false} />;
}

function Agencies({ of }: { of: readonly Agency[] }) {
  const { t } = useTranslation('ranking');
  const language = useLanguage();
  const nameOf = useNameOrNone();
  const columns: NonNullable<TableProps<Agency>['columns']> = [
    { title: t('name'), key: 'name', render: (_, row) => nameOf(row) },
    { title: t('basis.accepted'), key: 'accepted', align: 'right', dataIndex: 'accepted' },
    { title: t('basis.acceptTime'), key: 'acceptTime', align: 'right', render: (_, row) => formatDuration(row.acceptSeconds, language) },
    { title: t('basis.confirmed'), key: 'confirmed', align: 'right', dataIndex: 'confirmed' },
    { title: t('basis.confirmTime'), key: 'confirmTime', align: 'right', render: (_, row) => formatDuration(row.confirmSeconds, language) },
    { title: t('basis.decided'), key: 'decided', align: 'right', dataIndex: 'pausesDecided' },
    { title: t('basis.rejected'), key: 'rejected', align: 'right', dataIndex: 'pausesRejected' },
  ];
  return <Table size="small" columns={columns} dataSource={[...of]} rowKey={(row) => row.name ?? ''} pagination={of.length > 20 ? { pageSize: 20, showSizeChanger: false } : false} scroll={{ x: 'max-content' }} />;
}
