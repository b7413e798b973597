import { useTranslation } from 'react-i18next';
import type { PauseParty } from '../gql/schema.ts';
import { useWord } from '../words/word.tsx';
import { lookOf } from './look.ts';
import { barsOf, type Lane } from './lanes.ts';
import { EventGlyph } from './event-glyph.tsx';
import { PartySwatch, Swatch } from './swatch.tsx';

const kinds = ['RUNNING', 'PAUSED', 'CLOSED', 'HAND_OVER', 'RELIEVED', 'GAP'] as const;
const always: ReadonlySet<string> = new Set(['RUNNING', 'PAUSED', 'CLOSED']);
const parties: readonly PauseParty[] = ['VENDOR', 'AGENCY', 'THIRD_PARTY'];

/** What the drawing's patterns, lines and marks stand for, as far as it has them. */
export function Legend({ lanes }: { lanes: readonly Lane[] }) {
  const { t } = useTranslation('timeline');
  const word = useWord();
  const bars = lanes.flatMap(barsOf);
  const there = new Set(bars.map((bar) => bar.segment.kind));
  const charged = new Set(bars.map((bar) => bar.segment.party));
  return (
    <ul className="tl-legend" aria-label={t('legend.name')}>
      {kinds
        .filter((kind) => always.has(kind) || there.has(kind))
        .map((kind) => (
          <li key={kind}>
            <Swatch look={lookOf(kind, false)} /> {word('SegmentKind', kind)}
          </li>
        ))}
      {bars.some((bar) => bar.late) && (
        <li>
          <Swatch look="late" /> {t('legend.late')}
        </li>
      )}
      {parties
        .filter((party) => charged.has(party))
        .map((party) => (
          <li key={party}>
            <PartySwatch party={party} /> {t('legend.charged', { party: word('PauseParty', party) })}
          </li>
        ))}
      {(['step', 'pause', 'turn'] as const).map((shape) => (
        <li key={shape}>
          <svg width="14" height="14" aria-hidden="true" viewBox="-7 -7 14 14">
            <EventGlyph shape={shape} />
          </svg>
          {t(`legend.${shape}`)}
        </li>
      ))}
      <li>
        <svg width="14" height="16" aria-hidden="true">
          <path d="M3 0 V16 M3 1 L12 4.5 L3 8 Z" className="tl-due" />
        </svg>
        {t('legend.due')}
      </li>
      <li>
        <svg width="14" height="16" aria-hidden="true">
          <path d="M2 4 l5 8 M7 4 l5 8" className="tl-break" />
        </svg>
        {t('legend.squeezed')}
      </li>
    </ul>
  );
}
