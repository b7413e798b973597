//! The list of jobs, one file each. The lines are staggered, so that they do not all start in the same second.

use std::time::Duration;

use crate::{Job, Jobs};

mod alert_contract_dates;
mod alert_rectifications;
mod apply_exclusions;
mod check_calendar_coverage;
mod check_uncovered;
mod deliver_notifications;
mod deliver_reports;
mod draft_assessments;
mod drop_unfinished_files;
mod expire_contracts;
mod extend_update_links;
mod flag_missed_inspections;
mod flag_sla;
mod follow_calendars;
pub mod index_search;
mod lapse_disputes;
mod lapse_pauses;
mod lapse_proposals;
mod prune_feed;
mod prune_idempotency_keys;
mod prune_job_runs;
mod raise_inspections;
mod raise_severity;
mod rebuild_search;
mod refresh_scorecards;
pub mod relay_outbox;
mod run_backtests;
mod seal_audit;
pub mod send_webhooks;
mod settle_silence;

pub fn all() -> Jobs {
    Jobs::new([
        Job::new(flag_sla::NAME, flag_sla::run).due("*/5 * * * * *"),
        // Not on schedule: its loop is crate::relay.
        Job::new(relay_outbox::NAME, relay_outbox::run),
        Job::new(follow_calendars::NAME, follow_calendars::run).due("7,17,27,37,47,57 * * * * *"),
        Job::new(run_backtests::NAME, run_backtests::run).due("4,14,24,34,44,54 * * * * *"),
        Job::new(raise_severity::NAME, raise_severity::run).due("9,19,29,39,49,59 * * * * *"),
        Job::new(deliver_notifications::NAME, deliver_notifications::run)
            .due("3,8,13,18,23,28,33,38,43,48,53,58 * * * * *"),
        Job::new(extend_update_links::NAME, extend_update_links::run).due("12 * * * * *"),
        Job::new(lapse_pauses::NAME, lapse_pauses::run).due("17 * * * * *"),
        Job::new(settle_silence::NAME, settle_silence::run).due("27 * * * * *"),
        Job::new(lapse_disputes::NAME, lapse_disputes::run).due("36 * * * * *"),
        Job::new(lapse_proposals::NAME, lapse_proposals::run).due("51 * * * * *"),
        Job::new(apply_exclusions::NAME, apply_exclusions::run).due("2,22,42 * * * * *"),
        Job::new(refresh_scorecards::NAME, refresh_scorecards::run).due("22 * * * * *"),
        Job::new(expire_contracts::NAME, expire_contracts::run).due("33 */10 * * * *"),
        Job::new(alert_contract_dates::NAME, alert_contract_dates::run).due("38 7 * * * *"),
        Job::new(check_uncovered::NAME, check_uncovered::run).due("53 */5 * * * *"),
        Job::new(drop_unfinished_files::NAME, drop_unfinished_files::run).due("53 47 * * * *"),
        Job::new(alert_rectifications::NAME, alert_rectifications::run).due("41 9 * * * *"),
        Job::new(draft_assessments::NAME, draft_assessments::run).due("51 12 * * * *"),
        Job::new(deliver_reports::NAME, deliver_reports::run).due("46 * * * * *"),
        Job::new(raise_inspections::NAME, raise_inspections::run).due("6 * * * * *"),
        Job::new(flag_missed_inspections::NAME, flag_missed_inspections::run).due("56 * * * * *"),
        // A minute after an hour that has just ended is ripe.
        Job::new(seal_audit::NAME, seal_audit::run).due("24 16 * * * *"),
        Job::new(prune_idempotency_keys::NAME, prune_idempotency_keys::run).due("28 37 * * * *"),
        Job::new(prune_job_runs::NAME, prune_job_runs::run).due("43 27 * * * *"),
        Job::new(prune_feed::NAME, prune_feed::run).due("58 17 2 * * *"),
        // Not on schedule either: their loops are in crate::follow.
        Job::new(index_search::NAME, index_search::run),
        Job::new(send_webhooks::NAME, send_webhooks::run),
        Job::new(rebuild_search::NAME, rebuild_search::run).at_most(Duration::from_secs(6 * 3_600)),
        Job::new(check_calendar_coverage::NAME, check_calendar_coverage::run).due("48 17 1 * * *"),
    ])
}
