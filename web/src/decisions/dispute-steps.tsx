import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { Dispute } from './dispute-page.tsx';
import { Ruling } from './ruling.tsx';

/** Every step with who took it, what was said, what was decided, and by when the next had to follow. */
export function DisputeSteps({ steps }: { steps: Dispute['steps'] }) {
  const { t } = useTranslation(['decisions', 'app']);
  return (
    <Timeline
      items={steps.map((step) => ({
        key: step.seq,
        content: (
          <>
            <strong>
              <Word of="DisputeStep" is={step.step} />
            </strong>{' '}
            <span className="soft">
              {step.actor ? step.actor.name : t('platform')} · <Word of="ActorSide" is={step.side} /> · <Instant at={step.takenAt} />
            </span>
            {step.ruling && <Ruling of={step.ruling} />}
            {step.reason && <p className="said">{step.reason}</p>}
            {step.evidence && (
              <p className="said soft">
                {t('field.evidence')}
                {t('app:colon')}
                {step.evidence}
              </p>
            )}
            {step.dueAt && (
              <p className="said soft">
                {t('dispute.nextBy')} <Instant at={step.dueAt} />
              </p>
            )}
          </>
        ),
      }))}
    />
  );
}
