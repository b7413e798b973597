//! Who consumed the time of clocks.

use app::report::ReportKey;
use async_graphql::{Object, SimpleObject};
use domain::report::time::PartyTime;
use domain::ticket;

use super::keys::ReportKeys;
use crate::graphql::request::Request;
use crate::graphql::words::PauseParty;

/// A report of the use case.
pub struct TimeReport<'a> {
    pub report: app::report::TimeReport,
    pub request: &'a Request,
}

/// Who answers for the time of the clocks that were judged and have stopped, in seconds of their own measure. Its rows add
/// up to its total, and that to elapsed and paused seconds of `slaReport` together.
#[Object(serial)]
impl TimeReport<'_> {
    /// One for each value, or pair of values, of what it is grouped by.
    #[graphql(complexity = "10 * child_complexity")]
    async fn rows(&self) -> Vec<TimeReportRow<'_>> {
        let rows = self.report.rows.iter();
        rows.map(|(keys, time)| TimeReportRow { keys, time: *time, request: self.request }).collect()
    }

    /// Over all rows.
    async fn total(&self) -> ConsumedTime {
        self.report.total.into()
    }
}

/// One row, borrowed from the report.
pub struct TimeReportRow<'a> {
    keys: &'a [ReportKey],
    time: PartyTime,
    request: &'a Request,
}

/// A row of a report of consumed time: the values that it is grouped by, and who answers for how much. The clocks behind it
/// are those of `slaClocks` with the values as filter, met and breached, that have a `stoppedAt`.
#[Object(serial)]
impl TimeReportRow<'_> {
    #[graphql(flatten)]
    async fn keys(&self) -> ReportKeys<'_> {
        ReportKeys { keys: self.keys, request: self.request }
    }

    /// Who answers for how much.
    async fn time(&self) -> ConsumedTime {
        self.time.into()
    }
}

/// The time of clocks by the party that answers for it.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConsumedTime {
    /// Of all parties.
    total_seconds: i64,
    /// One for each party, the agency first.
    parties: Vec<ConsumedByParty>,
}

/// The time that one party answers for.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConsumedByParty {
    /// Who: of time that ran, the vendor whose leg it was, or whom a dispute put it down to; of a pause, the party of its
    /// reason; of time in which the agency decided on a hand-over, the agency; of force majeure, nobody.
    party: PauseParty,
    /// Seconds of the clocks' own measure.
    seconds: i64,
    /// Out of the total as a decimal with four places, a half rounded up; null when there is none.
    share: Option<String>,
    /// The same as an exact fraction in lowest terms.
    share_exact: Option<String>,
}

impl From<PartyTime> for ConsumedTime {
    fn from(time: PartyTime) -> Self {
        let by_party = |party: &ticket::PauseParty| {
            let share = time.share(*party);
            ConsumedByParty {
                party: (*party).into(),
                seconds: time.of(*party),
                share: share.as_ref().map(|share| share.decimal(4)),
                share_exact: share.map(|share| share.to_string()),
            }
        };
        let parties = ticket::PauseParty::ALL.iter().map(by_party).collect();
        Self { total_seconds: time.total(), parties }
    }
}
