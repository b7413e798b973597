import { useTranslation } from 'react-i18next';
import type { Clock } from './lanes.ts';

const WIDE = 72;

/**
 * How much of the promise is used up, with the levels at which the policy warns. Only where the limit counts from the start of the clock:
 * elsewhere the two numbers are not of the same stretch.
 */
export function Gauge({ clock }: { clock: Clock }) {
  const { t } = useTranslation('timeline');
  const governs = clock.explanation?.limits.find((limit) => limit.outcome === 'GOVERNS' || limit.outcome === 'WAITING');
  if (!clock.target || clock.targetSeconds <= 0 || governs?.cause !== 'START' || clock.state === 'CANCELLED') return null;
  const share = clock.elapsedSeconds / clock.targetSeconds;
  const percent = Math.floor(share * 100);
  const levels = clock.target.warnPercent;
  const passed = levels.filter((level) => percent >= level).length;
  const label = t('gauge', { percent, levels: levels.map((level) => `${level}%`).join(t('listed')) });
  const look = share > 1 ? 'over' : passed > 0 ? 'warned' : 'fine';
  return (
    <span className="tl-gauge" title={label}>
      <svg width={WIDE} height="10" role="img" aria-label={label}>
        <rect x="0.5" y="2.5" width={WIDE - 1} height="5" rx="2.5" className="tl-gauge-ground" />
        <rect x="0.5" y="2.5" width={Math.max(2, Math.min(1, share) * (WIDE - 1))} height="5" rx="2.5" className={`tl-gauge-${look}`} />
        {levels.map((level) => (
          <line key={level} x1={(level / 100) * WIDE} x2={(level / 100) * WIDE} y1="0" y2="10" className="tl-gauge-level" />
        ))}
      </svg>
      <span className="figure">{percent}%</span>
    </span>
  );
}
