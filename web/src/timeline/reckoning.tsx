import { Segmented, Select, Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { BundleButton } from '../export/bundle-button.tsx';
import { Section } from '../page/section.tsx';
import { useLanguage } from '../app/use-language.ts';
import { formatInstant } from '../time/format.ts';
import { useWord } from '../words/word.tsx';
import { Appeal } from './appeal.tsx';
import { Charges } from './charges.tsx';
import type { Clock, TimelineTicket } from './lanes.ts';
import { Rules } from './rules.tsx';
import { Sentences } from './sentences.tsx';
import { Steps } from './steps.tsx';
import { Verdicts } from './verdicts.tsx';
import { Waits } from './waits.tsx';

type Props = { ticket: TimelineTicket; chosen: string | undefined; onChoose: (clockId: string) => void; zone: string; reload: () => void };

/** The one that people ask about first: what is broken, else what runs, else what was judged anew, else the last. */
function mostAsked(clocks: readonly Clock[]): Clock | undefined {
  return (
    clocks.find((clock) => clock.state === 'BREACHED') ??
    clocks.find((clock) => clock.state === 'RUNNING' || clock.state === 'PAUSED' || clock.state === 'AWAITING_CALENDAR') ??
    clocks.find((clock) => clock.verdicts.length > 1 || clock.state === 'EXCLUDED') ??
    clocks.at(-1)
  );
}

/** Why a clock is due when it is, and how it was judged, so that a person can redo it. */
export function Reckoning({ ticket, chosen, onChoose, zone, reload }: Props) {
  const { t } = useTranslation('timeline');
  const word = useWord();
  const wide = Grid.useBreakpoint().lg ?? true;
  const clocks = ticket.clocks.filter((clock) => clock.state !== 'NO_PROMISE' && clock.explanation);
  const clock = clocks.find((one) => one.id === chosen) ?? mostAsked(clocks);
  const cycles = Math.max(...clocks.map((one) => one.cycle), 1);
  if (!clock) return null;
  const options = clocks.map((one) => ({
    value: one.id,
    label: [
      word('Metric', one.metric),
      ...(cycles > 1 ? [t('cycle', { number: one.cycle })] : []),
      ...(one.metric === 'UPDATE' ? [t('chain', { number: one.seq })] : []),
    ].join(' · '),
  }));
  const choose =
    wide && options.length <= 7 ? (
      <Segmented size="small" aria-label={t('why.clock')} options={options} value={clock.id} onChange={onChoose} />
    ) : (
      <Select size="small" aria-label={t('why.clock')} options={options} value={clock.id} onChange={onChoose} popupMatchSelectWidth={false} />
    );
  return (
    <Section title={t('why.title')} className="tl-why-section" actions={choose}>
      <Answer key={clock.id} clock={clock} ticket={ticket} zone={zone} reload={reload} />
    </Section>
  );
}

function Answer({ clock, ticket, zone, reload }: { clock: Clock; ticket: TimelineTicket; zone: string; reload: () => void }) {
  const { t } = useTranslation('timeline');
  const language = useLanguage();
  const word = useWord();
  const metric = word('Metric', clock.metric);
  const question = clock.dueAt
    ? t('why.question', { metric, at: formatInstant(clock.dueAt, language, 'minute', zone) })
    : t(clock.state === 'PAUSED' ? 'why.paused' : 'why.noDue', { metric });
  return (
    <>
      <h3 className="tl-question">{question}</h3>
      <div className="tl-reckoning">
        <div>
          <Steps clock={clock} zone={zone} />
          <Sentences clock={clock} />
          <Charges clock={clock} />
          <Waits clock={clock} zone={zone} />
        </div>
        <Rules clock={clock} ticket={ticket} zone={zone} />
      </div>
      <Verdicts clock={clock} zone={zone} />
      <div className="tl-acts">
        {clock.verdicts.length > 0 && <BundleButton of={{ clockId: clock.id }} size="small" />}
        <Appeal clock={clock} zone={zone} onAppealed={reload} />
      </div>
    </>
  );
}
