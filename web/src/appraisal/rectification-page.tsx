import { Timeline } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { type Offer, Actions } from '../actions/actions.tsx';
import type { RectificationStep } from '../gql/schema.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import {
  AcceptRectificationDocument,
  RectificationDocument,
  type RectificationQuery,
  ReopenRectificationDocument,
  SubmitRectificationDocument,
} from './rectifications.gql.ts';

type Rectification = Extract<RectificationQuery['node'], { __typename: 'Rectification' }>;

export default function RectificationPage() {
  const { t } = useTranslation('appraisal');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: RectificationDocument, variables: { id } });
  const node = query.data?.node;
  const reload = () => again({ requestPolicy: 'network-only' });
  if (node?.__typename === 'Rectification') return <Shown one={node} reload={reload} />;
  return (
    <Page title={t('rectification.title')} crumbs={[{ label: t('rectifications.title'), to: '/rectifications' }]}>
      <QueryState query={query} retry={reload} empty={query.data !== undefined} emptyText={t('rectification.gone')} />
    </Page>
  );
}

function Shown({ one, reload }: { one: Rectification; reload: () => void }) {
  const { t } = useTranslation(['appraisal', 'app']);
  const [step, setStep] = useState<RectificationStep | null>(null);
  const offer = (action: RectificationStep): Offer => ({ label: t(`rectificationStep.${action}.act`), run: () => setStep(action) });
  const isClosed = one.state === 'ACCEPTED';
  return (
    <Page
      title={`${t('rectification.title')} · ${one.contractNumber ?? ''}`}
      mark={<WordTag of="RectificationState" is={one.state} />}
      lead={isClosed ? t('rectification.closed') : undefined}
      crumbs={[{ label: t('rectifications.title'), to: '/rectifications' }]}
      actions={
        <Actions
          available={one.availableActions}
          offers={{
            SUBMIT: { ...offer('SUBMIT'), primary: true },
            ACCEPT: { ...offer('ACCEPT'), primary: true },
            REOPEN: { ...offer('REOPEN'), danger: true },
          }}
        />
      }
    >
      <TurnBar
        over={isClosed}
        facts={[
          {
            key: 'due',
            label: t('rectification.dueOn'),
            value: (
              <>
                <CivilDate date={one.dueOn} /> {one.overdue && <span className="countdown-over">{t('rectifications.overdue')}</span>}
              </>
            ),
          },
          { key: 'party', label: t('rectification.party'), value: <Word of="ResponsibleParty" is={one.party} /> },
          { key: 'severity', label: t('rectification.severity'), value: <WordTag of="FindingSeverity" is={one.severity} /> },
          { key: 'subject', label: t('rectification.subject'), value: <Word of="RectificationSubject" is={one.subject} /> },
          one.contract && {
            key: 'contract',
            label: t('field.contract'),
            value: <Link to={`/contracts/${encodeURIComponent(one.contract.id)}`}>{one.contract.number}</Link>,
          },
          { key: 'created', label: t('rectification.created'), value: <Instant at={one.createdAt} /> },
        ]}
      />
      <Section title={t('rectification.finding')}>
        <p className="said">{one.finding}</p>
        {one.item && (
          <p className="said soft">
            {t('rectification.item')}
            {t('app:colon')}
            {one.item.section} · {one.item.requirement}
          </p>
        )}
      </Section>
      <Section title={t('rectification.steps')}>
        {one.history.length === 0 && <p className="said soft">{t('rectification.noSteps')}</p>}
        <Timeline
          items={one.history.map((entry) => ({
            key: entry.version,
            content: (
              <>
                <strong>
                  <Word of="RectificationStep" is={entry.step} />
                </strong>{' '}
                <span className="soft">
                  {entry.actorName} · <Instant at={entry.recordedAt} /> · {t('rectification.dueOn')} <CivilDate date={entry.dueOn} />
                </span>
                {entry.note && <p className="said">{entry.note}</p>}
              </>
            ),
          }))}
        />
      </Section>
      {step && <Step one={one} step={step} onClose={() => setStep(null)} onDone={reload} />}
    </Page>
  );
}

type StepProps = { one: Rectification; step: RectificationStep; onClose: () => void; onDone: () => void };

function Step({ one, step, onClose, onDone }: StepProps) {
  const { t } = useTranslation('appraisal');
  const shared = {
    title: t(`rectificationStep.${step}.title`),
    lead: t(`rectificationStep.${step}.lead`),
    act: t(`rectificationStep.${step}.act`),
    done: t(`rectificationStep.${step}.done`),
    onClose,
    onDone,
  };
  const base = { rectificationId: one.id, version: one.version };
  switch (step) {
    case 'SUBMIT':
      return (
        <StepDialog
          {...shared}
          fields={[{ name: 'evidence', label: t('rectification.evidence'), help: t('rectification.evidenceHelp'), required: true }]}
          document={SubmitRectificationDocument}
          pick={(data) => data.submitRectification}
          variables={({ evidence = '' }) => ({ input: { ...base, evidence } })}
        />
      );
    case 'ACCEPT':
      return (
        <StepDialog
          {...shared}
          fields={[{ name: 'note', label: t('field.note') }]}
          document={AcceptRectificationDocument}
          pick={(data) => data.acceptRectification}
          variables={({ note }) => ({ input: { ...base, note } })}
        />
      );
    case 'REOPEN':
      return (
        <StepDialog
          {...shared}
          danger
          fields={[{ name: 'reason', label: t('field.reason'), required: true }]}
          document={ReopenRectificationDocument}
          pick={(data) => data.reopenRectification}
          variables={({ reason = '' }) => ({ input: { ...base, reason } })}
        />
      );
  }
}
