import { Button, Flex, Select, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Exact } from '../exact/exact.tsx';
import type { ManualScoreState } from '../gql/schema.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { oneOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { Name } from '../party/name.tsx';
import { AgencySelect, VendorSelect } from '../party/pick.tsx';
import { PeriodName } from '../period/period.tsx';
import { SpecTerm, TermName } from '../schemes/spec-term.tsx';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { useWordOptions, WordTag } from '../words/word.tsx';
import { GiveScore } from './give-score.tsx';
import { type ManualScoresQuery, ManualScoresDocument } from './manual-scores.gql.ts';
import { ScoreActions } from './score-actions.tsx';
import '../step/step.css';

export type ManualScore = ManualScoresQuery['manualScores']['nodes'][number];

const states: readonly ManualScoreState[] = ['GIVEN', 'ACCEPTED', 'REJECTED'];
const fields = { state: oneOf(states), agencyId: text(), vendorId: text(), contractId: text(), criterion: text() };

/** Scores that people give: one gives, another reviews. */
export default function ManualScoresPage() {
  const { t } = useTranslation('appraisal');
  const may = useMay();
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const [giving, setGiving] = useState(false);
  const list = useConnection({ document: ManualScoresDocument, variables: { filter: values }, pick: (data) => data.manualScores });
  const columns = useColumns(list.reload, list.rows.some(isWaiting));
  return (
    <Page
      title={t('manual.title')}
      lead={t('manual.lead')}
      actions={
        may('manual_score.give') && (
          <Button type="primary" onClick={() => setGiving(true)}>
            {t('manual.give')}
          </Button>
        )
      }
    >
      <FilterBar onReset={reset}>
        <Select
          className="pick"
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          value={values.state ?? null}
          options={options('ManualScoreState', states)}
          onChange={(state: ManualScoreState | undefined) => set({ state })}
          allowClear
        />
        <AgencySelect aria-label={t('field.agency')} value={values.agencyId} onChange={(agencyId) => set({ agencyId })} allowClear />
        <VendorSelect aria-label={t('field.vendor')} value={values.vendorId} onChange={(vendorId) => set({ vendorId })} allowClear />
        <ContractSelect
          aria-label={t('field.contract')}
          agencyId={values.agencyId}
          vendorId={values.vendorId}
          value={values.contractId}
          onChange={(contractId) => set({ contractId })}
          allowClear
        />
      </FilterBar>
      <ConnectionTable
        name={t('manual.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('manual.none')}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small">
              <strong>
                <TermName schemeId={row.schemeId} code={row.criterion} /> · <PeriodName kind={row.period} startsOn={row.startsOn} />
              </strong>
              <WordTag of="ManualScoreState" is={row.state} />
            </Flex>
            <span>
              <Counting score={row} /> · {row.giverName}
            </span>
            <span className="soft">{row.evidence}</span>
            <ScoreActions score={row} onDone={list.reload} />
          </Flex>
        )}
      />
      {giving && <GiveScore contractId={values.contractId} onClose={() => setGiving(false)} onDone={list.reload} />}
    </Page>
  );
}

/** Whether there is a button for it. */
function isWaiting({ availableActions }: ManualScore): boolean {
  return availableActions.some((action) => action === 'REVIEW_MANUAL_SCORE' || action === 'APPEAL_MANUAL_SCORE');
}

/** What was given, and what a dispute made of it. */
function Counting({ score }: { score: ManualScore }) {
  const { t } = useTranslation('appraisal');
  const { revision } = score;
  if (!revision) return <Exact of={score.score} percent digits={1} />;
  return (
    <>
      <s>
        <Exact of={score.score} percent digits={1} />
      </s>{' '}
      <Link to={`/decisions/disputes/${encodeURIComponent(revision.disputeId)}`} title={t('manual.revision')}>
        {revision.score ? <Exact of={revision.score} percent digits={1} /> : t('manual.nothingCounts')}
      </Link>
    </>
  );
}

function useColumns(reload: () => void, withActs: boolean) {
  const { t } = useTranslation('appraisal');
  return useMemo(
    (): NonNullable<TableProps<ManualScore>['columns']> => [
      { title: t('field.contract'), width: 150, render: (_, row) => row.contract?.number ?? <Name of={row.vendor} /> },
      { title: t('field.period'), width: 120, render: (_, row) => <PeriodName kind={row.period} startsOn={row.startsOn} /> },
      {
        title: t('manual.criterion'),
        width: 170,
        render: (_, row) => (
          <>
            <SpecTerm schemeId={row.schemeId} code={row.criterion} />{' '}
            <small className="soft">{row.number > 1 && t('manual.number', { number: row.number })}</small>
          </>
        ),
      },
      { title: t('manual.score'), width: 95, align: 'right', render: (_, row) => <Counting score={row} /> },
      { title: t('field.state'), width: 105, render: (_, row) => <WordTag of="ManualScoreState" is={row.state} /> },
      { title: t('manual.evidence'), width: 150, ellipsis: true, dataIndex: 'evidence' },
      {
        title: t('manual.by'),
        width: 130,
        render: (_, row) => (
          <>
            {row.giverName}
            <br />
            <small className="soft">
              <Instant at={row.givenAt} />
            </small>
          </>
        ),
      },
      {
        title: t('manual.review'),
        width: 130,
        render: (_, row) =>
          row.review ? (
            <span title={row.review.note ?? undefined}>
              {row.review.reviewerName}
              <br />
              <small className="soft">
                <Instant at={row.review.reviewedAt} />
              </small>
            </span>
          ) : (
            '—'
          ),
      },
      ...(withActs ? [{ title: t('field.act'), width: 120, render: (_: unknown, row: ManualScore) => <ScoreActions score={row} onDone={reload} /> }] : []),
    ],
    [t, reload, withActs],
  );
}
