import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { formatInstant } from '../time/format.ts';
import { useWord } from '../words/word.tsx';
import { EventGlyph } from './event-glyph.tsx';
import { MARK_Y, widthOf } from './geometry.ts';
import { eventAt, type Mark, shapeOf } from './lanes.ts';
import { Part } from './part.tsx';
import type { Picked } from './picked.ts';

type Props = {
  marks: readonly Mark[];
  width: number;
  height: number;
  zone: string;
  current: string | undefined;
  entry: string | undefined;
  onPick: (picked: Picked) => void;
};

export function markKey(mark: Mark): string {
  return `events ${mark.events[0]?.seq ?? 0}`;
}

/** What happened, each mark with its word as long as there is room before the next. */
export function EventMarks({ marks, width, height, zone, current, entry, onPick }: Props) {
  const language = useLanguage();
  const word = useWord();
  return (
    <g>
      {marks.map((mark) => {
        const [first] = mark.events;
        if (!first) return null;
        const key = markKey(mark);
        const label = mark.events.map((event) => `${word('EventType', event.type)} ${formatInstant(eventAt(event), language, 'minute', zone)}`).join('; ');
        const shape = mark.events.map((event) => shapeOf(event.type)).find((one) => one === 'turn') ?? shapeOf(first.type) ?? 'step';
        return (
          <Part key={key} picked={{ kind: 'events', key, events: mark.events }} current={current} entry={entry} label={label} onPick={onPick}>
            <line x1={mark.x} x2={mark.x} y1={MARK_Y} y2={height} className={shape === 'turn' ? 'tl-guide tl-guide-turn' : 'tl-guide'} />
            <rect x={mark.x - 9} y={MARK_Y - 10} width={18} height={20} className="tl-hit" />
            <g transform={`translate(${mark.x} ${MARK_Y})`}>
              <EventGlyph shape={shape} />
            </g>
          </Part>
        );
      })}
      <MarkWords marks={marks} width={width} />
    </g>
  );
}

/** The words of the marks, as far as there is room: they stand beside the parts, whose labels say more. */
function MarkWords({ marks, width }: { marks: readonly Mark[]; width: number }) {
  const { t } = useTranslation('timeline');
  const word = useWord();
  return (
    <g aria-hidden="true" className="tl-words">
      {marks.map((mark, index) => {
        const [first] = mark.events;
        if (!first) return null;
        const more = mark.events.length - 1;
        const name = more > 0 ? t('events.more', { first: word('EventType', first.type), count: more }) : word('EventType', first.type);
        const room = (marks[index + 1]?.x ?? width) - mark.x;
        return (
          <g key={markKey(mark)}>
            {room > widthOf(name) + 4 && (
              <text x={mark.x - 6} y={MARK_Y - 12} className="tl-event-word">
                {name}
              </text>
            )}
            {more > 0 && (
              <>
                <circle cx={mark.x + 8} cy={MARK_Y - 7} r={6.5} className="tl-count-ground" />
                <text x={mark.x + 8} y={MARK_Y - 3.8} textAnchor="middle" className="tl-count">
                  {mark.events.length}
                </text>
              </>
            )}
          </g>
        );
      })}
    </g>
  );
}
