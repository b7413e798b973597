import { useTranslation } from 'react-i18next';
import { Section } from '../page/section.tsx';
import { CivilDate } from '../time/instant.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { Word, WordTag } from '../words/word.tsx';
import type { Review } from './review-body.tsx';

type Item = Review['items'][number];

/** The checklist by section, each clause with what was answered. */
export function ReviewItems({ review }: { review: Review }) {
  const { t } = useTranslation('contracts');
  const sections = [...new Set(review.items.map(({ item }) => item.section))];
  return (
    <Section title={t('review.items', { count: review.items.length })}>
      {sections.map((section) => (
        <div key={section}>
          <h3 className="checklist-section">{section}</h3>
          {review.items
            .filter(({ item }) => item.section === section)
            .map((one) => (
              <Checked key={one.item.code} one={one} />
            ))}
        </div>
      ))}
    </Section>
  );
}

function Checked({ one: { item, outcome, evidence, answers } }: { one: Item }) {
  const { t } = useTranslation('contracts');
  // Who says the same without more words stands in one line.
  const silent = answers.filter(({ note, deadlineOn }) => !note && !deadlineOn);
  const alike = [...new Set(silent.map(({ answer }) => answer))];
  return (
    <div className="check-item">
      <div className="row-head">
        {outcome ? <WordTag of="ReviewItemOutcome" is={outcome} /> : <ToneTag>{t('review.open')}</ToneTag>}
        {item.mandatory && <ToneTag tone="bad">{t('review.mandatory')}</ToneTag>}
        {item.check && <ToneTag>{t('review.automatic')}</ToneTag>}
        {item.clause && <span className="soft">{item.clause}</span>}
      </div>
      <p>{item.requirement}</p>
      {evidence && <p className="soft">{evidence}</p>}
      {answers.length > 0 && (
        <ul className="check-answers plain-list">
          {alike.map((answer) => (
            <li key={answer}>
              {silent
                .filter((one) => one.answer === answer)
                .map(({ reviewer }) => reviewer.name)
                .join(t('comma'))}
              {t('colon')}
              <Word of="ReviewItemAnswer" is={answer} />
            </li>
          ))}
          {answers
            .filter((one) => !silent.includes(one))
            .map((answer) => (
              <li key={answer.reviewer.id}>
                {answer.reviewer.name}
                {t('colon')}
                <Word of="ReviewItemAnswer" is={answer.answer} />
                {answer.note && ` — ${answer.note}`}
                {answer.deadlineOn && (
                  <span className="soft">
                    {' '}
                    · {t('review.dueOn')} <CivilDate date={answer.deadlineOn} />
                  </span>
                )}
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}
