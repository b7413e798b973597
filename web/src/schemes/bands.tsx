import { useTranslation } from 'react-i18next';
import { decimalOf, Exact } from '../exact/exact.tsx';
import { type Band, useSpecName } from './scheme-spec.ts';

/** Grades from 0 to 100, the worst on the left, with what each pays. */
export function Bands({ bands }: { bands: readonly Band[] }) {
  const { t } = useTranslation('schemes');
  const specName = useSpecName();
  return (
    <ol className="bands">
      {bands.toReversed().map((band, at, all) => {
        const from = decimalOf(band.from);
        const to = decimalOf(all[at + 1]?.from ?? '100');
        return (
          <li key={band.from} style={{ flexGrow: Math.max(8, to - from) }}>
            <strong>{specName(band.name)}</strong>
            <span className="soft">
              ≥ <Exact of={band.from} />
            </span>
            {band.payPercent && <span className="soft">{t('bands.pays', { percent: band.payPercent })}</span>}
          </li>
        );
      })}
    </ol>
  );
}
