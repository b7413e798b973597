import { useTranslation } from 'react-i18next';
import type { AssessmentStep } from '../gql/schema.ts';
import { StepDialog } from '../step/step-dialog.tsx';
import type { Period } from './period-page.tsx';
import { CorrectAssessmentDocument, DecideAssessmentDocument, RescoreAssessmentDocument, SendBackAssessmentDocument, SignAssessmentDocument } from './periods.gql.ts';
import { RemarkDialog } from './remark-dialog.tsx';

/** The steps that people take; the platform takes the others by itself. */
export type OfferedStep = Exclude<AssessmentStep, 'DRAFT' | 'FREEZE' | 'LAPSE' | 'OPEN'>;

type Props = { period: Period; step: OfferedStep; onClose: () => void; onDone: () => void };

export function PeriodStepDialog({ period, step, onClose, onDone }: Props) {
  const { t } = useTranslation('appraisal');
  if (step === 'COMMENT' || step === 'OBJECT') return <RemarkDialog period={period} step={step} onClose={onClose} onDone={onDone} />;
  const shared = {
    title: t(`step.${step}.title`),
    lead: t(`step.${step}.lead`),
    act: t(`step.${step}.act`),
    done: t(`step.${step}.done`),
    onClose,
    onDone,
  };
  const base = { assessmentId: period.id, version: period.version };
  const reason = { name: 'reason', label: t('field.reason'), required: true } as const;
  switch (step) {
    case 'DECIDE':
      return (
        <StepDialog
          {...shared}
          fields={[{ name: 'note', label: t('field.note') }]}
          document={DecideAssessmentDocument}
          pick={(data) => data.decideAssessment}
          variables={({ note }) => ({ input: { ...base, note } })}
        />
      );
    case 'SIGN':
      return (
        <StepDialog
          {...shared}
          lead={
            <>
              {t('step.SIGN.lead')}
              <br />
              <code className="hash">{period.inputHash}</code>
            </>
          }
          fields={[]}
          document={SignAssessmentDocument}
          pick={(data) => data.signAssessment}
          variables={() => ({ input: base })}
        />
      );
    case 'RESCORE':
      return (
        <StepDialog
          {...shared}
          fields={[reason]}
          document={RescoreAssessmentDocument}
          pick={(data) => data.rescoreAssessment}
          variables={(values) => ({ input: { ...base, reason: values.reason ?? '' } })}
        />
      );
    case 'SEND_BACK':
      return (
        <StepDialog
          {...shared}
          fields={[reason]}
          document={SendBackAssessmentDocument}
          pick={(data) => data.sendBackAssessment}
          variables={(values) => ({ input: { ...base, reason: values.reason ?? '' } })}
        />
      );
    case 'CORRECT':
      return (
        <StepDialog
          {...shared}
          fields={[reason]}
          document={CorrectAssessmentDocument}
          pick={(data) => data.correctAssessment}
          variables={(values) => ({ input: { ...base, reason: values.reason ?? '' } })}
        />
      );
  }
}
