import { Button, Flex, Table, Tag, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { Name } from '../party/name.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { CivilDate } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { AreaScorecardsDocument, type AreaScorecardsQuery } from './regions.gql.ts';

type Row = AreaScorecardsQuery['scorecards']['nodes'][number];

/** The scorecards of the contracts in the area, the latest period first. */
export function AreaScorecards({ agencyId }: { agencyId: string }) {
  const { t } = useTranslation(['regions', 'reports', 'app']);
  const variables = useMemo(() => ({ agencyId }), [agencyId]);
  const list = useConnection({ document: AreaScorecardsDocument, variables, pick: (data) => data.scorecards });
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: t('reports:vendor'), key: 'vendor', render: (_, { vendor }) => <Name of={vendor} /> },
    {
      title: t('reports:contract'),
      key: 'contract',
      render: (_, { contract }) =>
        contract ? (
          <>
            {contract.number}
            <small className="second-line">
              <Name of={contract.agency} />
            </small>
          </>
        ) : (
          <span aria-hidden>—</span>
        ),
    },
    {
      title: t('regions:period'),
      key: 'period',
      render: (_, row) => (
        <>
          <Word of="PeriodKind" is={row.period} /> <CivilDate date={row.startsOn} /> – <CivilDate date={row.endsOn} />
        </>
      ),
    },
    {
      title: t('regions:score'),
      key: 'score',
      align: 'right',
      render: (_, row) => (
        <Link className="figure" to={`/scorecards/${row.id}`}>
          {row.score ?? t('reports:notRated')}
        </Link>
      ),
    },
    { title: t('regions:grade'), key: 'grade', render: (_, { grade }) => (grade ? <Tag>{grade}</Tag> : <span aria-hidden>—</span>) },
  ];
  return (
    <Section title={t('regions:scorecards')}>
      <QueryState query={list} retry={list.reload} empty={list.rows.length === 0 && !list.fetching}>
        {list.rows.length > 0 && (
          <>
            <Table size="small" columns={columns} dataSource={[...list.rows]} rowKey={(row) => row.id} pagination={{ pageSize: 10, showSizeChanger: false, size: 'small', hideOnSinglePage: true }} scroll={{ x: 'max-content' }} />
            <Flex justify="space-between" align="center" className="list-note">
              <span role="status">{t('app:list.shownOf', { count: list.rows.length, total: list.total ?? list.rows.length })}</span>
              {list.hasMore && (
                <Button size="small" type="link" loading={list.fetching} onClick={list.more}>
                  {t('app:list.more')}
                </Button>
              )}
            </Flex>
          </>
        )}
      </QueryState>
    </Section>
  );
}
