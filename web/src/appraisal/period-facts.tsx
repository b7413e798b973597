import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Name } from '../party/name.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { Ago, CivilDate, Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { Period } from './period-page.tsx';
import { SchemeLink } from './scheme-link.tsx';
import { Score } from './score.tsx';

export function PeriodFacts({ period }: { period: Period }) {
  const { t } = useTranslation('appraisal');
  const signed = period.signatures.filter((signature) => signature.counts);
  return (
    <TurnBar
      over={period.state === 'FROZEN'}
      facts={[
        { key: 'score', label: t('field.score'), value: <Score score={period.score} grade={period.grade} open={period.state === 'OPEN'} /> },
        period.ownScore !== null && period.ownScore !== period.score && { key: 'own', label: t('period.ownScore'), value: period.ownScore },
        {
          key: 'days',
          label: t('field.period'),
          value: (
            <>
              <CivilDate date={period.startsOn} /> – <CivilDate date={period.endsOn} />
            </>
          ),
        },
        period.actsAt !== null && {
          key: 'acts',
          label: t('period.actsAt'),
          value: (
            <>
              <Ago at={period.actsAt} /> <small className="soft">{<Instant at={period.actsAt} />}</small>
            </>
          ),
        },
        { key: 'vendor', label: t('field.vendor'), value: <Name of={period.vendor} /> },
        period.contract && { key: 'agency', label: t('field.agency'), value: <Name of={period.contract.agency} /> },
        period.contract && {
          key: 'contract',
          label: t('field.contract'),
          value: <Link to={`/contracts/${encodeURIComponent(period.contract.id)}`}>{period.contract.number}</Link>,
        },
        { key: 'scheme', label: t('field.scheme'), value: <SchemeLink id={period.schemeId} /> },
        signed.length > 0 && {
          key: 'signed',
          label: t('period.signed'),
          value: signed.map((signature) => (
            <div key={signature.side}>
              <Word of="ActorSide" is={signature.side} /> · {signature.signerName}
            </div>
          )),
        },
        period.objected && { key: 'objected', label: t('period.objected'), value: t('period.objectedText') },
      ]}
    />
  );
}
