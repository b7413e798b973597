import { useLanguage } from '../app/use-language.ts';
import { formatDate, formatDuration, formatInstant, formatRelative, type Precision, SERVICE_ZONE, viewerZone, zoneName } from './format.ts';
import { useMinute } from './tick.ts';

type InstantProps = {
  /** RFC 3339, as the API gives it. */
  at: string | null | undefined;
  precision?: Precision;
  /** The zone of the service; what the API names where it names one. */
  zone?: string;
  /** Whether the zone stands beside it; it is in the tooltip in any case. */
  showZone?: boolean;
};

/** A point in time in the service's zone. Where the viewer's own differs, the tooltip says both. */
export function Instant({ at, precision = 'minute', zone = SERVICE_ZONE, showZone = false }: InstantProps) {
  const language = useLanguage();
  if (!at) return <span aria-hidden>—</span>;
  const own = viewerZone();
  const full = `${formatInstant(at, language, 'second', zone)} ${zoneName(zone, language)}`;
  const title = own === zone ? full : `${full}\n${formatInstant(at, language, 'second', own)} ${zoneName(own, language)}`;
  return (
    <time dateTime={at} title={title} className="figure">
      {formatInstant(at, language, precision, zone)}
      {showZone && <small className="zone"> {zoneName(zone, language)}</small>}
    </time>
  );
}

/** How long ago, or until when, with the exact time in the tooltip. */
export function Ago({ at }: { at: string | null | undefined }) {
  const language = useLanguage();
  const now = useMinute() * 60_000;
  if (!at) return <span aria-hidden>—</span>;
  return (
    <time dateTime={at} title={`${formatInstant(at, language, 'second')} ${zoneName(SERVICE_ZONE, language)}`}>
      {formatRelative(at, now, language)}
    </time>
  );
}

/** A civil date. */
export function CivilDate({ date }: { date: string | null | undefined }) {
  const language = useLanguage();
  if (!date) return <span aria-hidden>—</span>;
  return (
    <time dateTime={date} className="figure">
      {formatDate(date, language)}
    </time>
  );
}

export function Duration({ seconds }: { seconds: number | null | undefined }) {
  const language = useLanguage();
  if (seconds === null || seconds === undefined) return <span aria-hidden>—</span>;
  return <span className="figure">{formatDuration(seconds, language)}</span>;
}
