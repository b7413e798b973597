import { LockOutlined } from '@ant-design/icons';
import { Alert, Timeline, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { type Offer, Actions } from '../actions/actions.tsx';
import { ExportButton } from '../export/export-button.tsx';
import type { StatementStep } from '../gql/schema.ts';
import { Money } from '../money/money.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { usePeriodName } from '../period/period.tsx';
import { useMay } from '../session/viewer.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { CreditLines } from './credit-lines.tsx';
import { Funding } from './funding.tsx';
import { SettledBy } from './settled-by.tsx';
import { StatementSum } from './statement-sum.tsx';
import { type OfferedStep, StatementStepDialog } from './statement-step-dialog.tsx';
import { StatementDocument, type StatementQuery } from './statements.gql.ts';
import './settlement.css';

export type Statement = Extract<StatementQuery['node'], { __typename: 'Statement' }>;

export default function StatementPage() {
  const { t } = useTranslation('settlement');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: StatementDocument, variables: { id } });
  const node = query.data?.node;
  const reload = () => again({ requestPolicy: 'network-only' });
  if (node?.__typename === 'Statement') return <Shown statement={node} reload={reload} />;
  return (
    <Page title={t('statement.title')} crumbs={[{ label: t('statements.title'), to: '/statements' }]}>
      <QueryState query={query} retry={reload} empty={query.data !== undefined} emptyText={t('statement.gone')} />
    </Page>
  );
}

function Shown({ statement, reload }: { statement: Statement; reload: () => void }) {
  const { t } = useTranslation('settlement');
  const may = useMay();
  const periodName = usePeriodName();
  const [step, setStep] = useState<OfferedStep | null>(null);
  const offer = (one: OfferedStep): Offer => ({ label: t(`step.${one}.act`), run: () => setStep(one) });
  const offers: Partial<Record<StatementStep, Offer>> = {
    APPROVE: { ...offer('APPROVE'), primary: true },
    REJECT: { ...offer('REJECT'), danger: true },
    WITHDRAW: { ...offer('WITHDRAW'), danger: true },
  };
  const decided = statement.history.findLast((entry) => entry.step !== 'PREPARE');
  return (
    <Page
      title={`${t('statement.title')} · ${statement.contract?.number ?? ''} · ${periodName(statement.period, statement.startsOn)}`}
      mark={
        <>
          {statement.state === 'APPROVED' && <LockOutlined aria-hidden />}
          <WordTag of="StatementState" is={statement.state} />
        </>
      }
      lead={statement.state === 'APPROVED' ? t('statement.closed') : undefined}
      crumbs={[{ label: t('statements.title'), to: '/statements' }]}
      actions={
        <>
          <Actions available={statement.availableActions} offers={offers} />
          {may('report.view') && <ExportButton report={{ statementId: statement.id }} />}
        </>
      }
    >
      <TurnBar
        over={statement.state !== 'PREPARED'}
        facts={[
          {
            key: 'due',
            label: t('field.due'),
            value: (
              <strong className="due">
                <Money amount={statement.due} />
              </strong>
            ),
          },
          { key: 'score', label: t('field.score'), value: statement.score ?? t('notRated') },
          statement.contract && { key: 'vendor', label: t('field.vendor'), value: <Name of={statement.contract.vendor} /> },
          statement.contract && { key: 'agency', label: t('field.agency'), value: <Name of={statement.contract.agency} /> },
          statement.contract && {
            key: 'contract',
            label: t('field.contract'),
            value: <Link to={`/contracts/${encodeURIComponent(statement.contract.id)}`}>{statement.contract.number}</Link>,
          },
          { key: 'maker', label: t('field.maker'), value: statement.preparerName },
          {
            key: 'checker',
            label: t('field.checker'),
            value: decided ? (
              <>
                {decided.actorName} · <Word of="StatementStep" is={decided.step} />
              </>
            ) : (
              t('statement.awaitsChecker')
            ),
          },
        ]}
      />
      {statement.rightToTerminate && <Alert type="warning" showIcon className="form-problem" title={t('statement.rightToTerminate')} />}
      <div className="statement-columns">
        <Section title={t('sum.title')}>
          <StatementSum statement={statement} />
        </Section>
        <Section title={t('basis.title')}>
          <SettledBy statement={statement} />
        </Section>
      </div>
      <Section title={t('line.title')}>
        <CreditLines statement={statement} />
      </Section>
      <Section title={t('funding.title')}>
        <Funding statement={statement} />
      </Section>
      <Section title={t('history.title')}>
        <Timeline
          items={statement.history.map((entry) => ({
            key: entry.version,
            content: (
              <>
                <strong>
                  <Word of="StatementStep" is={entry.step} />
                </strong>{' '}
                <span className="soft">
                  {entry.actorName} · <Instant at={entry.recordedAt} />
                </span>
                {entry.note && <p className="said">{entry.note}</p>}
              </>
            ),
          }))}
        />
        <p className="soft">
          {t('basis.hash')}{' '}
          <Typography.Text code copyable className="hash">
            {statement.inputHash}
          </Typography.Text>
        </p>
      </Section>
      {step && <StatementStepDialog statement={statement} step={step} onClose={() => setStep(null)} onDone={reload} />}
    </Page>
  );
}
