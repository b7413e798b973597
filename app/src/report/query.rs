//! Which clocks a report is about: the same question for the figures and for what stands behind them.

use chrono::SubsecRound;
use domain::Instant;
use domain::ids::{AgencyId, ContractId, SystemId, TeamId, UserId, VendorId};
use domain::scorecard::Period;
use domain::sla::Metric;
use domain::ticket::{Priority, TicketKind};
use serde::{Deserialize, Serialize};
pub use storage::query::report::Dimension;
use storage::query::report::ReportFilter;

use super::grouping::mistakes_of;
use crate::{Error, Op, Result, Violation};

/// Which clocks a report counts, and what its rows are told apart by. `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportQuery {
    /// The first and the last month, as `YYYYMM` in each contract's zone: the way a period is judged.
    pub from_month: Option<i32>,
    pub until_month: Option<i32>,
    /// Counted in `[from, before)`: instants, where a report crosses months.
    pub counted_from: Option<Instant>,
    pub counted_before: Option<Instant>,
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    /// That agency without what is under it: what a row that is grouped by agency counts.
    pub agency_alone: bool,
    pub system: Option<SystemId>,
    /// The ticket's priority now.
    pub priority: Option<Priority>,
    pub metric: Option<Metric>,
    pub kind: Option<TicketKind>,
    /// As the vendor stated it, word for word.
    pub cause: Option<String>,
    /// With a cause, or without.
    pub cause_stated: Option<bool>,
    pub team: Option<TeamId>,
    /// With a team, or in the vendor's common queue.
    pub routed: Option<bool>,
    pub assignee: Option<UserId>,
    /// With an engineer, or without.
    pub assigned: Option<bool>,
    /// At most two, none twice; none at all gives the total alone.
    pub group_by: Vec<Dimension>,
}

impl ReportQuery {
    /// # Errors
    /// `INVALID` for a month that is none, more than two dimensions, or one twice.
    pub(super) fn check(&self) -> Result<()> {
        let mut violations = Vec::new();
        for (field, month) in [("fromMonth", self.from_month), ("untilMonth", self.until_month)] {
            if month.is_some_and(|month| Period::month(month).is_none()) {
                let en = "a month is written YYYYMM, for example 202611";
                violations.push(Violation::new("INVALID_MONTH", field, en, "月份格式为 YYYYMM，例如 202611"));
            }
        }
        // No ticket's cause holds NUL, and PostgreSQL takes no text that does.
        if self.cause.as_ref().is_some_and(|cause| cause.contains('\0')) {
            let en = "cause holds the character NUL";
            violations.push(Violation::new("INVALID", "cause", en, "cause 含有空字符 NUL"));
        }
        violations.extend(mistakes_of(&self.group_by));
        if violations.is_empty() { Ok(()) } else { Err(Error::Invalid(violations)) }
    }

    /// The same for the database.
    pub(super) fn filter(&self, op: &Op) -> ReportFilter {
        ReportFilter {
            from_month: self.from_month,
            until_month: self.until_month,
            counted_from: self.counted_from,
            counted_before: self.counted_before,
            contract: self.contract,
            vendor: self.vendor,
            agencies: self.agency.map(|agency| match self.agency_alone {
                true => vec![agency],
                false => op.directory().below(agency),
            }),
            system: self.system,
            priority: self.priority,
            metric: self.metric,
            kind: self.kind,
            cause: self.cause.clone(),
            cause_stated: self.cause_stated,
            team: self.team,
            routed: self.routed,
            assignee: self.assignee,
            assigned: self.assigned,
        }
    }
}

/// The time by which clocks are counted: deadlines compare whole seconds, and at the due second itself the promise can
/// still be kept (S1).
pub(super) fn counted_at(op: &Op) -> Instant {
    op.now().trunc_subsecs(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_of_a_report_is_named_at_once() {
        let query = ReportQuery {
            from_month: Some(202613),
            until_month: Some(202612),
            group_by: vec![Dimension::Month, Dimension::Vendor, Dimension::Month],
            ..ReportQuery::default()
        };
        let Err(Error::Invalid(violations)) = query.check() else { panic!("this report must be refused") };
        let codes: Vec<_> = violations.iter().map(|violation| (violation.code, violation.field)).collect();
        let expected = [
            ("INVALID_MONTH", Some("fromMonth")),
            ("TOO_MANY_DIMENSIONS", Some("groupBy")),
            ("DUPLICATE", Some("groupBy")),
        ];
        assert_eq!(codes, expected);
        let grouped = ReportQuery { group_by: vec![Dimension::Month, Dimension::Metric], ..query };
        assert!(grouped.check().is_err(), "the month is still none");
        assert!(ReportQuery { cause: Some("磁盘\0".to_owned()), ..ReportQuery::default() }.check().is_err());
        assert!(ReportQuery::default().check().is_ok());
    }
}
