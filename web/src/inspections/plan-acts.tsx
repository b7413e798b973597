import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Actions } from '../actions/actions.tsx';
import type { InspectionPlanStep } from '../gql/schema.ts';
import { StepDialog } from '../step/step-dialog.tsx';
import { useWord } from '../words/word.tsx';
import { EndInspectionPlanDocument, type PlanRowFragment, ResumeInspectionPlanDocument, SuspendInspectionPlanDocument } from './inspections.gql.ts';

type Step = 'SUSPEND' | 'RESUME' | 'END';

/** What may be done with a plan. */
export function PlanActs({ plan }: { plan: PlanRowFragment }) {
  const word = useWord();
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>();
  const offer = (name: Step, danger = false) => ({ label: word('InspectionPlanStep', name), danger, run: () => setStep(name) });
  return (
    <>
      <Actions<InspectionPlanStep>
        available={plan.availableActions}
        offers={{
          CHANGE: { label: word('InspectionPlanStep', 'CHANGE'), primary: true, run: () => void navigate(`/inspections/plans/${plan.id}/change`) },
          RESUME: offer('RESUME'),
          SUSPEND: offer('SUSPEND'),
          END: offer('END', true),
        }}
      />
      {step && <PlanStepDialog plan={plan} step={step} onClose={() => setStep(undefined)} />}
    </>
  );
}

function PlanStepDialog({ plan, step, onClose }: { plan: PlanRowFragment; step: Step; onClose: () => void }) {
  const { t } = useTranslation('inspections');
  const word = useWord();
  const shared = {
    title: t('plan.stepTitle', { step: word('InspectionPlanStep', step), plan: plan.title }),
    act: word('InspectionPlanStep', step),
    danger: step === 'END',
    fields: [{ name: 'reason', label: t('plan.reason'), required: step !== 'RESUME' }] as const,
    variables: ({ reason = '' }: { reason?: string }) => ({ input: { planId: plan.id, expectedVersion: plan.version, reason: reason.trim() } }),
    done: t('plan.done'),
    onClose,
  };
  switch (step) {
    case 'SUSPEND':
      return <StepDialog {...shared} document={SuspendInspectionPlanDocument} pick={(data) => data.suspendInspectionPlan} />;
    case 'RESUME':
      return <StepDialog {...shared} document={ResumeInspectionPlanDocument} pick={(data) => data.resumeInspectionPlan} />;
    case 'END':
      return <StepDialog {...shared} document={EndInspectionPlanDocument} pick={(data) => data.endInspectionPlan} />;
  }
}
