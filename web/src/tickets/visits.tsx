import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { localeOf } from '../app/language.ts';
import { Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { Facts } from './facts.tsx';
import type { TicketPausesQuery } from './waiting.gql.ts';

type Visit = NonNullable<TicketPausesQuery['ticket']>['visits'][number];

export function Visits({ visits }: { visits: readonly Visit[] }) {
  const { t } = useTranslation('tickets');
  const degrees = new Intl.NumberFormat(localeOf(useLanguage()), { maximumFractionDigits: 5 });
  if (visits.length === 0) return null;
  return (
    <>
      <h3>{t('visits.title')}</h3>
      <ul className="things">
        {visits.map((visit) => (
          <li key={visit.id}>
            <div className="thing-head">
              <strong>{visit.engineer?.name ?? '—'}</strong>
              <WordTag of="VisitSignOff" is={visit.signOff} />
              <span>
                <Instant at={visit.checkedInAt} /> – {visit.checkedOutAt ? <Instant at={visit.checkedOutAt} /> : t('visits.there')}
              </span>
            </div>
            {(visit.note || visit.closingNote) && (
              <p className="thing-note text">
                {visit.note} {visit.closingNote}
              </p>
            )}
            <Facts
              of={[
                visit.position && {
                  label: t('visits.place'),
                  value: `${degrees.format(visit.position.latitude)}, ${degrees.format(visit.position.longitude)}${
                    visit.position.accuracyMetres === null ? '' : ` (±${visit.position.accuracyMetres} m)`
                  }`,
                },
                visit.parts.length > 0 && {
                  label: t('visits.parts'),
                  value: visit.parts.map((part) => (
                    <div key={`${part.name} ${part.serial ?? ''}`}>
                      {part.name} × {part.quantity} {part.serial}
                    </div>
                  )),
                },
                visit.signedAt !== null && {
                  label: t('visits.signed'),
                  value: (
                    <>
                      {visit.signedBy?.name} <Instant at={visit.signedAt} /> {visit.disputeReason}
                    </>
                  ),
                },
              ]}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
