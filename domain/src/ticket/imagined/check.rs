//! What cannot be asked about: too many of something, moments out of order.

use chrono::{Datelike, TimeDelta};

use super::{
    IMAGINED_CHANGES_MAX, IMAGINED_CYCLES_MAX, IMAGINED_DAYS_MAX, IMAGINED_PAUSES_MAX, IMAGINED_REPORTS_MAX, Imagined,
};
use crate::Instant;
use crate::ticket::{Refusal, RefusalCode};

impl Imagined {
    pub(super) fn too_many(&self) -> Vec<Refusal> {
        let counts = [
            ("pauses", self.pauses.len(), IMAGINED_PAUSES_MAX),
            ("priorityChanges", self.priority_changes.len(), IMAGINED_CHANGES_MAX),
            ("laterCycles", self.later_cycles.len(), IMAGINED_CYCLES_MAX),
            ("progressReports", self.progress_reports.len(), IMAGINED_REPORTS_MAX),
        ];
        let over = counts.into_iter().filter(|(_, found, most)| found > most);
        over.map(|(field, found, most)| {
            let en = format!("{field} has {found} entries, at most {most} are allowed");
            Refusal::new(RefusalCode::TooLong, Some(field), en, format!("{field} 有 {found} 项，最多允许 {most} 项"))
        })
        .collect()
    }

    pub(super) fn out_of_order(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        if !(2000..=2100).contains(&self.raised_at.year()) {
            let (en, zh) = ("the year must be 2000 to 2100", "年份须在 2000 至 2100 之间");
            refusals.push(Refusal::new(RefusalCode::Invalid, Some("raisedAt"), en, zh));
            return refusals;
        }
        let latest = self.raised_at + TimeDelta::days(IMAGINED_DAYS_MAX);
        for (field, at) in self.moments() {
            if at < self.raised_at {
                let en = format!("{field} lies before raisedAt");
                refusals.push(Refusal::new(
                    RefusalCode::BeforeRaised,
                    Some(field),
                    en,
                    format!("{field} 早于报障时间"),
                ));
            } else if at > latest {
                let en = format!("{field} lies more than {IMAGINED_DAYS_MAX} days after raisedAt");
                let zh = format!("{field} 距报障时间超过 {IMAGINED_DAYS_MAX} 天");
                refusals.push(Refusal::new(RefusalCode::Invalid, Some(field), en, zh));
            }
        }
        let mut before =
            |field: &'static str, first: Option<Instant>, then: Option<Instant>, (en, zh): (&str, &str)| {
                if first.zip(then).is_some_and(|(first, then)| then < first) {
                    refusals.push(Refusal::new(RefusalCode::OutOfOrder, Some(field), en, zh));
                }
            };
        for pause in &self.pauses {
            before(
                "pauses",
                Some(pause.from),
                pause.to,
                ("a pause ends before it begins", "挂起的结束时间早于开始时间"),
            );
            let words = ("a pause is decided before it begins", "挂起在开始之前已被审核");
            before("pauses", Some(pause.from), pause.decided_at, words);
        }
        before("resolvedAt", self.restored_at, self.resolved_at, ("resolved before restored", "解决时间早于恢复时间"));
        let unconfirmed = ("confirmed before there is a solution", "确认时间早于解决时间");
        let never = Some(Instant::MAX_UTC);
        before("confirmedAt", self.resolved_at.or(never), self.confirmed_at, unconfirmed);
        let mut solved = self.confirmed_at.or(self.resolved_at);
        for cycle in &self.later_cycles {
            let words = ("a cycle begins before the solution of the one before it", "新一轮处理早于上一轮的解决时间");
            before("laterCycles", solved.or(never), Some(cycle.reopened_at), words);
            let words = ("a cycle is restored or resolved before it begins", "本轮的恢复或解决时间早于其开始时间");
            before("laterCycles", Some(cycle.reopened_at), cycle.restored_at.or(cycle.resolved_at), words);
            let words = ("resolved before restored", "解决时间早于恢复时间");
            before("laterCycles", cycle.restored_at, cycle.resolved_at, words);
            before("laterCycles", cycle.resolved_at.or(never), cycle.confirmed_at, unconfirmed);
            solved = cycle.confirmed_at.or(cycle.resolved_at);
        }
        refusals
    }

    /// Every moment by the field that gives it.
    fn moments(&self) -> Vec<(&'static str, Instant)> {
        let milestones = [
            ("assignedAt", self.assigned_at),
            ("acknowledgedAt", self.acknowledged_at),
            ("arrivedAt", self.arrived_at),
            ("restoredAt", self.restored_at),
            ("resolvedAt", self.resolved_at),
            ("confirmedAt", self.confirmed_at),
            ("cancelledAt", self.cancelled_at),
        ];
        let mut moments: Vec<_> = milestones.into_iter().filter_map(|(field, at)| Some((field, at?))).collect();
        let all = |field: &'static str, at: [Option<Instant>; 4]| at.into_iter().flatten().map(move |at| (field, at));
        for cycle in &self.later_cycles {
            moments.extend(all(
                "laterCycles",
                [Some(cycle.reopened_at), cycle.restored_at, cycle.resolved_at, cycle.confirmed_at],
            ));
        }
        for pause in &self.pauses {
            moments.extend(all("pauses", [Some(pause.from), pause.to, pause.decided_at, None]));
        }
        moments.extend(self.priority_changes.iter().map(|change| ("priorityChanges", change.0)));
        moments.extend(self.progress_reports.iter().map(|at| ("progressReports", *at)));
        moments
    }
}
