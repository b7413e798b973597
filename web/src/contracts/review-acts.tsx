import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../form/send.ts';
import { StepDialog } from '../step/step-dialog.tsx';
import { AnswerForm } from './answer-form.tsx';
import type { Review } from './review-body.tsx';
import { DeclineReviewDocument, FillReviewSeatsDocument } from './reviews.gql.ts';

/** What a reviewer or who convened the review can do. */
export function ReviewActs({ review, reload }: { review: Review; reload: () => void }) {
  const { t } = useTranslation('contracts');
  const [doing, setDoing] = useState<'ANSWER' | 'DECLINE' | null>(null);
  const fill = useAct(FillReviewSeatsDocument, (data) => data.fillReviewSeats);
  const may = (step: (typeof review.availableActions)[number]) => review.availableActions.includes(step);
  if (review.availableActions.length === 0) return null;
  return (
    <>
      <Flex gap="small" wrap className="form-problem">
        {may('ANSWER') && doing !== 'ANSWER' && (
          <Button type="primary" onClick={() => setDoing('ANSWER')}>
            {t('answer.act')}
          </Button>
        )}
        {may('DECLINE') && <Button onClick={() => setDoing('DECLINE')}>{t('decline.act')}</Button>}
        {may('FILL_SEATS') && (
          <Button
            loading={fill.busy}
            onClick={() => {
              void fill.act({ input: { reviewId: review.id } }).then((done) => done && reload());
            }}
          >
            {t('draws.fill')}
          </Button>
        )}
      </Flex>
      {doing === 'ANSWER' && <AnswerForm review={review} onClose={() => setDoing(null)} onDone={reload} />}
      {doing === 'DECLINE' && (
        <StepDialog
          title={t('decline.act')}
          lead={t('decline.lead')}
          act={t('decline.act')}
          done={t('decline.done')}
          fields={[{ name: 'reason', label: t('field.reason'), required: true }]}
          document={DeclineReviewDocument}
          pick={(data) => data.declineReview}
          variables={(values) => ({ input: { reviewId: review.id, reason: values.reason ?? '' } })}
          onClose={() => setDoing(null)}
          onDone={reload}
        />
      )}
    </>
  );
}
