import { Button, Checkbox, Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { ReviewState } from '../gql/schema.ts';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { FilterBar } from '../list/filter-bar.tsx';
import { flag, manyOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { useWordOptions, WordTag } from '../words/word.tsx';
import { type ReviewRowFragment, ReviewsDocument } from './reviews.gql.ts';
import './contracts.css';

const states: readonly ReviewState[] = ['CONVENED', 'IN_PROGRESS', 'DECIDED', 'WITHDRAWN'];
const fields = { states: manyOf(states), mine: flag(), contractId: text() };

/** Who reviews sees what waits for an answer; others see how far the reviews of their contracts are. */
export default function ReviewsPage() {
  const { t } = useTranslation('contracts');
  const may = useMay();
  const navigate = useNavigate();
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const reviews = may('review.decide');
  const list = useConnection({
    document: ReviewsDocument,
    variables: { mine: values.mine ?? reviews, states: values.states.length > 0 ? values.states : undefined, contractId: values.contractId },
    pick: (data) => data.complianceReviews,
  });
  const verdict = (row: ReviewRowFragment) => (row.verdict ? <WordTag of="ReviewVerdict" is={row.verdict} /> : <WordTag of="ReviewState" is={row.state} />);
  const answered = (row: ReviewRowFragment) => t('review.answeredOf', { done: row.answeredCount, all: row.reviewerCount });
  const link = (row: ReviewRowFragment) => (
    <Link to={`/reviews/${row.id}`} className="number">
      {row.terms?.contractNumber ?? t('review.title')}
    </Link>
  );
  return (
    <Page
      title={t('reviews.title')}
      lead={t('reviews.lead')}
      actions={
        may('checklist.view') && (
          <Link to="/reviews/checklists">
            <Button>{t('reviews.checklists')}</Button>
          </Link>
        )
      }
    >
      <FilterBar onReset={reset}>
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          value={values.states}
          options={options('ReviewState', states)}
          onChange={(next) => set({ states: next })}
        />
        {may('contract.view') && (
          <ContractSelect aria-label={t('contract.title')} value={values.contractId} onChange={(contractId) => set({ contractId })} allowClear />
        )}
        {reviews && (
          <Checkbox checked={values.mine ?? true} onChange={(event) => set({ mine: event.target.checked ? undefined : false })}>
            {t('reviews.mine')}
          </Checkbox>
        )}
      </FilterBar>
      <ConnectionTable
        name={t('reviews.title')}
        list={list}
        rowKey={(row) => row.id}
        emptyText={t('reviews.none')}
        onOpen={(row) => void navigate(`/reviews/${row.id}`)}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small">
              {link(row)}
              {verdict(row)}
            </Flex>
            <span>{row.terms?.contractName}</span>
            <span className="soft">
              {answered(row)} · <Instant at={row.decidedAt ?? row.convenedAt} />
            </span>
          </Flex>
        )}
        columns={[
          { title: t('field.number'), width: 180, render: (_, row) => link(row) },
          { title: t('field.name'), width: 230, ellipsis: true, render: (_, row) => row.terms?.contractName },
          {
            title: t('review.of'),
            width: 130,
            render: (_, row) => (row.termsNumber === 1 ? t('amendment.signed') : t('amendment.title', { number: row.termsNumber - 1 })),
          },
          { title: t('review.verdict'), width: 170, render: (_, row) => verdict(row) },
          { title: t('review.answered'), width: 110, render: (_, row) => answered(row) },
          { title: t('review.convenedAt'), width: 160, render: (_, row) => <Instant at={row.convenedAt} /> },
          { title: t('review.decidedAt'), width: 175, render: (_, row) => <Instant at={row.decidedAt} /> },
        ]}
      />
    </Page>
  );
}
