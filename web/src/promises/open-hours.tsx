import { useTranslation } from 'react-i18next';

type Hours = { from: string; to: string };

function clock(at: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(new Date(at));
}

/** `08:00–12:00`; midnight as an end is 24:00. */
export function useHours(zone: string) {
  const { t } = useTranslation('promises');
  return (open: readonly Hours[]): string =>
    open.length === 0
      ? t('day.closed')
      : open.map(({ from, to }) => `${clock(from, zone)}–${clock(to, zone) === '00:00' ? '24:00' : clock(to, zone)}`).join(t('comma'));
}
