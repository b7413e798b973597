import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Axis } from './axis.tsx';
import { EventMarks, markKey } from './event-marks.tsx';
import { APART, heightOf, LANE, TOP } from './geometry.ts';
import { LaneBars } from './lane-bars.tsx';
import { LaneHead } from './lane-head.tsx';
import { barsOf, busyOf, drawnEvents, knotsOf, type Lane, marksOf, ms, type TimelineTicket } from './lanes.ts';
import { NowLine } from './now-line.tsx';
import { Patterns } from './patterns.tsx';
import { type Picked, type Spot, spotAfter } from './picked.ts';
import { scaleOf } from './scale.ts';

type Props = {
  ticket: TimelineTicket;
  lanes: readonly Lane[];
  zone: string;
  /** When it was read; clocks that nothing has stopped are drawn up to then, and on by themselves. */
  readAt: number;
  zoom: number;
  squeeze: boolean;
  onZoom: (by: number) => void;
  picked: Picked | null;
  onPick: (picked: Picked) => void;
  onWhy: (clockId: string) => void;
};

const SMALLEST = 300;

export function Drawing({ ticket, lanes, zone, readAt, zoom, squeeze, onZoom, picked, onPick, onWhy }: Props) {
  const { t } = useTranslation('timeline');
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(SMALLEST);
  const middle = useRef<number | null>(null);

  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setRoom(Math.max(SMALLEST, element.clientWidth)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const events = useMemo(() => drawnEvents(ticket.events), [ticket.events]);
  const scale = useMemo(
    () => scaleOf({ knots: knotsOf(lanes, events, ticket.open ? readAt : null), busy: busyOf(lanes), width: room * zoom, squeeze }),
    [lanes, events, ticket.open, readAt, room, zoom, squeeze],
  );
  const marks = useMemo(() => marksOf(events, scale.x, APART), [events, scale]);
  const spots = useMemo(() => {
    const found: Spot[] = marks.map((mark) => ({ picked: { kind: 'events', key: markKey(mark), events: mark.events }, row: 0, x: mark.x }));
    lanes.forEach((lane, index) => {
      for (const bar of barsOf(lane)) found.push({ picked: { kind: 'bar', key: bar.key, bar }, row: index + 1, x: scale.x(bar.from) });
      for (const clock of lane.clocks) {
        if (clock.dueAt) found.push({ picked: { kind: 'due', key: `due ${clock.id}`, clock }, row: index + 1, x: scale.x(ms(clock.dueAt)) });
      }
    });
    return found.sort((a, b) => a.row - b.row || a.x - b.x);
  }, [marks, lanes, scale]);

  // Zooming keeps in place what stood in the middle.
  useLayoutEffect(() => {
    const element = place.current;
    if (element && middle.current !== null) element.scrollLeft = scale.x(middle.current) - element.clientWidth / 2;
  }, [scale]);
  function keepMiddle() {
    const element = place.current;
    if (element) middle.current = scale.at(element.scrollLeft + element.clientWidth / 2);
  }
  // A page must not scroll while one zooms, and only a listener that is not passive can hold it.
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      onZoom(event.deltaY < 0 ? 1.25 : 0.8);
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [onZoom]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') onZoom(1.5);
    else if (event.key === '-') onZoom(1 / 1.5);
    else if (event.key === '0') onZoom(0);
    else {
      const next = spotAfter(spots, picked?.key, event.key);
      if (!next) return;
      place.current?.querySelector<SVGGElement>(`[data-spot="${CSS.escape(next.picked.key)}"]`)?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const height = heightOf(lanes.length);
  const current = picked?.key;
  const entry = spots.some((spot) => spot.picked.key === current) ? current : spots[0]?.picked.key;
  const cycles = Math.max(...lanes.map((lane) => lane.cycle), 1);
  return (
    <div ref={place} className="tl-scroll" onScroll={keepMiddle}>
      <div className="tl-canvas" style={{ width: scale.width, height }}>
        <svg width={scale.width} height={height} role="group" aria-label={t('drawing')} aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown + - 0" onKeyDown={onKeyDown}>
          <Patterns id={id} />
          <Axis scale={scale} height={height} zone={zone} />
          <EventMarks marks={marks} width={scale.width} height={height} zone={zone} current={current} entry={entry} onPick={onPick} />
          {lanes.map((lane, index) => (
            <LaneBars key={lane.key} lane={lane} index={index} scale={scale} id={id} zone={zone} current={current} entry={entry} onPick={onPick} />
          ))}
          {ticket.open && <NowLine lanes={lanes} scale={scale} height={height} id={id} />}
        </svg>
        <div className="tl-heads" style={{ paddingTop: TOP }}>
          {lanes.map((lane) => (
            <div key={lane.key} className="tl-head-row" style={{ height: LANE }}>
              <LaneHead lane={lane} cycles={cycles} zone={zone} onWhy={() => onWhy(lane.head.id)} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
