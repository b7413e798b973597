import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { useName } from '../party/name.tsx';
import { formatInstant } from '../time/format.ts';
import { useWord } from '../words/word.tsx';
import { BAR, HEAD, laneTop, widthOf } from './geometry.ts';
import { type Bar, barsOf, type Lane, ms } from './lanes.ts';
import { fillOf, lookOf, partyDash } from './look.ts';
import { openTime } from './open-time.tsx';
import { Part } from './part.tsx';
import type { Picked } from './picked.ts';
import type { Scale } from './scale.ts';

type Props = {
  lane: Lane;
  index: number;
  scale: Scale;
  id: string;
  zone: string;
  current: string | undefined;
  entry: string | undefined;
  onPick: (picked: Picked) => void;
};

/** The bar of a lane, who each piece of it is charged to, and its deadlines. */
export function LaneBars({ lane, index, scale, id, zone, current, entry, onPick }: Props) {
  const { t } = useTranslation('timeline');
  const language = useLanguage();
  const word = useWord();
  const name = useName();
  const y = laneTop(index) + HEAD;

  const at = (when: string) => formatInstant(when, language, 'minute', zone);
  const whose = ({ segment }: Bar) => (segment.vendor ? name(segment.vendor) : word('PauseParty', segment.party));
  function labelOf(bar: Bar): string {
    const { segment, late } = bar;
    const kind = late ? t('legend.late') : word('SegmentKind', segment.kind);
    const span = t('bar.span', { from: at(segment.from), to: at(segment.to) });
    const charged = segment.kind === 'CLOSED' ? '' : t('bar.charged', { time: openTime(segment.openSeconds, language), party: whose(bar) });
    return `${word('Metric', lane.metric)} ${kind} ${span} ${charged}`;
  }
  return (
    <g>
      <line x1={0} x2={scale.width} y1={y + BAR} y2={y + BAR} className="tl-floor" />
      {barsOf(lane).map((bar) => {
        const [from, to] = [scale.x(bar.from), scale.x(bar.to)];
        const wide = Math.max(to - from, 1.5);
        const look = lookOf(bar.segment.kind, bar.late);
        return (
          <Part key={bar.key} picked={{ kind: 'bar', key: bar.key, bar }} current={current} entry={entry} label={labelOf(bar)} onPick={onPick}>
            <rect x={from} y={y} width={wide} height={BAR} fill={fillOf(look, id)} className={`tl-bar tl-bar-${look}`} />
            {look !== 'closed' && look !== 'gap' && (
              <line x1={from} x2={from + wide} y1={y + BAR + 4} y2={y + BAR + 4} strokeDasharray={partyDash[bar.segment.party]} className={`tl-party tl-party-${bar.segment.party}`} />
            )}
          </Part>
        );
      })}
      <g aria-hidden="true" className="tl-words">
        {barsOf(lane).map((bar) => {
          if (bar.segment.kind !== 'PAUSED') return null;
          const words = `${word('SegmentKind', 'PAUSED')} · ${whose(bar)}`;
          const [from, to, wide] = [scale.x(bar.from), scale.x(bar.to), widthOf(words, 11)];
          if (to - from < wide + 14) return null;
          return (
            <g key={bar.key}>
              <rect x={(from + to - wide) / 2 - 4} y={y + 3} width={wide + 8} height={BAR - 6} rx={3} className="tl-bar-plate" />
              <text x={(from + to) / 2} y={y + BAR / 2 + 4} textAnchor="middle" className="tl-bar-word">
                {words}
              </text>
            </g>
          );
        })}
      </g>
      {lane.clocks.map((clock) => {
        if (!clock.dueAt) return null;
        const x = scale.x(ms(clock.dueAt));
        const key = `due ${clock.id}`;
        const label = `${word('Metric', clock.metric)} ${t('legend.due')} ${at(clock.dueAt)} ${word('ClockState', clock.state)}`;
        // At the right edge the flag turns round.
        const way = x > scale.width - 14 ? -1 : 1;
        return (
          <Part key={key} picked={{ kind: 'due', key, clock }} current={current} entry={entry} label={label} onPick={onPick}>
            <path
              d={`M${x} ${y - 4} V${y + BAR + 7} M${x} ${y - 4} l${way * 10} 4 l${way * -10} 4 Z`}
              strokeDasharray={clock.provisional ? '3 2' : undefined}
              className={clock.breachedAt ? 'tl-due tl-due-passed' : 'tl-due'}
            />
            <rect x={x - 5} y={y - 5} width={way > 0 ? 16 : 10} height={BAR + 13} className="tl-hit" />
          </Part>
        );
      })}
    </g>
  );
}
