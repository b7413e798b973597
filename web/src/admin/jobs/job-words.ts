import { useTranslation } from 'react-i18next';

/** The platform's jobs; `FrequentJobRuns` and `RareJobRuns` ask for each of them. */
export const jobs = [
  'relay_outbox',
  'deliver_notifications',
  'flag_sla',
  'raise_severity',
  'lapse_pauses',
  'settle_silence',
  'lapse_proposals',
  'extend_update_links',
  'follow_calendars',
  'check_calendar_coverage',
  'apply_exclusions',
  'raise_inspections',
  'flag_missed_inspections',
  'lapse_disputes',
  'refresh_scorecards',
  'draft_assessments',
  'alert_rectifications',
  'alert_contract_dates',
  'expire_contracts',
  'check_uncovered',
  'run_backtests',
  'deliver_reports',
  'send_webhooks',
  'index_search',
  'rebuild_search',
  'seal_audit',
  'drop_unfinished_files',
  'prune_feed',
  'prune_idempotency_keys',
  'prune_job_runs',
] as const;

export type JobName = (typeof jobs)[number];

export const outcomes = ['running', 'done', 'failed'] as const;

/** The figures that reports of jobs have. */
const figures = [
  'accepted', 'addresses', 'adjusted', 'answered', 'breaches', 'cards', 'changes', 'clocks', 'confirmed', 'coverable', 'deleted', 'delivered', 'done', 'drafted', 'dropped',
  'due', 'dueSoon', 'ending', 'ends', 'entries', 'escalations', 'exclusions', 'expired', 'failed', 'finished', 'followed', 'frozen', 'handOvers', 'idle', 'inUse', 'lapsed',
  'lastSeq', 'left', 'lookedAt', 'looked', 'made', 'messages', 'missed', 'months', 'moved', 'notifications', 'numbered', 'opened', 'overdue', 'passedOn', 'passedOver',
  'pauses', 'plans', 'prunedTo', 'raised', 'ready', 'refused', 'rejected', 'renewed', 'risen', 'running', 'seals', 'skipped', 'switchedOff', 'terminated', 'tickets', 'waiting', 'waits',
  'warnings', 'webhookDeliveries', 'withoutNextYear', 'written',
] as const;

export function useJobWords() {
  const { t } = useTranslation('admin');
  return {
    /** What it does, in a few words; one that is not known here is shown as the platform calls it. */
    job: (name: string): string => {
      const known = jobs.find((one) => one === name);
      return known ? t(`job.${known}`) : name;
    },
    outcome: (state: string): string => {
      const known = outcomes.find((one) => one === state);
      return known ? t(`outcome.${known}`) : state;
    },
    figure: (name: string): string => {
      const known = figures.find((one) => one === name);
      return known ? t(`figure.${known}`) : name;
    },
  };
}
