import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { Countdown } from '../time/countdown.tsx';
import { formatDuration } from '../time/format.ts';
import { Instant } from '../time/instant.tsx';
import { useMinute } from '../time/tick.ts';

/** Beyond this, seconds say nothing: days and hours do. */
const TICKING_SECONDS = 86_400;

/** Until when somebody has to act, and how long that is still. */
export function Remaining({ dueAt, provisional = false }: { dueAt: string | null | undefined; provisional?: boolean }) {
  const { t } = useTranslation('decisions');
  const language = useLanguage();
  const now = useMinute() * 60;
  if (!dueAt) return <span aria-hidden>—</span>;
  const left = Date.parse(dueAt) / 1000 - now;
  return (
    <span className="remaining">
      {left > TICKING_SECONDS ? (
        <span className="countdown countdown-running">{t('left', { time: formatDuration(left - (left % 3_600), language) })}</span>
      ) : (
        <Countdown state="RUNNING" dueAt={dueAt} />
      )}
      <small className="remaining-at">
        <Instant at={dueAt} />
        {provisional && ` ${t('provisional')}`}
      </small>
    </span>
  );
}
