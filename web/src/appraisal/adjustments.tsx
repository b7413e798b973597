import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Exact } from '../exact/exact.tsx';
import { Wide } from '../list/wide.tsx';
import { Section } from '../page/section.tsx';
import { Actor } from '../party/actor.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { AdjustmentInFullFragment } from './periods.gql.ts';

type Props = { title: string; of: readonly AdjustmentInFullFragment[]; /** Whether they lead to the period that they are about, or to the one they were booked into. */ about?: boolean };

export function Adjustments({ title, of, about = false }: Props) {
  const { t } = useTranslation('appraisal');
  if (of.length === 0) return null;
  const columns: NonNullable<TableProps<AdjustmentInFullFragment>['columns']> = [
    { title: t('adjust.points'), width: 80, align: 'right', render: (_, row) => <Exact of={row.points} signed /> },
    { title: t('adjust.cause'), width: 110, render: (_, row) => <Word of="AdjustmentCause" is={row.cause} /> },
    {
      title: t('adjust.reason'),
      width: 360,
      render: (_, row) => (
        <>
          {row.reason}
          {row.terms.length > 0 && (
            <ul className="plain-list soft">
              {row.terms.map((term) => (
                <li key={term.code}>
                  {term.code}: <Exact of={term.before} /> → <Exact of={term.after} />
                </li>
              ))}
            </ul>
          )}
          {row.verdictIds.length > 0 && <div className="soft">{t('adjust.verdicts', { count: row.verdictIds.length })}</div>}
        </>
      ),
    },
    {
      title: about ? t('adjust.aboutPeriod') : t('adjust.intoPeriod'),
      width: 130,
      render: (_, row) => <Link to={`/periods/${encodeURIComponent(about ? row.aboutId : row.assessmentId)}`}>{t('adjust.toPeriod')}</Link>,
    },
    { title: t('adjust.by'), width: 120, render: (_, row) => <Actor name={row.authorName} userId={row.userId} /> },
    { title: t('adjust.at'), width: 150, render: (_, row) => <Instant at={row.recordedAt} /> },
  ];
  return (
    <Section title={title}>
      <Wide name={title} least={860}>
        <Table<AdjustmentInFullFragment>
          aria-label={title}
          size="small"
          rowKey={(row) => row.id}
          columns={columns}
          dataSource={[...of]}
          pagination={false}
        />
      </Wide>
    </Section>
  );
}
