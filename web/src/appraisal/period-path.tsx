import { Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AssessmentState } from '../gql/schema.ts';
import { Actor } from '../party/actor.tsx';
import { Instant } from '../time/instant.tsx';
import { useWord } from '../words/word.tsx';
import type { Period } from './period-page.tsx';

const path: readonly AssessmentState[] = ['OPEN', 'DRAFT', 'COMMENTED', 'DECIDED', 'FROZEN'];

/** The way from the open period to the closed one, with who did what last and what comes next. */
export function PeriodPath({ period }: { period: Period }) {
  const { t } = useTranslation('appraisal');
  const word = useWord();
  const current = path.indexOf(period.state);
  const reached = (state: AssessmentState) => period.history.findLast((entry) => entry.to === state && entry.from !== state);
  return (
    <div className="path">
      <Steps
        size="small"
        current={period.state === 'FROZEN' ? path.length : current}
        responsive
        items={path.map((state, at) => {
          const entry = at <= current ? reached(state) : undefined;
          return {
            key: state,
            title: word('AssessmentState', state),
            content: entry ? (
              <small className="soft">
                <Actor name={entry.actorName} userId={entry.userId} />
                <br />
                <Instant at={entry.recordedAt} />
              </small>
            ) : at === current + 1 ? (
              <small className="soft">{t(`next.${period.state}`)}</small>
            ) : undefined,
          };
        })}
      />
    </div>
  );
}
