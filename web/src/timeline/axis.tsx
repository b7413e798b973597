import { useLanguage } from '../app/use-language.ts';
import { localeOf } from '../app/language.ts';
import { AXIS } from './geometry.ts';
import { ticksOf, type Scale } from './scale.ts';

type Props = { scale: Scale; height: number; zone: string };

/** Milliseconds by which the clocks of a zone are ahead. */
function offsetOf(zone: string, at: number): number {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at).find((part) => part.type === 'timeZoneName');
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name?.value ?? '') ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Days and hours above the lanes, and a break wherever time was cut short. */
export function Axis({ scale, height, zone }: Props) {
  const language = useLanguage();
  const locale = localeOf(language);
  const day = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric', weekday: 'short', timeZone: zone });
  const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
  const ticks = ticksOf(scale, offsetOf(zone, scale.from));
  return (
    <g aria-hidden="true">
      <line x1={0} x2={scale.width} y1={AXIS} y2={AXIS} className="tl-axis" />
      {scale.pieces
        .filter((piece) => piece.squeezed)
        .map((piece) => (
          <g key={piece.from}>
            <rect x={piece.x} y={AXIS} width={piece.width} height={height - AXIS} className="tl-squeezed" />
            <path d={`M${piece.x + piece.width / 2 - 4} ${AXIS - 5} l4 10 M${piece.x + piece.width / 2} ${AXIS - 5} l4 10`} className="tl-break" />
          </g>
        ))}
      {ticks.map(({ at, x, isDay }) => (
        <g key={at}>
          <line x1={x} x2={x} y1={AXIS - 5} y2={isDay ? height : AXIS} className={isDay ? 'tl-day' : 'tl-axis'} />
          <text x={Math.min(Math.max(x, 28), scale.width - 28)} y={AXIS - 9} textAnchor="middle" className={isDay ? 'tl-tick tl-tick-day' : 'tl-tick'}>
            {(isDay ? day : hour).format(at)}
          </text>
        </g>
      ))}
    </g>
  );
}
