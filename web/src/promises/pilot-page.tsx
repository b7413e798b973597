import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Actions } from '../actions/actions.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Name } from '../party/name.tsx';
import { useMay } from '../session/viewer.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { PilotComparison } from './pilot-comparison.tsx';
import { PilotDocument, type PilotRowFragment, PromotePilotDocument, WithdrawPilotDocument } from './trials.gql.ts';
import './promises.css';

export default function PilotPage() {
  const { t } = useTranslation('promises');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: PilotDocument, variables: { id } });
  const pilot = query.data?.node?.__typename === 'Pilot' ? query.data.node : undefined;
  const reload = () => again({ requestPolicy: 'network-only' });
  if (pilot) return <Shown pilot={pilot} reload={reload} />;
  return (
    <Page title={t('pilot.title')} crumbs={[{ label: t('trials.title'), to: '/trials?tab=pilots' }]}>
      <QueryState query={query} retry={reload} empty={query.data !== undefined} emptyText={t('pilot.gone')} />
    </Page>
  );
}

function Shown({ pilot, reload }: { pilot: PilotRowFragment; reload: () => void }) {
  const { t } = useTranslation('promises');
  const may = useMay();
  const [step, setStep] = useState<'PROMOTE' | 'WITHDRAW' | null>(null);
  const shared = { onClose: () => setStep(null), onDone: reload };
  return (
    <Page
      title={`${t('pilot.title')} · ${pilot.policy?.name ?? ''}`}
      mark={<WordTag of="PilotState" is={pilot.state} />}
      lead={pilot.reason}
      crumbs={[{ label: t('trials.title'), to: '/trials?tab=pilots' }]}
      actions={
        <Actions
          available={pilot.availableActions}
          offers={{
            PROMOTE: { label: t('pilot.promote'), primary: true, run: () => setStep('PROMOTE') },
            WITHDRAW: { label: t('pilot.withdraw'), danger: true, run: () => setStep('WITHDRAW') },
          }}
        />
      }
    >
      <TurnBar
        over={pilot.state !== 'RUNNING'}
        facts={[
          pilot.policy && {
            key: 'version',
            label: t('version.choose'),
            value: (
              <Link to={`/policies/${pilot.policy.id}?version=${pilot.version?.number ?? ''}`}>{pilot.version && t('version.number', { number: pilot.version.number })}</Link>
            ),
          },
          {
            key: 'agencies',
            label: t('pilot.agencies'),
            value: pilot.agencies.map((agency, at) => (
              <span key={agency.id}>
                {at > 0 && t('comma')}
                <Name of={agency} />
              </span>
            )),
          },
          {
            key: 'period',
            label: t('pilot.period'),
            value: (
              <>
                <Instant at={pilot.from} /> – <Instant at={pilot.until} />
              </>
            ),
          },
          pilot.decisionReason !== null && { key: 'reason', label: t('reason'), value: pilot.decisionReason },
        ]}
      />
      {may('report.view') && <PilotComparison id={pilot.id} />}
      {step === 'PROMOTE' && (
        <StepDialog
          {...shared}
          title={t('pilot.promote')}
          lead={t('pilot.promoteLead')}
          act={t('pilot.promote')}
          done={t('pilot.promoted')}
          fields={[]}
          document={PromotePilotDocument}
          pick={(data) => data.promotePilot}
          variables={() => ({ input: { pilotId: pilot.id } })}
        />
      )}
      {step === 'WITHDRAW' && (
        <StepDialog
          {...shared}
          title={t('pilot.withdraw')}
          lead={t('pilot.withdrawLead')}
          act={t('pilot.withdraw')}
          done={t('pilot.withdrawn')}
          danger
          fields={[{ name: 'reason', label: t('reason'), required: true }]}
          document={WithdrawPilotDocument}
          pick={(data) => data.withdrawPilot}
          variables={(values) => ({ input: { pilotId: pilot.id, reason: values.reason ?? '' } })}
        />
      )}
    </Page>
  );
}
