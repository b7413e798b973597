import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Actions, type Offer } from '../actions/actions.tsx';
import type { ObjectAction } from '../gql/schema.ts';
import { useMay } from '../session/viewer.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import { CopyPolicyDialog } from './copy-policy-dialog.tsx';
import { StartPilotDialog } from './start-pilot-dialog.tsx';
import {
  type PolicyHeadFragment,
  type PolicyVersionFragment,
  PublishPolicyVersionDocument,
  RetirePolicyDocument,
  WithdrawPolicyVersionDocument,
} from './policies.gql.ts';

type Props = { policy: PolicyHeadFragment; shown: PolicyVersionFragment | undefined; reload: () => void };

/** What may be done with the policy and with the version in sight. */
export function PolicyActs({ policy, shown, reload }: Props) {
  const { t } = useTranslation('promises');
  const navigate = useNavigate();
  const may = useMay();
  const [doing, setDoing] = useState<'PUBLISH' | 'WITHDRAW' | 'RETIRE' | 'PILOT' | 'COPY' | null>(null);
  const close = () => setDoing(null);
  type Offered = ObjectAction | 'COPY' | 'TRY';
  const offers: Partial<Record<Offered, Offer>> = {
    PUBLISH_POLICY_VERSION: { label: t('version.publish'), run: () => setDoing('PUBLISH'), primary: true },
    UPDATE_POLICY_VERSION: { label: t('version.edit'), run: () => void navigate(`/policies/${policy.id}/edit?version=${shown?.number ?? ''}`) },
    ADD_POLICY_VERSION: { label: t('version.add'), run: () => void navigate(`/policies/${policy.id}/edit`) },
    START_PILOT: { label: t('pilot.start'), run: () => setDoing('PILOT') },
    TRY: { label: t('policy.try'), run: () => void navigate(`/simulator?versionId=${shown?.id ?? ''}`) },
    COPY: { label: t('policy.copy'), run: () => setDoing('COPY'), rare: true },
    WITHDRAW_POLICY_VERSION: { label: t('version.withdraw'), run: () => setDoing('WITHDRAW'), danger: true, rare: true },
    RETIRE_POLICY: { label: t('policy.retire'), run: () => setDoing('RETIRE'), danger: true, rare: true },
  };
  const available: Offered[] = [
    ...policy.availableActions,
    ...(shown?.availableActions ?? []),
    ...(shown ? (['TRY'] as const) : []),
    ...(may('policy.manage') ? (['COPY'] as const) : []),
  ];
  const shared = { fields: [], onClose: close, onDone: reload } as const;
  return (
    <>
      <Actions<Offered> available={available} offers={offers} />
      {doing === 'PUBLISH' && shown && (
        <StepDialog
          {...shared}
          title={t('version.publishTitle', { number: shown.number })}
          lead={t('version.publishLead')}
          act={t('version.publish')}
          done={t('version.published')}
          document={PublishPolicyVersionDocument}
          pick={(data) => data.publishPolicyVersion}
          variables={() => ({ input: { versionId: shown.id, expectedVersion: shown.version } })}
        />
      )}
      {doing === 'WITHDRAW' && shown && (
        <StepDialog
          {...shared}
          danger
          title={t('version.withdrawTitle', { number: shown.number })}
          lead={t('version.withdrawLead')}
          act={t('version.withdraw')}
          done={t('version.withdrawn')}
          document={WithdrawPolicyVersionDocument}
          pick={(data) => data.withdrawPolicyVersion}
          variables={() => ({ input: { versionId: shown.id, expectedVersion: shown.version } })}
        />
      )}
      {doing === 'RETIRE' && (
        <StepDialog
          {...shared}
          danger
          title={t('policy.retire')}
          lead={t('policy.retireLead')}
          act={t('policy.retire')}
          done={t('policy.retired')}
          document={RetirePolicyDocument}
          pick={(data) => data.retirePolicy}
          variables={() => ({ input: { policyId: policy.id, expectedVersion: policy.version } })}
        />
      )}
      {doing === 'PILOT' && shown && <StartPilotDialog versionId={shown.id} expectedVersion={shown.version} onClose={close} />}
      {doing === 'COPY' && <CopyPolicyDialog policy={policy} versionId={shown?.id} onClose={close} />}
    </>
  );
}
