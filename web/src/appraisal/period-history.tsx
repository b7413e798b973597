import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../page/section.tsx';
import { Actor } from '../party/actor.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { Period } from './period-page.tsx';

/** Every step: who took it, what was said of the whole and of single criteria, and the score after it. */
export function PeriodHistory({ period }: { period: Period }) {
  const { t } = useTranslation(['appraisal', 'app']);
  const criterion = (code: string) => period.terms.find((term) => term.code === code)?.name ?? code;
  if (period.history.length === 0) return null;
  return (
    <Section title={t('history.title')}>
      <Timeline
        items={period.history.map((entry) => ({
          key: entry.version,
          content: (
            <>
              <div className="step-head">
                <strong>
                  <Word of="AssessmentStep" is={entry.step} />
                </strong>
                <span className="soft">
                  <Actor name={entry.actorName} userId={entry.userId} /> · <Instant at={entry.recordedAt} />
                  {entry.score !== null && ` · ${t('history.score', { score: entry.score })}`}
                </span>
              </div>
              {entry.note && <p className="said">{entry.note}</p>}
              {entry.remarks.length > 0 && (
                <ul className="plain-list">
                  {entry.remarks.map((remark) => (
                    <li key={remark.criterion}>
                      <strong>{criterion(remark.criterion)}</strong>
                      {t('app:colon')}
                      {remark.remark}
                    </li>
                  ))}
                </ul>
              )}
            </>
          ),
        }))}
      />
    </Section>
  );
}
