import { Grid, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { Exact } from '../exact/exact.tsx';
import { formatNumber } from '../money/money.tsx';
import { Duration } from '../time/instant.tsx';
import { useWord, Word } from '../words/word.tsx';
import type { TermInFullFragment } from './scorecards.gql.ts';
import { TermDetail } from './term-detail.tsx';
import { TermRate } from './term-rate.tsx';
import './appraisal.css';

type Props = { terms: readonly TermInFullFragment[]; /** Where the tickets of a term are listed, without its code. */ ticketsAt: string };

/** Criteria with counts, rate, points and weight; each unfolds into the arithmetic. Which are unfolded stands in the address. */
export function TermsTable({ terms, ticketsAt }: Props) {
  const { t } = useTranslation('appraisal');
  const word = useWord();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const [params, setParams] = useSearchParams();
  const unfolded = params.getAll('term');

  function unfold(code: string, open: boolean) {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete('term');
        for (const one of open ? [...unfolded, code] : unfolded.filter((other) => other !== code)) after.append('term', one);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  }

  const columns: NonNullable<TableProps<TermInFullFragment>['columns']> = [
    {
      title: t('term.criterion'),
      width: 220,
      render: (_, term) => (
        <>
          <strong>{term.name}</strong>
          {word('ScoringFormula', term.formula) !== term.name && (
            <>
              <br />
              <small className="soft">{word('ScoringFormula', term.formula)}</small>
            </>
          )}
        </>
      ),
    },
    {
      title: t('term.counts'),
      responsive: ['md'],
      width: 150,
      align: 'right',
      render: (_, term) => <Counts term={term} />,
    },
    { title: t('term.rate'), width: 90, align: 'right', render: (_, term) => <Exact of={term.rate} percent digits={2} fixed /> },
    { title: t('term.reach'), responsive: ['md'], width: 180, render: (_, term) => <TermRate term={term} /> },
    { title: t('term.points'), responsive: ['md'], width: 90, align: 'right', render: (_, term) => <Exact of={term.points} digits={4} fixed /> },
    { title: t('term.weight'), responsive: ['md'], width: 90, align: 'right', render: (_, term) => <Exact of={term.effectiveWeight} fixed /> },
    {
      title: t('term.contribution'),
      width: 90,
      align: 'right',
      render: (_, term) => (term.note ? <Word of="TermNote" is={term.note} /> : <strong>{<Exact of={term.contribution} fixed />}</strong>),
    },
    {
      title: t('term.tickets'),
      responsive: ['md'],
      width: 100,
      align: 'right',
      render: (_, term) => (
        <Link to={`${ticketsAt}/${encodeURIComponent(term.code)}`} aria-label={`${term.name} ${t('term.ticketCount', { count: term.tickets.totalCount })}`}>
          {t('term.ticketCount', { count: term.tickets.totalCount })}
        </Link>
      ),
    },
  ];
  return (
    <Table<TermInFullFragment>
      aria-label={t('terms.title')}
      size="small"
      rowKey={(term) => term.code}
      columns={columns}
      dataSource={[...terms]}
      pagination={false}
      scroll={narrow ? {} : { x: 990 }}
      locale={{ emptyText: t('terms.none') }}
      rowClassName={(term) => (term.note ? 'row-soft' : '')}
      expandable={{
        expandedRowKeys: unfolded,
        onExpand: (open, term) => unfold(term.code, open),
        expandedRowRender: (term) => <TermDetail term={term} ticketsAt={ticketsAt} />,
        columnWidth: 44,
        columnTitle: <span className="out-of-sight">{t('term.unfold')}</span>,
      }}
    />
  );
}

/** Numerator and denominator; where they are seconds, as lengths of time. */
function Counts({ term }: { term: TermInFullFragment }) {
  const language = useLanguage();
  if (term.denominator === 0) return <span aria-hidden>—</span>;
  if (term.formula === 'PAUSE_HONESTY') {
    return (
      <>
        <Duration seconds={term.numerator} /> / <Duration seconds={term.denominator} />
      </>
    );
  }
  return <span className="figure">{`${formatNumber(term.numerator, language)} / ${formatNumber(term.denominator, language)}`}</span>;
}
