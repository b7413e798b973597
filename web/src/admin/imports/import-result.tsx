import { Alert, Segmented, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOutcome } from '../../gql/schema.ts';
import { useWord, WordTag } from '../../words/word.tsx';
import type { ImportOutcomesFragment } from './imports.gql.ts';

type Row = ImportOutcomesFragment['rows'][number];

const outcomes: readonly ImportOutcome[] = ['REFUSED', 'CREATE', 'UNCHANGED'];
const rowsPerPage = 50;

/** What became of each row, or would: mistakes first. */
export function ImportResult({ report, busy }: { report: ImportOutcomesFragment | null; busy: boolean }) {
  const { t } = useTranslation('admin');
  const word = useWord();
  const [only, setOnly] = useState<ImportOutcome | 'all'>('all');
  if (!report) return busy ? <Skeleton active title={false} /> : null;
  const counts: Record<ImportOutcome, number> = { CREATE: report.created, UNCHANGED: report.unchanged, REFUSED: report.refused };
  const rows = only === 'all' ? [...report.rows].sort((a, b) => Number(b.outcome === 'REFUSED') - Number(a.outcome === 'REFUSED')) : report.rows.filter((row) => row.outcome === only);
  return (
    <>
      <Alert
        showIcon
        className="form-problem"
        type={report.refused > 0 ? 'error' : report.dryRun ? 'info' : 'success'}
        title={
          report.refused > 0
            ? t('import.refused', { count: report.refused })
            : report.dryRun
              ? t('import.looked', { created: report.created, unchanged: report.unchanged })
              : t('import.written', { count: report.written })
        }
      />
      <Segmented<ImportOutcome | 'all'>
        aria-label={t('import.outcome')}
        className="import-outcomes"
        value={only}
        onChange={setOnly}
        options={[
          { value: 'all', label: `${t('all')} ${report.rows.length}` },
          ...outcomes.map((value) => ({ value, label: `${word('ImportOutcome', value)} ${counts[value]}` })),
        ]}
      />
      <Table<Row>
        size="small"
        aria-label={t('import.outcome')}
        rowKey="line"
        dataSource={[...rows]}
        pagination={rows.length > rowsPerPage ? { pageSize: rowsPerPage, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('import.line'), width: 70, align: 'end', render: (_, row) => <span className="figure">{row.line}</span> },
          { title: t('import.key'), render: (_, row) => <span className="code">{row.key}</span> },
          { title: t('field.name'), dataIndex: 'name' },
          { title: t('import.outcome'), render: (_, row) => <WordTag of="ImportOutcome" is={row.outcome} /> },
          { title: t('import.mistakes'), render: (_, row) => <Mistakes of={row.mistakes} /> },
        ]}
      />
    </>
  );
}

function Mistakes({ of }: { of: Row['mistakes'] }) {
  const { t } = useTranslation('admin');
  return (
    <ul className="import-mistakes">
      {of.map((mistake) => (
        <li key={`${mistake.column ?? ''} ${mistake.code}`}>
          {mistake.column === null ? mistake.message : t('import.mistake', { column: mistake.column, message: mistake.message })}
        </li>
      ))}
    </ul>
  );
}
