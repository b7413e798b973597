import { useTranslation } from 'react-i18next';
import { Name } from '../party/name.tsx';
import { Word } from '../words/word.tsx';
import type { Clock } from './lanes.ts';
import { PartySwatch } from './swatch.tsx';
import { OpenTime } from './open-time.tsx';

/** Who answers for how much of the open time. */
export function Charges({ clock }: { clock: Clock }) {
  const { t } = useTranslation('timeline');
  const charges = clock.explanation?.charges ?? [];
  if (charges.length === 0) return null;
  return (
    <>
      <h4 className="tl-part-title">{t('charges')}</h4>
      <ul className="tl-charges">
        {charges.map((charge) => (
          <li key={`${charge.party} ${charge.vendor?.id ?? ''}`}>
            <PartySwatch party={charge.party} /> {charge.vendor ? <Name of={charge.vendor} /> : <Word of="PauseParty" is={charge.party} />}
            <OpenTime seconds={charge.openSeconds} />
          </li>
        ))}
      </ul>
    </>
  );
}
