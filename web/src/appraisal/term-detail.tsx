import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Exact } from '../exact/exact.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { TermInFullFragment } from './scorecards.gql.ts';

type Props = { term: TermInFullFragment; ticketsAt: string };

/** The arithmetic of a term with the API's exact numbers, so that a person can redo it. */
export function TermDetail({ term, ticketsAt }: Props) {
  const { t } = useTranslation(['appraisal', 'app']);
  const { rateExact, points, floor, target, steps } = term;
  return (
    <ul className="term-sums">
      <li>
        <span>{t('term.formula')}</span>
        <span>
          <Word of="ScoringFormula" is={term.formula} /> — {t(`formula.${term.formula}`)}
        </span>
      </li>
      {term.note && (
        <li>
          <span>{t('term.note')}</span>
          <span>
            <Word of="TermNote" is={term.note} /> — {t(`termNote.${term.note}`)}
          </span>
        </li>
      )}
      {rateExact !== null && (
        <li>
          <span>{t('term.rate')}</span>
          <span className="sum">
            {term.denominator > 0 && `${term.numerator} ÷ ${term.denominator} = `}
            {rateExact} = <Exact of={term.rate} percent digits={2} />
          </span>
        </li>
      )}
      <li>
        <span>{t('term.range')}</span>
        <span className="sum">
          {t('term.target')} {target} (<Exact of={target} percent digits={2} />) · {t('term.floor')} {floor} (<Exact of={floor} percent digits={2} />)
        </span>
      </li>
      {steps.length > 0 && (
        <li>
          <span>{t('term.steps')}</span>
          <span className="sum">{steps.map((step) => `≥ ${step.from} → ${step.points}`).join(t('app:listed'))}</span>
        </li>
      )}
      {points !== null && rateExact !== null && (
        <li>
          <span>{t('term.points')}</span>
          <span className="sum">
            {points === '1' || points === '0' || steps.length > 0
              ? t(points === '1' ? 'term.atTarget' : points === '0' ? 'term.atFloor' : 'term.byStep', { points })
              : `(${rateExact} − ${floor}) ÷ (${target} − ${floor}) = ${points}`}
          </span>
        </li>
      )}
      <li>
        <span>{t('term.weight')}</span>
        <span className="sum">
          {term.weight === term.effectiveWeight ? term.weight : t('term.shared', { weight: term.weight, effective: term.effectiveWeight })}
        </span>
      </li>
      {points !== null && (
        <li>
          <span>{t('term.contribution')}</span>
          <span className="sum">
            {points} × {term.effectiveWeight} = {term.contribution} ≈ <Exact of={term.contribution} digits={4} />
          </span>
        </li>
      )}
      {term.given.map((score) => (
        <li key={score.id}>
          <span>{t('term.given')}</span>
          <span>
            <Exact of={score.revision?.score ?? score.score} percent digits={1} /> · {score.giverName} · <Instant at={score.givenAt} />
            {score.review && ` · ${t('term.reviewedBy', { name: score.review.reviewerName })}`} · {score.evidence}
          </span>
        </li>
      ))}
      <li>
        <span>{t('term.tickets')}</span>
        <span>
          <Link to={`${ticketsAt}/${encodeURIComponent(term.code)}`}>{t('term.showTickets', { count: term.tickets.totalCount })}</Link>
        </span>
      </li>
    </ul>
  );
}
