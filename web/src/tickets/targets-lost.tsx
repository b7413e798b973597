import { useTranslation } from 'react-i18next';
import { WordTag, useWord } from '../words/word.tsx';
import { PromiseLength } from './promise-length.tsx';
import type { PreviewClock } from './raise-preview.tsx';

type Choice = NonNullable<PreviewClock['explanation']>['targets'][number];

/** Every promise of the metric that was looked at: the one that applies, and why each other does not. */
export function TargetsLost({ targets }: { targets: readonly Choice[] }) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const ranked = [...targets].sort((a, b) => Number(b.outcome === 'CHOSEN') - Number(a.outcome === 'CHOSEN'));
  const conditions = ({ target }: Choice) =>
    [
      word('Priority', target.priority),
      target.guard && t('raise.guard'),
      target.siteClass && word('SiteClass', target.siteClass),
      target.ticketKind && word('TicketKind', target.ticketKind),
      target.systemType,
      target.protection && t('raise.protectionRange', target.protection),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <details>
      <summary>{t('raise.lost', { count: targets.length })}</summary>
      <ul className="things">
        {ranked.map((choice) => (
          <li key={choice.target.id} className="thing-head">
            <span>{conditions(choice)}</span>
            <span>
              <PromiseLength of={choice.target.duration} />
            </span>
            <WordTag of="ChoiceOutcome" is={choice.outcome} />
          </li>
        ))}
      </ul>
    </details>
  );
}
