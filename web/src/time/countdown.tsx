import { ClockCircleOutlined, PauseOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ClockState } from '../gql/schema.ts';
import { useLanguage } from '../app/use-language.ts';
import { formatDuration, formatTicking } from './format.ts';
import { useSecond } from './tick.ts';

type Props = {
  state: ClockState;
  /** Null while paused. */
  dueAt: string | null | undefined;
  /** Whether the service is closed now, when the API says so: the deadline already takes it into account. */
  closed?: boolean;
};

/** How near is near, for the colour alone; what counts as a warning is the policy's and comes as an alert. */
const SOON_SECONDS = 1_800;
/** From here on days say more than seconds. */
const DAYS_SECONDS = 172_800;

/** Time left until a deadline, to the second, or how long it has passed. */
export function Countdown({ state, dueAt, closed = false }: Props) {
  const { t } = useTranslation('app');
  if (state === 'PAUSED') {
    return (
      <span className="countdown countdown-paused">
        <PauseOutlined /> {t('countdown.paused')}
      </span>
    );
  }
  if (!dueAt || (state !== 'RUNNING' && state !== 'BREACHED' && state !== 'AWAITING_CALENDAR')) return <span aria-hidden>—</span>;
  return <Ticking due={Date.parse(dueAt) / 1000} closed={closed} />;
}

function Ticking({ due, closed }: { due: number; closed: boolean }) {
  const { t } = useTranslation('app');
  const language = useLanguage();
  const left = Math.ceil(due - useSecond());
  const time = Math.abs(left) < DAYS_SECONDS ? formatTicking(left) : formatDuration(Math.abs(left), language);
  if (left < 0) return <span className="countdown countdown-over">{t('countdown.over', { time })}</span>;
  const look = closed ? 'countdown-closed' : left < SOON_SECONDS ? 'countdown-soon' : 'countdown-running';
  return (
    <span className={`countdown ${look}`} role="timer">
      {closed && <ClockCircleOutlined />} {time}
      {closed && <small> {t('countdown.closed')}</small>}
    </span>
  );
}
