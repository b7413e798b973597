import { useTranslation } from 'react-i18next';
import { useSecond } from '../time/tick.ts';
import { AXIS, BAR, HEAD, laneTop } from './geometry.ts';
import { barsOf, type Lane } from './lanes.ts';
import { fillOf, lookOf } from './look.ts';
import type { Scale } from './scale.ts';

type Props = { lanes: readonly Lane[]; scale: Scale; height: number; id: string };

/** Now, which moves; the bars of clocks that nothing has stopped go on up to it. */
export function NowLine({ lanes, scale, height, id }: Props) {
  const { t } = useTranslation('timeline');
  const now = useSecond() * 1000;
  const x = scale.x(now);
  return (
    <g aria-hidden="true" className="tl-now-group">
      {lanes.map((lane, index) => {
        const last = barsOf(lane).at(-1);
        if (!last || last.clock.stoppedAt || last.clock.state === 'CANCELLED') return null;
        const from = scale.x(last.to);
        const look = lookOf(last.segment.kind, last.late);
        return <rect key={lane.key} x={from} y={laneTop(index) + HEAD} width={Math.max(0, x - from)} height={BAR} fill={fillOf(look, id)} className={`tl-bar tl-bar-${look}`} />;
      })}
      <line x1={x} x2={x} y1={AXIS - 4} y2={height} className="tl-now" />
      <rect x={Math.min(Math.max(x - 18, 0), scale.width - 36)} y={AXIS - 2} width={36} height={15} rx={3} className="tl-now-plate" />
      <text x={Math.min(Math.max(x, 18), scale.width - 18)} y={AXIS + 9} textAnchor="middle" className="tl-now-word">
        {t('now')}
      </text>
    </g>
  );
}
