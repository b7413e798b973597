import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useMay, useViewer } from '../session/viewer.tsx';
import { useMinute } from '../time/tick.ts';
import { FigureCard } from './figure-card.tsx';
import {
  HomeAssessmentsDocument,
  HomeDisputesDocument,
  HomeFiguresDocument,
  HomePausesDocument,
  HomeRaisedDocument,
  HomeReviewsDocument,
  HomeStatementsDocument,
  HomeUncoveredDocument,
} from './home.gql.ts';

/** What counts as soon, as one of the list's own choices. */
const SOON_MINUTES = 24 * 60;

/** What waits, as figures; each is asked for only where the viewer may see what it counts. */
export function Figures() {
  const may = useMay();
  return (
    <div className="figure-cards">
      {may('review.decide') && <Reviews />}
      {may('ticket.raise') && <Raised />}
      {may('ticket.view') && <TicketFigures />}
      {may('ticket.decide_pause') && <Pauses />}
      {may('dispute.view') && <Disputes />}
      {may('statement.approve') && <Statements />}
      {(may('assessment.decide') || may('assessment.comment') || may('assessment.score')) && <Assessments />}
      {may('uncovered.decide') && <Uncovered />}
    </div>
  );
}

function TicketFigures() {
  const { t } = useTranslation('home');
  const minute = useMinute();
  const [dueBefore] = useState(() => new Date((minute + SOON_MINUTES) * 60_000).toISOString());
  const [{ data }] = useQuery({ query: HomeFiguresDocument, variables: { dueBefore } });
  return (
    <>
      <FigureCard label={t('figures.open')} to="/tickets?open=yes" count={data?.open.totalCount} />
      <FigureCard label={t('figures.breached')} to="/tickets?open=yes&breached=yes" count={data?.breached.totalCount} tone="bad" />
      <FigureCard label={t('figures.dueSoon')} to={`/tickets?open=yes&due=${SOON_MINUTES / 60}&orderBy=DUE_ASC`} count={data?.dueSoon.totalCount} tone="waiting" />
      <FigureCard label={t('figures.onHold')} to="/tickets?states=ON_HOLD" count={data?.onHold.totalCount} tone="waiting" />
      <FigureCard label={t('figures.resolved')} to="/tickets?states=RESOLVED" count={data?.resolved.totalCount} tone="waiting" />
    </>
  );
}

function useCount<D, V extends Record<string, unknown>>(query: TypedDocumentNode<D, V>, variables: V, pick: (data: D) => number): number | undefined {
  const [{ data }] = useQuery<D, Record<string, unknown>>({ query, variables });
  return data ? pick(data) : undefined;
}

function Raised() {
  const { t } = useTranslation('home');
  const { user } = useViewer();
  const count = useCount(HomeRaisedDocument, { me: user.id }, (data) => data.tickets.totalCount);
  return <FigureCard label={t('figures.raised')} to={`/tickets?open=yes&raisedById=${user.id}`} count={count} />;
}

function Pauses() {
  const { t } = useTranslation('home');
  const count = useCount(HomePausesDocument, {}, (data) => data.pausesToDecide.totalCount);
  return <FigureCard label={t('figures.pauses')} to="/decisions/pauses" count={count} tone="waiting" />;
}

function Disputes() {
  const { t } = useTranslation('home');
  const { side } = useViewer();
  const may = useMay();
  const turn = side === 'VENDOR' ? 'VENDOR' : may('dispute.decide_finally') ? 'SUPERVISOR' : 'AGENCY';
  const count = useCount(HomeDisputesDocument, { turns: [turn] }, (data) => data.breachDisputes.totalCount);
  return <FigureCard label={t('figures.disputes')} to={`/decisions/disputes?turns=${turn}`} count={count} tone="waiting" />;
}

function Statements() {
  const { t } = useTranslation('home');
  const count = useCount(HomeStatementsDocument, {}, (data) => data.statements.totalCount);
  return <FigureCard label={t('figures.statements')} to="/statements?states=PREPARED" count={count} tone="waiting" />;
}

function Assessments() {
  const { t } = useTranslation('home');
  const count = useCount(HomeAssessmentsDocument, {}, (data) => data.assessments.totalCount);
  return <FigureCard label={t('figures.assessments')} to="/periods?states=DRAFT&states=COMMENTED&states=DECIDED" count={count} tone="waiting" />;
}

function Reviews() {
  const { t } = useTranslation('home');
  const count = useCount(HomeReviewsDocument, {}, (data) => data.complianceReviews.totalCount);
  return <FigureCard label={t('figures.reviews')} to="/reviews?mine=yes&states=CONVENED&states=IN_PROGRESS" count={count} tone="waiting" />;
}

function Uncovered() {
  const { t } = useTranslation('home');
  const count = useCount(HomeUncoveredDocument, {}, (data) => data.uncoveredRequests.totalCount);
  return <FigureCard label={t('figures.uncovered')} to="/tickets/uncovered?states=WAITING" count={count} tone="waiting" />;
}
