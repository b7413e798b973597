import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import type { Impact, Urgency } from '../gql/schema.ts';
import { Section } from '../page/section.tsx';
import { formatDuration } from '../time/format.ts';
import { usePromise } from '../timeline/promise.ts';
import { useWord, Word, WordTag } from '../words/word.tsx';
import type { PolicyVersionFragment } from './policies.gql.ts';

const levels = ['HIGH', 'MEDIUM', 'LOW'] as const satisfies readonly (Impact & Urgency)[];

/** What holds beside the targets: when clocks start, what stops them, how a ticket is ranked. */
export function VersionRules({ version }: { version: PolicyVersionFragment }) {
  const { t } = useTranslation('promises');
  const language = useLanguage();
  const word = useWord();
  const promise = usePromise();
  const pauses = version.pauseRules;
  const severity = version.severityRules;
  return (
    <div className="rule-columns">
      <Section title={t('rules.clock')}>
        <dl className="fact-list">
          <dt>{t('rules.clockStart')}</dt>
          <dd>
            <Word of="ClockStart" is={version.clockStart} />
          </dd>
          <dt>{t('rules.priorityRule')}</dt>
          <dd>
            <Word of="PriorityRule" is={version.priorityRule} />
          </dd>
          <dt>{t('rules.reopening')}</dt>
          <dd>
            {version.reopeningRule ? <Word of="Reopening" is={version.reopeningRule.mode} /> : <Word of="Reopening" is="NEW_CYCLE" />}
            {version.reopeningRule?.windowDays !== null && version.reopeningRule?.windowDays !== undefined && (
              <span className="soft"> · {t('rules.window', { count: version.reopeningRule.windowDays })}</span>
            )}
          </dd>
        </dl>
      </Section>
      <Section title={t('rules.pauses')}>
        {pauses ? (
          <dl className="fact-list">
            <dt>{t('rules.reasons')}</dt>
            <dd>{pauses.reasons ? pauses.reasons.map((reason) => word('PauseReason', reason)).join(t('comma')) : t('rules.anyReason')}</dd>
            <dt>{t('rules.most')}</dt>
            <dd>{pauses.mostPerTicket === null ? t('rules.noLimit') : t('rules.times', { count: pauses.mostPerTicket })}</dd>
            <dt>{t('rules.longest')}</dt>
            <dd>{pauses.longestSeconds === null ? t('rules.noLimit') : formatDuration(pauses.longestSeconds, language)}</dd>
            <dt>{t('rules.decidedBy')}</dt>
            <dd>
              <Word of="PauseDecider" is={pauses.decidedBy} />
            </dd>
            <dt>{t('rules.silence')}</dt>
            <dd>
              {pauses.silence ? (
                <>
                  {promise({ kind: pauses.silence.durationKind, value: pauses.silence.duration })}
                  {t('comma')}
                  <Word of="SilenceMeans" is={pauses.silence.means} />
                </>
              ) : (
                t('rules.noSilence')
              )}
            </dd>
          </dl>
        ) : (
          <p className="soft">{t('rules.noPauseRules')}</p>
        )}
      </Section>
      {severity && (
        <Section title={t('rules.ranks')}>
          <table className="matrix">
            <caption className="soft">{t('rules.matrix')}</caption>
            <thead>
              <tr>
                <td />
                {levels.map((urgency) => (
                  <th key={urgency} scope="col">
                    <Word of="Urgency" is={urgency} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {levels.map((impact) => (
                <tr key={impact}>
                  <th scope="row">
                    <Word of="Impact" is={impact} />
                  </th>
                  {levels.map((urgency) => (
                    <td key={urgency}>
                      <WordTag of="Priority" is={severity.matrix.find((cell) => cell.impact === impact && cell.urgency === urgency)?.priority} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p className="soft">
            {severity.rises.length === 0
              ? t('rules.noRises')
              : severity.rises
                  .map((rise) => t('rules.rise', { from: word('Priority', rise.from), after: rise.after ? promise(rise.after) : t('rules.restoreTime') }))
                  .join(t('comma'))}
            {severity.reason && ` ${severity.reason}`}
          </p>
        </Section>
      )}
    </div>
  );
}
