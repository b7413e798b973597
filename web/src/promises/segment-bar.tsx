import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { formatInstant } from '../time/format.ts';
import { useWord, Word } from '../words/word.tsx';
import type { SimulatedClockData } from './simulated-clock.tsx';

export type Segments = NonNullable<SimulatedClockData['explanation']>['segments'];

/** Service hours, closed hours and pauses up to the deadline, as long as they last. */
export function SegmentBar({ segments: all, dueAt }: { segments: Segments; dueAt: string }) {
  const { t } = useTranslation('promises');
  const language = useLanguage();
  const word = useWord();
  const due = Date.parse(dueAt);
  const segments = all.filter(({ from }) => Date.parse(from) < due).map((one) => (Date.parse(one.to) > due ? { ...one, to: dueAt } : one));
  const length = ({ from, to }: Segments[number]) => Date.parse(to) - Date.parse(from);
  const whole = segments.reduce((sum, one) => sum + length(one), 0);
  const [first] = segments;
  if (whole <= 0 || !first) return null;
  const said = (one: Segments[number]) =>
    `${word('SegmentKind', one.kind)} ${formatInstant(one.from, language)} – ${formatInstant(one.to, language)}`;
  return (
    <div className="segments">
      <div className="segments-bar" role="img" aria-label={segments.map(said).join('; ')}>
        {segments.map((one) => (
          <span key={`${one.from} ${one.kind}`} className={`segment segment-${one.kind}`} style={{ flexGrow: length(one) / whole }} title={said(one)} />
        ))}
      </div>
      <div className="segments-ends">
        <span>{formatInstant(first.from, language)}</span>
        <span>{t('simulator.dueAt', { at: formatInstant(dueAt, language) })}</span>
      </div>
    </div>
  );
}

const drawn = ['RUNNING', 'CLOSED', 'PAUSED'] as const;

/** What the bars' parts mean. */
export function SegmentLegend() {
  return (
    <ul className="segments-legend">
      {drawn.map((kind) => (
        <li key={kind}>
          <span className={`segment segment-${kind}`} aria-hidden />
          <Word of="SegmentKind" is={kind} />
        </li>
      ))}
    </ul>
  );
}
