import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../page/section.tsx';
import { useName } from '../party/name.tsx';
import { Word } from '../words/word.tsx';
import type { CoverageQuery } from './coverage.gql.ts';

type Row = CoverageQuery['coverageReport']['agencies'][number];

/** The findings added up over the tree; choosing an agency goes down to it. */
export function CoverageAgencies({ agencies, onChoose }: { agencies: readonly Row[]; onChoose: (id: string) => void }) {
  const { t } = useTranslation('contracts');
  const name = useName();
  const total = (row: Row) => row.subtree.reduce((sum, { count }) => sum + count, 0);
  return (
    <Section title={t('coverage.byAgency')} className="coverage-agencies">
      <Table<Row>
        aria-label={t('coverage.byAgency')}
        size="small"
        pagination={false}
        rowKey={(row) => row.agency.id}
        dataSource={[...agencies]}
        scroll={{ x: 560 }}
        columns={[
          {
            title: t('field.owner'),
            render: (_, row) => (
              <Button type="link" size="small" onClick={() => onChoose(row.agency.id)}>
                {name(row.agency)}
              </Button>
            ),
          },
          { title: t('coverage.total'), width: 90, align: 'right', render: (_, row) => <span className="figure">{total(row)}</span> },
          {
            title: t('coverage.kinds'),
            render: (_, row) =>
              row.subtree
                .filter(({ count }) => count > 0)
                .map(({ code, count }, at) => (
                  <span key={code}>
                    {at > 0 && t('comma')}
                    <Word of="CoverageGapCode" is={code} /> <span className="figure">{count}</span>
                  </span>
                )),
          },
        ]}
      />
    </Section>
  );
}
