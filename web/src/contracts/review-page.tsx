import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { Page } from '../page/page.tsx';
import { ReviewBody } from './review-body.tsx';
import { ReviewDocument } from './reviews.gql.ts';
import './contracts.css';

export default function ReviewPage() {
  const { t } = useTranslation('contracts');
  const { id = '' } = useParams();
  const [query] = useQuery({ query: ReviewDocument, variables: { id } });
  const review = query.data?.node?.__typename === 'ComplianceReview' ? query.data.node : undefined;
  const contract = review?.contract;
  return (
    <Page
      title={review?.terms ? `${t('review.title')} · ${review.terms.contractNumber}` : t('review.title')}
      lead={review?.terms?.contractName}
      crumbs={[
        { label: t('reviews.title'), to: '/reviews' },
        ...(contract ? [{ label: contract.number, to: `/contracts/${contract.id}` }] : []),
      ]}
    >
      <ReviewBody id={id} withTerms />
    </Page>
  );
}
