import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../page/section.tsx';
import { Instant } from '../time/instant.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { WordTag } from '../words/word.tsx';
import type { Review } from './review-body.tsx';

/** Who sits in the review, and the draw so that anybody can repeat it. */
export function ReviewDraws({ review }: { review: Review }) {
  const { t } = useTranslation('contracts');
  const seats = review.seats ?? [];
  const draws = review.draws ?? [];
  if (seats.length === 0 && draws.length === 0) return null;
  return (
    <Section title={t('draws.title')}>
      {seats.length > 0 && (
        <ul className="key-dates">
          {seats.map((seat) => (
            <li key={`${seat.seat} ${seat.draw}`}>
              <span>
                {t('draws.seat', { number: seat.seat })} · {seat.reviewer.name}
              </span>
              <WordTag of="ReviewSeatState" is={seat.state} />
              {seat.reason && <small>{seat.reason}</small>}
            </li>
          ))}
        </ul>
      )}
      {draws.map((draw) => (
        <details key={draw.number} className="part">
          <summary>
            {t('draws.draw', { number: draw.number })} · <Instant at={draw.drawnAt} precision="second" />
          </summary>
          <p className="soft">{t('draws.how')}</p>
          <p>
            {t('draws.seed')}{' '}
            <Typography.Text code copyable className="hash">
              {draw.seed}
            </Typography.Text>
          </p>
          {/* What scrolls has to be reached by keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="scroll-x" role="region" aria-label={t('draws.candidates')} tabIndex={0}>
            <table className="lots">
              <thead>
                <tr>
                  <th scope="col">{t('draws.candidate')}</th>
                  <th scope="col">{t('draws.key')}</th>
                  <th scope="col">{t('draws.lot')}</th>
                  <th scope="col">{t('draws.result')}</th>
                </tr>
              </thead>
              <tbody>
                {draw.candidates.map((candidate) => (
                  <tr key={candidate.key}>
                    <th scope="row">{candidate.name}</th>
                    <td>
                      <code>{candidate.key}</code>
                    </td>
                    <td>
                      <code>{candidate.lot}</code>
                    </td>
                    <td>{candidate.drawn ? <ToneTag tone="good">{t('draws.drawn')}</ToneTag> : t('draws.notDrawn')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      ))}
    </Section>
  );
}
