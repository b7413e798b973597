import { Descriptions, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Exact } from '../exact/exact.tsx';
import { Wide } from '../list/wide.tsx';
import { Section } from '../page/section.tsx';
import { SpecTerm } from '../schemes/spec-term.tsx';
import { CivilDate, Duration, Instant } from '../time/instant.tsx';
import { useCause } from '../timeline/cause.ts';
import { ToneTag } from '../words/tone-tag.tsx';
import { Word, WordTag } from '../words/word.tsx';
import type { Dispute } from './dispute-page.tsx';
import { type DisputedClockFragment, DisputedEntryDocument, DisputedScoreDocument } from './disputes.gql.ts';

const columns = { xs: 1, sm: 2, lg: 3 };

/** What is disputed: as it was found, beside what came of it. */
export function DisputedSubject({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation('decisions');
  return (
    <Section title={t('dispute.subject')}>
      {dispute.clock && <DisputedVerdict clock={dispute.clock} disputedRevision={dispute.disputedRevision} />}
      {dispute.subject === 'VERDICT' && !dispute.clock && (
        <p className="soft">
          {dispute.metric && <Word of="Metric" is={dispute.metric} />} {t('dispute.givenAway')}
        </p>
      )}
      {dispute.ledgerEntryId && <DisputedEntry id={dispute.ledgerEntryId} />}
      {dispute.manualScoreId && <DisputedScore id={dispute.manualScoreId} />}
    </Section>
  );
}

type Verdict = DisputedClockFragment['verdicts'][number];

export function DisputedVerdict({ clock, disputedRevision }: { clock: DisputedClockFragment; disputedRevision?: number | null }) {
  const { t } = useTranslation('decisions');
  const cause = useCause();
  const rows: NonNullable<TableProps<Verdict>['columns']> = [
    {
      title: t('verdict.revision'),
      width: 150,
      render: (_, row) => (
        <>
          {row.revision} {row.revision === disputedRevision && <ToneTag tone="waiting">{t('verdict.disputed')}</ToneTag>}
          {row.revision !== disputedRevision && row.revision === clock.verdicts.at(-1)?.revision && <ToneTag tone="going">{t('verdict.holds')}</ToneTag>}
        </>
      ),
    },
    { title: t('verdict.verdict'), width: 110, render: (_, row) => <WordTag of="ClockState" is={row.verdict} /> },
    { title: t('verdict.dueAt'), width: 170, render: (_, row) => <Instant at={row.dueAt} precision="second" /> },
    { title: t('verdict.stoppedAt'), width: 170, render: (_, row) => <Instant at={row.stoppedAt} precision="second" /> },
    { title: t('verdict.cause'), width: 150, render: (_, row) => cause(row.cause) },
    { title: t('verdict.recordedAt'), width: 170, render: (_, row) => <Instant at={row.recordedAt} precision="second" /> },
  ];
  return (
    <>
      <Descriptions
        size="small"
        column={columns}
        items={[
          { key: 'metric', label: t('verdict.metric'), children: <Word of="Metric" is={clock.metric} /> },
          { key: 'state', label: t('verdict.now'), children: <WordTag of="ClockState" is={clock.state} /> },
          { key: 'target', label: t('verdict.target'), children: <Duration seconds={clock.targetSeconds} /> },
          { key: 'elapsed', label: t('verdict.elapsed'), children: <Duration seconds={clock.elapsedSeconds} /> },
          { key: 'paused', label: t('verdict.paused'), children: <Duration seconds={clock.pausedSeconds} /> },
          { key: 'start', label: t('verdict.startedAt'), children: <Instant at={clock.startedAt} precision="second" /> },
        ]}
      />
      <Wide name={t('verdict.all')} least={860}>
        <Table<Verdict>
          className="verdicts"
          aria-label={t('verdict.all')}
          size="small"
          rowKey={(row) => row.id}
          columns={rows}
          dataSource={[...clock.verdicts]}
          pagination={false}
        />
      </Wide>
      {clock.explanation && (
        <details className="why">
          <summary>{t('verdict.why')}</summary>
          <ul className="plain-list">
            {clock.explanation.sentences.map((sentence, at) => (
              <li key={at}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

export function DisputedEntry({ id }: { id: string }) {
  const { t } = useTranslation('decisions');
  const [query] = useQuery({ query: DisputedEntryDocument, variables: { id } });
  const entry = query.data?.node;
  if (entry?.__typename !== 'LedgerEntry') return null;
  return (
    <Descriptions
      size="small"
      column={columns}
      items={[
        {
          key: 'item',
          label: t('entry.item'),
          children: (
            <span>
              <SpecTerm schemeId={entry.schemeId} code={entry.item} />
            </span>
          ),
        },
        { key: 'points', label: t('entry.points'), children: <Exact of={entry.points} signed /> },
        { key: 'day', label: t('entry.occurredOn'), children: <CivilDate date={entry.occurredOn} /> },
        { key: 'by', label: t('entry.by'), children: entry.bookerName },
        { key: 'at', label: t('entry.at'), children: <Instant at={entry.bookedAt} /> },
        { key: 'contract', label: t('field.contract'), children: entry.contract?.number ?? '—' },
        { key: 'evidence', label: t('field.evidence'), span: 'filled', children: entry.evidence },
        ...(entry.strike
          ? [
              {
                key: 'strike',
                label: t('entry.strike'),
                span: 'filled' as const,
                children: (
                  <span>
                    {entry.strike.strikerName} · <Instant at={entry.strike.struckAt} /> · {entry.strike.reason}
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

export function DisputedScore({ id }: { id: string }) {
  const { t } = useTranslation('decisions');
  const [query] = useQuery({ query: DisputedScoreDocument, variables: { id } });
  const score = query.data?.node;
  if (score?.__typename !== 'ManualScore') return null;
  const { review, revision } = score;
  return (
    <Descriptions
      size="small"
      column={columns}
      items={[
        {
          key: 'criterion',
          label: t('score.criterion'),
          children: (
            <span>
              <SpecTerm schemeId={score.schemeId} code={score.criterion} />
            </span>
          ),
        },
        {
          key: 'period',
          label: t('score.period'),
          children: (
            <span>
              <Word of="PeriodKind" is={score.period} /> · <CivilDate date={score.startsOn} />
            </span>
          ),
        },
        { key: 'score', label: t('score.given'), children: <Exact of={score.score} percent digits={1} /> },
        {
          key: 'by',
          label: t('score.by'),
          children: (
            <span>
              {score.giverName} · <Instant at={score.givenAt} />
            </span>
          ),
        },
        {
          key: 'review',
          label: t('score.review'),
          children: review ? (
            <span>
              {review.reviewerName} · <Instant at={review.reviewedAt} />
            </span>
          ) : (
            t('score.noReview')
          ),
        },
        { key: 'contract', label: t('field.contract'), children: score.contract ? <Link to={`/contracts/${encodeURIComponent(score.contract.id)}`}>{score.contract.number}</Link> : '—' },
        { key: 'evidence', label: t('field.evidence'), span: 'filled', children: score.evidence },
        ...(revision
          ? [
              {
                key: 'revision',
                label: t('score.revision'),
                span: 'filled' as const,
                children: (
                  <span>
                    {revision.score ? <Exact of={revision.score} percent digits={1} /> : t('score.nothingCounts')} · {revision.deciderName} ·{' '}
                    <Instant at={revision.revisedAt} /> · {revision.reason}
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
