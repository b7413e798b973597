//! What a clock counts as, in the words of SQL: the one place for reports and the lists behind them (S10).

use domain::Instant;
use domain::access::TicketScope;
use domain::sla::{ClockTally, SlaCount};
use sea_orm::{DbErr, QueryResult};

use crate::read::{Sql, in_scope_of};

/// Appends the state by which the clock `c` counts: one that runs past a certain due time is breached, whether or not the
/// sweep has come to it.
pub(super) fn counted_state(sql: &mut Sql, now: Instant) {
    sql.push("CASE WHEN c.state = 'RUNNING' AND NOT c.provisional AND c.due_at < ").bind(now);
    sql.push(" THEN 'BREACHED' ELSE c.state END");
}

/// Appends that a state, as [`counted_state`] gives it, counts as this.
pub(super) fn counts_as(sql: &mut Sql, count: SlaCount) {
    for (place, state) in count.states().enumerate() {
        sql.push(if place > 0 { ", '" } else { " IN ('" }).push(state.as_str()).push("'");
    }
    sql.push(")");
}

/// Appends one sum for each count over the column `state`, in the order of [`SlaCount::ALL`].
pub(super) fn sums(sql: &mut Sql) {
    for (place, count) in SlaCount::ALL.iter().enumerate() {
        sql.push(if place > 0 { ", " } else { "" }).push("COALESCE(SUM(CASE WHEN state");
        counts_as(sql, *count);
        sql.push(" THEN 1 ELSE 0 END), 0)");
    }
}

/// How many columns [`sums`] appends.
pub(super) const SUMS: usize = SlaCount::ALL.len();

/// Reads what [`sums`] appended, from the first column on.
pub(super) fn tally(row: &QueryResult) -> Result<ClockTally, DbErr> {
    Ok(ClockTally {
        met: row.try_get_by_index(0)?,
        breached: row.try_get_by_index(1)?,
        running: row.try_get_by_index(2)?,
        excluded: row.try_get_by_index(3)?,
        without_promise: row.try_get_by_index(4)?,
        cancelled: row.try_get_by_index(5)?,
    })
}

/// The clock was judged and has stopped: its time is known.
pub(super) const STOPPED: &str = "c.state IN ('MET', 'BREACHED') AND c.stopped_at IS NOT NULL";

/// Appends where the clocks `c` of a scope come from. A clock is its contract's: after a hand-over that need not be the
/// contract of the vendor that has the ticket now.
pub(super) fn from_clocks(sql: &mut Sql, scope: &TicketScope) {
    sql.push(
        " FROM sla_clock c JOIN ticket t ON t.id = c.ticket_id JOIN service_contract k ON k.id = c.contract_id WHERE ",
    );
    in_scope_of(sql, scope, "t.agency_id", "k.vendor_id");
}
