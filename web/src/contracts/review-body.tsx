import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { ReviewActs } from './review-acts.tsx';
import { ReviewDraws } from './review-draws.tsx';
import { ReviewItems } from './review-items.tsx';
import { ReviewedTerms } from './reviewed-terms.tsx';
import { ReviewDocument, type ReviewQuery } from './reviews.gql.ts';

export type Review = Extract<ReviewQuery['node'], { __typename: 'ComplianceReview' }>;

/** One review: verdict, findings, what was asked and answered, who was drawn and how. */
export function ReviewBody({ id, withTerms = false }: { id: string; withTerms?: boolean }) {
  const { t } = useTranslation('contracts');
  const [query, again] = useQuery({ query: ReviewDocument, variables: { id } });
  const reload = () => again({ requestPolicy: 'network-only' });
  const review = query.data?.node?.__typename === 'ComplianceReview' ? query.data.node : undefined;
  return (
    <QueryState query={query} retry={reload} empty={query.data !== undefined && !review} emptyText={t('review.gone')}>
      {review && (
        <>
          <TurnBar
            over={review.state === 'DECIDED' || review.state === 'WITHDRAWN'}
            facts={[
              {
                key: 'verdict',
                label: t('review.verdict'),
                value: review.verdict ? <WordTag of="ReviewVerdict" is={review.verdict} /> : <WordTag of="ReviewState" is={review.state} />,
              },
              { key: 'answered', label: t('review.answered'), value: t('review.answeredOf', { done: review.answeredCount, all: review.reviewerCount }) },
              { key: 'convened', label: t('review.convenedAt'), value: <Instant at={review.convenedAt} /> },
              review.decidedAt !== null && { key: 'decided', label: t('review.decidedAt'), value: <Instant at={review.decidedAt} /> },
              {
                key: 'checklist',
                label: t('draw.checklist'),
                value: t('review.checklistOf', { name: review.checklist.name, version: review.checklist.version }),
              },
            ]}
          />
          <ReviewActs review={review} reload={reload} />
          {review.rectifications.length > 0 && (
            <Section title={t('review.rectifications')}>
              <ul className="versions">
                {review.rectifications.map((one) => (
                  <li key={one.id}>
                    <div className="row-head">
                      <Link to={`/rectifications/${one.id}`}>{one.finding}</Link>
                      <WordTag of="FindingSeverity" is={one.severity} />
                      <WordTag of="RectificationState" is={one.state} />
                    </div>
                    <span className={one.overdue ? 'contract-soon' : 'soft'}>
                      <Word of="ResponsibleParty" is={one.party} /> · {t('review.dueOn')} <CivilDate date={one.dueOn} />
                      {one.overdue && ` · ${t('review.overdue')}`}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {withTerms && review.terms && <ReviewedTerms terms={review.terms} />}
          <ReviewItems review={review} />
          <ReviewDraws review={review} />
        </>
      )}
    </QueryState>
  );
}
