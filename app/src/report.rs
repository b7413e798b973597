//! The SLA report: how many promises were kept, every denominator stated (S10).

use chrono::SubsecRound;
use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, ContractId, SystemId, VendorId};
use domain::scorecard::Period;
use domain::sla::{ClockTally, Metric};
use domain::ticket::Priority;
pub use storage::query::report::{Dimension, ReportKey, Spent};
use storage::query::report::{ReportFilter, clocks};

use crate::{Error, Op, Result, Violation};

/// Rows of one report at most: more is a table for a machine, not for people.
const MAX_ROWS: usize = 5_000;
/// Dimensions of one report at most.
const MAX_DIMENSIONS: usize = 2;

/// Which clocks a report counts, and what its rows are told apart by. `None` does not narrow.
#[derive(Clone, Debug, Default)]
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
    pub system: Option<SystemId>,
    /// The ticket's priority now.
    pub priority: Option<Priority>,
    pub metric: Option<Metric>,
    /// At most two, none twice; none at all gives the total alone.
    pub group_by: Vec<Dimension>,
}

/// A report: its rows add up to its total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlaReport {
    pub rows: Vec<ReportRow>,
    pub total: ClockTally,
    /// Over all rows.
    pub spent: Spent,
    /// What has run past its due time by then counts as breached.
    pub as_of: Instant,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// One a dimension, in the order asked for.
    pub keys: Vec<ReportKey>,
    pub tally: ClockTally,
    pub spent: Spent,
}

/// Counts the clocks of the tickets that the actor reaches, in one statement. Needs `report.view`.
///
/// # Errors
/// `INVALID` for a month that is none, more than two dimensions, one twice, or more than 5,000 rows.
pub async fn sla_report(op: &Op, query: &ReportQuery) -> Result<SlaReport> {
    op.require(Action::ReportView)?;
    check(query)?;
    let filter = ReportFilter {
        from_month: query.from_month,
        until_month: query.until_month,
        counted_from: query.counted_from,
        counted_before: query.counted_before,
        contract: query.contract,
        vendor: query.vendor,
        agencies: query.agency.map(|agency| op.directory().below(agency)),
        system: query.system,
        priority: query.priority,
        metric: query.metric,
    };
    // Deadlines compare whole seconds: at the due second itself the promise can still be kept (S1).
    let now = op.now().trunc_subsecs(0);
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::ReportView));
    let rows = clocks(db, &scope, &filter, &query.group_by, now, MAX_ROWS as u64 + 1).await?;
    if rows.len() > MAX_ROWS {
        let en = format!("more than {MAX_ROWS} rows: narrow the report");
        return Err(Error::invalid("TOO_MANY_ROWS", "groupBy", en, format!("超过 {MAX_ROWS} 行，请缩小范围")));
    }
    let total = rows.iter().map(|(_, tally, _)| *tally).sum();
    let spent = rows.iter().fold(Spent::default(), |sum, (.., spent)| sum + *spent);
    let rows = rows.into_iter().map(|(keys, tally, spent)| ReportRow { keys, tally, spent });
    Ok(SlaReport { rows: rows.filter(|row| !row.keys.is_empty()).collect(), total, spent, as_of: op.now() })
}

fn check(query: &ReportQuery) -> Result<()> {
    let mut violations = Vec::new();
    for (field, month) in [("fromMonth", query.from_month), ("untilMonth", query.until_month)] {
        if month.is_some_and(|month| Period::month(month).is_none()) {
            let en = "a month is written YYYYMM, for example 202611";
            violations.push(Violation::new("INVALID_MONTH", field, en, "月份格式为 YYYYMM，例如 202611"));
        }
    }
    let by = &query.group_by;
    if by.len() > MAX_DIMENSIONS {
        let en = "a report has at most two dimensions";
        violations.push(Violation::new("TOO_MANY_DIMENSIONS", "groupBy", en, "报表最多两个维度"));
    }
    if by.iter().enumerate().any(|(place, dimension)| by[..place].contains(dimension)) {
        let en = "a dimension stands twice";
        violations.push(Violation::new("DUPLICATE", "groupBy", en, "维度重复"));
    }
    if violations.is_empty() { Ok(()) } else { Err(Error::Invalid(violations)) }
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
        let Err(Error::Invalid(violations)) = check(&query) else { panic!("this report must be refused") };
        let codes: Vec<_> = violations.iter().map(|violation| (violation.code, violation.field)).collect();
        let expected = [
            ("INVALID_MONTH", Some("fromMonth")),
            ("TOO_MANY_DIMENSIONS", Some("groupBy")),
            ("DUPLICATE", Some("groupBy")),
        ];
        assert_eq!(codes, expected);
        assert!(check(&ReportQuery { group_by: vec![Dimension::Month, Dimension::Metric], ..query }).is_err());
        assert!(check(&ReportQuery::default()).is_ok());
    }
}
