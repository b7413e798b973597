import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { formatShare } from '../money/money.tsx';
import { formatDuration } from '../time/format.ts';
import { usePromise } from '../timeline/promise.ts';
import { useWord, Word } from '../words/word.tsx';
import { useConditions } from './conditions.tsx';
import type { PolicyTargetFragment } from './policies.gql.ts';

/** One promise with all that goes with it. */
export function TargetDrawer({ target, onClose }: { target: PolicyTargetFragment | undefined; onClose: () => void }) {
  const word = useWord();
  return (
    <Drawer
      open={target !== undefined}
      onClose={onClose}
      size={440}
      title={target && `${word('Metric', target.metric)} · ${word('Priority', target.priority)}`}
    >
      {target && <Details target={target} />}
    </Drawer>
  );
}

function Details({ target }: { target: PolicyTargetFragment }) {
  const { t } = useTranslation('promises');
  const language = useLanguage();
  const promise = usePromise();
  const conditions = useConditions();
  const word = useWord();
  return (
    <>
      <dl className="fact-list">
        <dt>{t('target.promise')}</dt>
        <dd>
          <strong>{promise(target.duration)}</strong>
        </dd>
        <dt>{t('target.for')}</dt>
        <dd>{conditions(target) || t('target.forAll')}</dd>
        <dt>{t('target.calendar')}</dt>
        <dd>{target.calendar?.name ?? '—'}</dd>
        <dt>{t('target.pauses')}</dt>
        <dd>{target.pausable ? t('target.pausable') : t('target.notPausable')}</dd>
        <dt>{t('target.warnings')}</dt>
        <dd>
          {target.warnPercent.length > 0
            ? t('target.warnAt', { at: target.warnPercent.map((percent) => formatShare(percent / 100, language, 0)).join(t('comma')) })
            : t('target.noWarnings')}
        </dd>
        <dt>{t('target.origin')}</dt>
        <dd>
          <Word of="TargetOrigin" is={target.origin} />
          {target.baseTarget && target.origin === 'OVERRIDDEN' && (
            <>
              {t('target.insteadOf')} {promise(target.baseTarget.duration)}
            </>
          )}
          {target.overrideReason && <p className="soft">{target.overrideReason}</p>}
        </dd>
      </dl>
      <h3 className="drawer-title">{t('target.escalations')}</h3>
      {target.escalations.length === 0 ? (
        <p className="soft">{t('target.noEscalations')}</p>
      ) : (
        <ol className="plain-list">
          {target.escalations.map((level) => (
            <li key={level.level}>
              {level.offsetSeconds < 0
                ? t('target.before', { time: formatDuration(-level.offsetSeconds, language) })
                : t('target.after', { time: formatDuration(level.offsetSeconds, language) })}
              {t('colon')}
              {[...level.to.map((role) => word('Role', role)), ...(level.onDuty ? [t('target.onDuty')] : [])].join(t('comma')) || t('target.nobody')}
              {level.onDuty && (
                <span className="soft">
                  {' '}
                  · <Word of="EscalationTiming" is={level.timing} />
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
