import { useTranslation } from 'react-i18next';
import type { StepKind } from '../gql/schema.ts';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { Clock } from './lanes.ts';
import { OpenTime } from './open-time.tsx';
import { usePromise } from './promise.ts';

const signs: Partial<Record<StepKind, string>> = { PROMISE: '+', PAUSE_CREDIT: '+', DUE: '=' };
const strong: ReadonlySet<StepKind> = new Set<StepKind>(['DUE']);

/** The API's arithmetic, term by term, as one would write it on paper. */
export function Steps({ clock, zone }: { clock: Clock; zone: string }) {
  const { t } = useTranslation('timeline');
  const promise = usePromise();
  const steps = clock.explanation?.steps ?? [];
  const governs = clock.explanation?.limits.find((limit) => limit.outcome === 'GOVERNS' || limit.outcome === 'WAITING');

  function about(kind: StepKind, seconds: number | null | undefined): string {
    if (kind === 'PROMISE') return governs?.duration.kind === 'WORKING_DAYS' ? t('step.PROMISE_DAYS', { promise: promise(governs.duration) }) : t('step.PROMISE');
    if (kind === 'MARGIN') return (seconds ?? 0) < 0 ? t('step.MARGIN_LATE') : t('step.MARGIN');
    return t(`step.${kind}`);
  }
  return (
    <table className="tl-steps" aria-label={t('step.name')}>
      <tbody>
        {steps.map((step, index) => (
          <tr key={`${step.kind} ${index}`} className={strong.has(step.kind) ? 'tl-step-due' : undefined}>
            <td className="tl-sign" aria-hidden="true">
              {signs[step.kind]}
            </td>
            <th scope="row">
              <Word of="StepKind" is={step.kind} />
              <small>{about(step.kind, step.seconds)}</small>
            </th>
            <td className="figure">
              {step.at ? <Instant at={step.at} precision="second" zone={zone} /> : <Length seconds={step.seconds} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Length({ seconds }: { seconds: number | null | undefined }) {
  return typeof seconds === 'number' ? <OpenTime seconds={seconds} /> : null;
}
