import { Descriptions, Drawer, Flex, Grid } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { type Offer, Actions } from '../actions/actions.tsx';
import type { ExclusionAction } from '../gql/schema.ts';
import { QueryState } from '../page/query-state.tsx';
import { Name } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { ExclusionStep } from './exclusion-step.tsx';
import { ExclusionDocument, type ExclusionRowFragment } from './exclusions.gql.ts';

type Props = { id: string; onClose: () => void; onDone: () => void };

export function ExclusionDrawer({ id, onClose, onDone }: Props) {
  const { t } = useTranslation('decisions');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const [query, again] = useQuery({ query: ExclusionDocument, variables: { id } });
  const node = query.data?.node;
  const exclusion = node?.__typename === 'ServiceExclusion' ? node : null;
  const [step, setStep] = useState<ExclusionAction | null>(null);
  const reload = () => again({ requestPolicy: 'network-only' });
  const offer = (action: ExclusionAction): Offer => ({ label: t(`exclusionStep.${action}.act`), run: () => setStep(action) });
  return (
    <Drawer
      open
      onClose={onClose}
      size={narrow ? '100%' : 560}
      title={t('exclusions.one')}
      footer={
        exclusion &&
        exclusion.availableActions.length > 0 && (
          <Flex gap="small" justify="end">
            <Actions
              available={exclusion.availableActions}
              offers={{
                APPROVE: { ...offer('APPROVE'), primary: true },
                REJECT: { ...offer('REJECT'), danger: true },
                END: offer('END'),
                WITHDRAW: { ...offer('WITHDRAW'), danger: true },
              }}
            />
          </Flex>
        )
      }
    >
      <QueryState query={query} retry={reload} empty={query.data !== undefined && !exclusion}>
        {exclusion && <Facts exclusion={exclusion} />}
      </QueryState>
      {exclusion && step && (
        <ExclusionStep
          exclusion={exclusion}
          step={step}
          onClose={() => setStep(null)}
          onDone={() => {
            reload();
            onDone();
          }}
        />
      )}
    </Drawer>
  );
}

function Facts({ exclusion }: { exclusion: ExclusionRowFragment }) {
  const { t } = useTranslation('decisions');
  const who = (name: string | undefined, at: string | null) => (
    <>
      {name ?? t('platform')} · <Instant at={at} />
    </>
  );
  return (
    <Descriptions
      column={1}
      size="small"
      bordered
      items={[
        { key: 'kind', label: t('exclusion.kind'), children: <Word of="ExclusionKind" is={exclusion.kind} /> },
        { key: 'state', label: t('field.state'), children: <WordTag of="ExclusionState" is={exclusion.state} /> },
        { key: 'from', label: t('exclusion.from'), children: <Instant at={exclusion.from} showZone /> },
        { key: 'to', label: t('exclusion.to'), children: <Instant at={exclusion.to} showZone /> },
        ...(exclusion.plannedTo ? [{ key: 'planned', label: t('exclusion.plannedTo'), children: <Instant at={exclusion.plannedTo} /> }] : []),
        { key: 'agency', label: t('field.agency'), children: <Name of={exclusion.agency} /> },
        { key: 'scope', label: t('exclusion.scope'), children: exclusion.contract?.number ?? <Word of="ExclusionScope" is={exclusion.scope} /> },
        ...(exclusion.systems.length > 0
          ? [{ key: 'systems', label: t('exclusion.systems'), children: <Systems of={exclusion.systems} /> }]
          : []),
        ...(exclusion.vendor ? [{ key: 'vendor', label: t('field.vendor'), children: <Name of={exclusion.vendor} /> }] : []),
        { key: 'reason', label: t('field.reason'), children: <p className="said">{exclusion.reason}</p> },
        ...(exclusion.evidence ? [{ key: 'evidence', label: t('field.evidence'), children: <p className="said">{exclusion.evidence}</p> }] : []),
        {
          key: 'proposed',
          label: t('exclusion.proposedBy'),
          children: (
            <>
              {who(exclusion.proposedBy?.name, exclusion.proposedAt)} · <Word of="ActorSide" is={exclusion.proposedSide} />
            </>
          ),
        },
        ...(exclusion.decidedAt
          ? [
              {
                key: 'decided',
                label: t('exclusion.decidedBy'),
                children: (
                  <>
                    {who(exclusion.decidedBy?.name, exclusion.decidedAt)}
                    {exclusion.decisionReason && <p className="said">{exclusion.decisionReason}</p>}
                  </>
                ),
              },
            ]
          : []),
        ...(exclusion.endedAt
          ? [
              {
                key: 'ended',
                label: t('exclusion.endedBy'),
                children: (
                  <>
                    {who(exclusion.endedBy?.name, exclusion.endedAt)}
                    {exclusion.endReason && <p className="said">{exclusion.endReason}</p>}
                  </>
                ),
              },
            ]
          : []),
        {
          key: 'touched',
          label: t('exclusion.touched'),
          children: <Link to={`/tickets?exclusionId=${encodeURIComponent(exclusion.id)}`}>{t('exclusion.tickets', { count: exclusion.touchedTickets })}</Link>,
        },
      ]}
    />
  );
}

function Systems({ of }: { of: ExclusionRowFragment['systems'] }) {
  return (
    <ul className="plain-list">
      {of.map((system) => (
        <li key={system.id}>
          <Name of={system} />
        </li>
      ))}
    </ul>
  );
}
