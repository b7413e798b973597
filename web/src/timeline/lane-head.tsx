import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Countdown } from '../time/countdown.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { isClosedNow } from './closed.ts';
import { Gauge } from './gauge.tsx';
import type { Lane } from './lanes.ts';

type Props = { lane: Lane; cycles: number; zone: string; onWhy: () => void };

/** Which promise a lane is about, how it stands and until when it is to be kept. */
export function LaneHead({ lane, cycles, zone, onWhy }: Props) {
  const { t } = useTranslation('timeline');
  const clock = lane.head;
  const isRunning = clock.state === 'RUNNING' || clock.state === 'AWAITING_CALENDAR' || (clock.state === 'BREACHED' && !clock.stoppedAt);
  return (
    <div className="tl-lane-head">
      <strong>
        <Word of="Metric" is={lane.metric} />
      </strong>
      {cycles > 1 && <span className="tl-soft">{t('cycle', { number: lane.cycle })}</span>}
      {lane.clocks.length > 1 && <span className="tl-soft">{t('chain', { number: clock.seq })}</span>}
      <WordTag of="ClockState" is={clock.state} />
      {clock.provisional && (
        <Tag className="word-tag" title={t('provisionalWhy')}>
          {t('provisional')}
        </Tag>
      )}
      {clock.dueAt && (
        <span className="tl-soft">
          {t('due')} <Instant at={clock.dueAt} zone={zone} />
        </span>
      )}
      {isRunning && <Countdown state={clock.state} dueAt={clock.dueAt} closed={isClosedNow(clock.explanation?.segments)} />}
      <Gauge clock={clock} />
      <button type="button" className="tl-why" onClick={onWhy}>
        {t('why.short')}
      </button>
    </div>
  );
}
