import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Actions, type Offer } from '../actions/actions.tsx';
import type { ContractStep, ObjectAction } from '../gql/schema.ts';
import type { PartProps } from './contract-page.tsx';
import { ContractStepDialog, type OfferedStep } from './contract-step-dialog.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { DrawDialog } from './draw-dialog.tsx';

type Offered = ContractStep | ObjectAction;

/** What may be done with a contract now: its steps, then what else there is. */
export function ContractSteps({ contract, reload }: PartProps) {
  const { t } = useTranslation('contracts');
  const navigate = useNavigate();
  const [step, setStep] = useState<OfferedStep | 'COPY' | 'DRAW' | null>(null);
  const offer = (one: OfferedStep, more: Partial<Offer> = {}): Offer => ({ label: t(`step.${one}.act`), run: () => setStep(one), ...more });
  const offers: Partial<Record<Offered, Offer>> = {
    SUBMIT: offer('SUBMIT', { primary: true }),
    DRAW_REVIEWERS: { label: t('draw.act'), run: () => setStep('DRAW'), primary: true },
    APPROVE: offer('APPROVE', { primary: true }),
    ACTIVATE: offer('ACTIVATE', { primary: true }),
    RESUME: offer('RESUME', { primary: true }),
    ACCEPT: offer('ACCEPT', { primary: true }),
    UPDATE: { label: t('step.UPDATE.act'), run: () => void navigate(`/contracts/${contract.id}/edit`) },
    AMEND: { label: t('amendment.draft'), run: () => void navigate(`/contracts/${contract.id}?tab=amendments&draft=yes`) },
    SUSPEND: offer('SUSPEND', { danger: true }),
    TERMINATE: offer('TERMINATE', { danger: true, rare: true }),
    WITHDRAW: offer('WITHDRAW', { danger: true }),
    SET_KEY_DATES: offer('SET_KEY_DATES', { rare: true }),
    SET_PRECEDENCE: offer('SET_PRECEDENCE', { rare: true }),
    COPY_CONTRACT: { label: t('copy.act'), run: () => setStep('COPY'), rare: true },
  };
  const close = () => setStep(null);
  return (
    <>
      <Actions<Offered> available={[...contract.availableActions, ...contract.otherActions, ...(contract.canDrawReviewers ? (['DRAW_REVIEWERS'] as const) : [])]} offers={offers} shown={3} />
      {step === 'COPY' && <CopyDialog contract={contract} onClose={close} />}
      {step === 'DRAW' && <DrawDialog subject={{ contractId: contract.id }} onClose={close} onDone={reload} />}
      {step && step !== 'COPY' && step !== 'DRAW' && <ContractStepDialog contract={contract} step={step} onClose={close} onDone={reload} />}
    </>
  );
}
