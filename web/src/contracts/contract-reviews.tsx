import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import type { PartProps } from './contract-page.tsx';
import { DrawDialog } from './draw-dialog.tsx';
import { ReviewBody } from './review-body.tsx';
import { ContractReviewsDocument } from './reviews.gql.ts';

/** The compliance reviews of the contract and its amendments, the newest open. */
export function ContractReviews({ contract, reload }: PartProps) {
  const { t } = useTranslation('contracts');
  const [query, again] = useQuery({ query: ContractReviewsDocument, variables: { id: contract.id } });
  const [drawing, setDrawing] = useState(false);
  const renew = () => {
    again({ requestPolicy: 'network-only' });
    reload();
  };
  const reviews = [...(query.data?.complianceReviews.nodes ?? [])].sort((a, b) => b.convenedAt.localeCompare(a.convenedAt));
  const [newest] = reviews;
  return (
    <>
      {contract.canDrawReviewers && (
        <Alert
          type="info"
          showIcon
          className="form-problem"
          title={t('review.needed')}
          action={
            <Button type="primary" size="small" onClick={() => setDrawing(true)}>
              {t('draw.act')}
            </Button>
          }
        />
      )}
      <QueryState query={query} retry={renew} empty={query.data !== undefined && reviews.length === 0} emptyText={t('review.none')}>
        {newest && (
          <>
            {reviews.length > 1 && (
              <Section title={t('review.all')}>
                <ul className="versions">
                  {reviews.map((review) => (
                    <li key={review.id} className="row-head">
                      <Link to={`/reviews/${review.id}`}>
                        {review.termsNumber === 1 ? t('amendment.signed') : t('amendment.title', { number: review.termsNumber - 1 })}
                      </Link>
                      {review.verdict ? <WordTag of="ReviewVerdict" is={review.verdict} /> : <WordTag of="ReviewState" is={review.state} />}
                      <span className="soft">
                        <Instant at={review.decidedAt ?? review.convenedAt} />
                      </span>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            <ReviewBody key={newest.id} id={newest.id} />
          </>
        )}
      </QueryState>
      {drawing && <DrawDialog subject={{ contractId: contract.id }} onClose={() => setDrawing(false)} onDone={renew} />}
    </>
  );
}
