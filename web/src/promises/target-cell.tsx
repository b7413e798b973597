import { BellOutlined, PauseOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { usePromise } from '../timeline/promise.ts';
import { ToneTag } from '../words/tone-tag.tsx';
import { Word } from '../words/word.tsx';
import type { PolicyTargetFragment } from './policies.gql.ts';

type Props = {
  target: PolicyTargetFragment;
  /** Undefined where nothing is compared, null where the other version has no such promise. */
  before: PolicyTargetFragment | null | undefined;
  isGone: boolean;
  onOpen: () => void;
};

export function TargetCell({ target, before, isGone, onOpen }: Props) {
  const { t } = useTranslation('promises');
  const promise = usePromise();
  const isNew = before === null && !isGone;
  const isLonger = before && (before.duration.value !== target.duration.value || before.duration.kind !== target.duration.kind);
  const isOther = before && !isLonger && (before.calendar?.id !== target.calendar?.id || before.pausable !== target.pausable);
  const changed = [isGone, isNew, isLonger, isOther].includes(true);
  return (
    <button type="button" className={changed ? 'target target-changed' : 'target'} onClick={onOpen}>
      {isLonger && <s className="soft">{promise(before.duration)}</s>}
      {isGone ? <s>{promise(target.duration)}</s> : <strong>{promise(target.duration)}</strong>}
      <small>
        {target.calendar?.name}
        {target.pausable && <PauseOutlined aria-label={t('target.pausable')} title={t('target.pausable')} />}
        {target.escalations.length > 0 && <BellOutlined aria-label={t('target.escalates')} title={t('target.escalates')} />}
      </small>
      {isNew && <ToneTag tone="good">{t('targets.added')}</ToneTag>}
      {isGone && <ToneTag tone="bad">{t('targets.gone')}</ToneTag>}
      {isOther && <ToneTag tone="waiting">{t('targets.changed')}</ToneTag>}
      {target.origin === 'OVERRIDDEN' && (
        <ToneTag tone="going">
          <Word of="TargetOrigin" is={target.origin} />
        </ToneTag>
      )}
    </button>
  );
}
