import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../page/section.tsx';
import { Actor, useActor } from '../party/actor.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { Changes } from './changes.tsx';
import type { Ranking } from './ranking-page.tsx';

/** Every version with what changed in it, and every step. */
export function History({ ranking }: { ranking: Ranking }) {
  const { t } = useTranslation('ranking');
  const actor = useActor();
  const versions = [...ranking.versions].reverse();
  return (
    <>
      <Section title={t('versions')}>
        {versions.map((version) => (
          <div key={version.number} className="ranking-version">
            <h3>
              {t('versionNo', { number: version.number })}
              <small className="soft">
                {t('draftedBy', { name: actor(version.drafterName, version.userId) })} <Instant at={version.draftedAt} />
                {version.publishedAt && (
                  <>
                    {' · '}
                    {t('publishedAt')} <Instant at={version.publishedAt} />
                  </>
                )}
              </small>
            </h3>
            {version.reason && <p>{t('because', { reason: version.reason })}</p>}
            {version.note && <p>{version.note}</p>}
            {version.changes.length > 0 && <Changes of={version.changes} name={t('changesOf', { number: version.number })} />}
            <p className="hash-line">
              <span className="soft">{t('inputHash')}</span> <code>{version.inputHash}</code>
            </p>
          </div>
        ))}
      </Section>
      {ranking.history.length > 0 && (
        <Section title={t('history')}>
          <Timeline
            items={ranking.history.map((entry) => ({
              key: entry.recordedAt + entry.step,
              content: (
                <>
                  <strong>
                    <Word of="RankingStep" is={entry.step} />
                  </strong>{' '}
                  <span className="soft">
                    <Actor name={entry.actorName} userId={entry.userId} /> · <Instant at={entry.recordedAt} /> · {t('versionNo', { number: entry.number })}
                  </span>
                  {entry.note && <div>{entry.note}</div>}
                </>
              ),
            }))}
          />
        </Section>
      )}
    </>
  );
}
