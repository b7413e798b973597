import { Flex } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CoverageGapCode } from '../gql/schema.ts';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Name, useName } from '../party/name.tsx';
import { CivilDate } from '../time/instant.tsx';
import { useWord, Word } from '../words/word.tsx';
import { CoverageFindingsDocument, type CoverageFindingsQuery } from './coverage.gql.ts';

type Finding = CoverageFindingsQuery['coverageReport']['findings']['nodes'][number];
type Props = { agencyId: string | undefined; withinDays: number; code: CoverageGapCode | undefined };

export function CoverageFindings({ agencyId, withinDays, code }: Props) {
  const { t } = useTranslation('contracts');
  const word = useWord();
  const variables = useMemo(() => ({ agencyId, withinDays, codes: code ? [code] : undefined }), [agencyId, withinDays, code]);
  const list = useConnection({ document: CoverageFindingsDocument, variables, pick: (data) => data.coverageReport.findings });
  const said = (row: Finding) => (
    <>
      {row.sentence}
      {row.missingTargets.length > 0 && (
        <span className="soft"> {row.missingTargets.map(({ metric, priority }) => `${word('Priority', priority)} ${word('Metric', metric)}`).join(t('comma'))}</span>
      )}
    </>
  );
  return (
    <ConnectionTable<Finding>
      name={t('coverage.findings')}
      list={list}
      rowKey={(row) => `${row.code} ${row.object && 'id' in row.object ? row.object.id : ''} ${row.on ?? ''} ${row.agency.id} ${row.sentence}`}
      rowHeight={56}
      emptyText={t('coverage.none')}
      card={(row) => (
        <Flex vertical gap={4}>
          <strong>
            <Word of="CoverageGapCode" is={row.code} />
          </strong>
          <span>{said(row)}</span>
          <Flex justify="space-between" gap="small">
            <Thing finding={row} />
            <CivilDate date={row.on} />
          </Flex>
        </Flex>
      )}
      columns={[
        { title: t('coverage.kind'), width: 160, render: (_, row) => <Word of="CoverageGapCode" is={row.code} /> },
        { title: t('coverage.object'), width: 200, ellipsis: true, render: (_, row) => <Thing finding={row} /> },
        { title: t('coverage.sentence'), width: 460, render: (_, row) => said(row) },
        { title: t('coverage.on'), width: 110, render: (_, row) => <CivilDate date={row.on} /> },
        { title: t('field.owner'), width: 185, ellipsis: true, render: (_, row) => <Name of={row.agency} /> },
      ]}
    />
  );
}

/** What the finding is about, leading to where it can be mended. */
function Thing({ finding: { object, contract } }: { finding: Finding }) {
  const name = useName();
  switch (object?.__typename) {
    case 'ManagedSystem':
      return contract ? <Link to={`/contracts/${contract.id}`}>{name(object)}</Link> : <>{name(object)}</>;
    case 'ServiceContract':
      return <Link to={`/contracts/${object.id}`}>{object.number}</Link>;
    case 'SlaPolicy':
      return <Link to={`/policies/${object.id}`}>{object.name}</Link>;
    case 'ServiceCalendar':
      return <Link to={`/calendars/${object.id}`}>{object.name}</Link>;
    case 'UncoveredRequest':
      return <Link to="/tickets/uncovered">{object.number}</Link>;
    default:
      return <>—</>;
  }
}
