import { LockOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { type Offer, Actions } from '../actions/actions.tsx';
import { BundleButton } from '../export/bundle-button.tsx';
import { ExportButton } from '../export/export-button.tsx';
import type { AssessmentStep } from '../gql/schema.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { usePeriodName } from '../period/period.tsx';
import { useMay } from '../session/viewer.tsx';
import { WordTag } from '../words/word.tsx';
import { AdjustDialog } from './adjust-dialog.tsx';
import { Adjustments } from './adjustments.tsx';
import { Percentiles } from './percentiles.tsx';
import { PeriodBasis } from './period-basis.tsx';
import { PeriodFacts } from './period-facts.tsx';
import { PeriodHistory } from './period-history.tsx';
import { PeriodPath } from './period-path.tsx';
import { PeriodSettlement } from './period-settlement.tsx';
import { type OfferedStep, PeriodStepDialog } from './period-step-dialog.tsx';
import { PeriodDocument, type PeriodQuery } from './periods.gql.ts';
import { TermsTable } from './terms-table.tsx';
import './appraisal.css';

export type Period = Extract<PeriodQuery['node'], { __typename: 'AssessmentPeriod' }>;

export default function PeriodPage() {
  const { t } = useTranslation('appraisal');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: PeriodDocument, variables: { id } });
  const node = query.data?.node;
  const reload = () => again({ requestPolicy: 'network-only' });
  if (node?.__typename === 'AssessmentPeriod') return <Shown key={node.id} period={node} reload={reload} />;
  return (
    <Page title={t('period.title')} crumbs={[{ label: t('periods.title'), to: '/periods' }]}>
      <QueryState query={query} retry={reload} empty={query.data !== undefined} emptyText={t('period.gone')} />
    </Page>
  );
}

function Shown({ period, reload }: { period: Period; reload: () => void }) {
  const { t } = useTranslation('appraisal');
  const may = useMay();
  const periodName = usePeriodName();
  const [step, setStep] = useState<OfferedStep | null>(null);
  const [adjusting, setAdjusting] = useState(false);
  const offer = (one: OfferedStep): Offer => ({ label: t(`step.${one}.act`), run: () => setStep(one) });
  const offers: Partial<Record<AssessmentStep, Offer>> = {
    DECIDE: { ...offer('DECIDE'), primary: true },
    COMMENT: { ...offer('COMMENT'), primary: true },
    SIGN: { ...offer('SIGN'), primary: true },
    SEND_BACK: offer('SEND_BACK'),
    OBJECT: offer('OBJECT'),
    RESCORE: offer('RESCORE'),
    CORRECT: { ...offer('CORRECT'), rare: true },
  };
  const isClosed = period.state === 'FROZEN';
  return (
    <Page
      title={`${t('period.title')} · ${period.contractNumber ?? ''} · ${periodName(period.period, period.startsOn)}`}
      mark={
        <>
          {isClosed && <LockOutlined aria-hidden />}
          <WordTag of="AssessmentState" is={period.state} />
          {period.revision > 1 && <span className="soft">{t('period.revision', { number: period.revision })}</span>}
        </>
      }
      lead={isClosed ? t('period.closed') : undefined}
      crumbs={[{ label: t('periods.title'), to: '/periods' }]}
      actions={
        <>
          <Actions available={period.availableActions} offers={offers} />
          {isClosed && may('assessment.score') && <Button onClick={() => setAdjusting(true)}>{t('adjust.act')}</Button>}
          {period.scoredAt && <BundleButton of={{ assessmentId: period.id }} />}
          {period.scoredAt && may('report.view') && <ExportButton report={{ assessmentId: period.id }} />}
        </>
      }
    >
      <PeriodPath period={period} />
      <PeriodFacts period={period} />
      {period.state !== 'OPEN' && (
        <Section title={t('terms.title')}>
          <TermsTable terms={period.terms} ticketsAt={`/periods/${encodeURIComponent(period.id)}/terms`} />
          <p className="card-sum">
            {t('period.sum', {
              deducted: period.deducted ?? '0',
              bonus: period.bonus ?? '0',
              own: period.ownScore ?? t('score.notRated'),
              score: period.score ?? t('score.notRated'),
              count: period.adjustments.length,
            })}
          </p>
          <p className="soft">
            <Link to={`/ledger?contractId=${encodeURIComponent(period.contract?.id ?? '')}&from=${period.startsOn}&until=${period.endsOn}`}>{t('period.toLedger')}</Link>
          </p>
        </Section>
      )}
      {period.scoredAt && <Percentiles id={period.id} />}
      <Adjustments title={t('adjust.into')} of={period.adjustments} about />
      <Adjustments title={t('adjust.later')} of={period.laterAdjustments} />
      {isClosed && period.contract && <PeriodSettlement periodId={period.id} contractId={period.contract.id} />}
      <PeriodHistory period={period} />
      {period.inputHash && <PeriodBasis period={period} />}
      {step && <PeriodStepDialog period={period} step={step} onClose={() => setStep(null)} onDone={reload} />}
      {adjusting && <AdjustDialog period={period} onClose={() => setAdjusting(false)} onDone={reload} />}
    </Page>
  );
}
