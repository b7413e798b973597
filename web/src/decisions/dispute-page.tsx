import { Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { type Offer, Actions } from '../actions/actions.tsx';
import { BundleButton } from '../export/bundle-button.tsx';
import type { DisputeAction } from '../gql/schema.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { Instant } from '../time/instant.tsx';
import { useWord, Word, WordTag } from '../words/word.tsx';
import { DecideDispute } from './decide-dispute.tsx';
import { useDisputeName } from './dispute-card.tsx';
import { DisputeFiles } from './dispute-files.tsx';
import { DisputeStepDialog } from './dispute-step-dialog.tsx';
import { DisputeSteps } from './dispute-steps.tsx';
import { DisputedSubject } from './disputed-subject.tsx';
import { DisputeDocument, type DisputeQuery } from './disputes.gql.ts';
import { Remaining } from './remaining.tsx';
import { Ruling } from './ruling.tsx';
import './decisions.css';

export type Dispute = Extract<DisputeQuery['node'], { __typename: 'BreachDispute' }>;

export default function DisputePage() {
  const { t } = useTranslation('decisions');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: DisputeDocument, variables: { id } });
  const node = query.data?.node;
  const dispute = node?.__typename === 'BreachDispute' ? node : null;
  const reload = () => again({ requestPolicy: 'network-only' });
  if (dispute) return <Shown dispute={dispute} reload={reload} />;
  return (
    <Page title={t('dispute.title')} crumbs={[{ label: t('disputes.title'), to: '/decisions/disputes' }]}>
      <QueryState query={query} retry={reload} empty={query.data !== undefined} emptyText={t('dispute.gone')} />
    </Page>
  );
}

function Shown({ dispute, reload }: { dispute: Dispute; reload: () => void }) {
  const { t } = useTranslation('decisions');
  const word = useWord();
  const name = useDisputeName();
  const [step, setStep] = useState<DisputeAction | null>(null);
  const offer = (action: DisputeAction): Offer => ({ label: t(`step.${action}.act`), run: () => setStep(action) });
  const offers: Partial<Record<DisputeAction, Offer>> = {
    DECIDE: { ...offer('DECIDE'), primary: true },
    ESCALATE: { ...offer('ESCALATE'), primary: true },
    ACCEPT: offer('ACCEPT'),
    WITHDRAW: { ...offer('WITHDRAW'), danger: true },
  };
  const over = dispute.turn === 'NOBODY';
  const close = () => setStep(null);
  return (
    <Page
      title={`${t('dispute.title')} · ${name(dispute)}`}
      mark={<WordTag of="DisputeState" is={dispute.state} />}
      crumbs={[{ label: t('disputes.title'), to: '/decisions/disputes' }, { label: word('DisputeSubject', dispute.subject) }]}
      actions={
        <>
          <Actions available={dispute.availableActions} offers={offers} />
          {dispute.clock && <BundleButton of={{ clockId: dispute.clock.id }} />}
        </>
      }
    >
      <TurnBar
        over={over}
        facts={[
          { key: 'turn', label: t('field.turn'), value: <Word of="DisputeTurn" is={dispute.turn} /> },
          !over && { key: 'left', label: t('field.left'), value: <Remaining dueAt={dispute.dueAt} provisional={dispute.provisional} /> },
          dispute.overdue && { key: 'overdue', label: t('field.overdue'), value: <span className="countdown-over">{t('overdue')}</span> },
          { key: 'vendor', label: t('field.vendor'), value: <Name of={dispute.vendor} /> },
          { key: 'agency', label: t('field.agency'), value: <Name of={dispute.agency} /> },
          dispute.contract && {
            key: 'contract',
            label: t('field.contract'),
            value: <Link to={`/contracts/${encodeURIComponent(dispute.contract.id)}`}>{dispute.contract.number}</Link>,
          },
          dispute.ticket && {
            key: 'ticket',
            label: t('field.ticket'),
            value: <Link to={`/tickets/${dispute.ticket.number}`}>{dispute.ticket.number}</Link>,
          },
        ]}
      />
      <DisputedSubject dispute={dispute} />
      <Decided dispute={dispute} />
      <Section title={t('dispute.steps')}>
        <DisputeSteps steps={dispute.steps} />
      </Section>
      <DisputeFiles dispute={dispute} reload={reload} />
      <Days dispute={dispute} />
      {step === 'DECIDE' && <DecideDispute dispute={dispute} onClose={close} onDone={reload} />}
      {step && step !== 'DECIDE' && step !== 'ATTACH' && <DisputeStepDialog dispute={dispute} step={step} onClose={close} onDone={reload} />}
    </Page>
  );
}

function Decided({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation('decisions');
  if (!dispute.agencyRuling && !dispute.ruling) return null;
  return (
    <Section title={t('dispute.rulings')}>
      <Flex gap="large" wrap>
        {dispute.agencyRuling && (
          <div>
            <h3 className="small-heading">{t('dispute.agencyRuling')}</h3>
            <Ruling of={dispute.agencyRuling} />
          </div>
        )}
        <div>
          <h3 className="small-heading">{t('dispute.ruling')}</h3>
          {dispute.ruling ? <Ruling of={dispute.ruling} /> : <span className="soft">{t('dispute.notYet')}</span>}
        </div>
      </Flex>
    </Section>
  );
}

function Days({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation(['decisions', 'app']);
  return (
    <Section title={t('dispute.days')}>
      <ul className="plain-list">
        {dispute.deadlineExplanation.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="said soft">
        {t('field.knownAt')}
        {t('app:colon')}
        <Instant at={dispute.knownAt} precision="second" showZone />
      </p>
    </Section>
  );
}
