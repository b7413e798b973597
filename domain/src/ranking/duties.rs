//! What agencies owe their vendors: to take up what was raised, to confirm what was solved, to decide pauses fairly.

use serde::{Deserialize, Serialize};

use super::assessed::mean;
use super::{Candidate, RankingMeasure, Standing, UnratedReason};
use crate::ids::AgencyId;

/// What is counted of an agency over a period, of tickets that were raised in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Duties {
    /// Tickets that were assigned.
    pub accepted: i64,
    /// Seconds from raising to the first assignment, round the clock, over all of them.
    pub accept_seconds: i64,
    /// Tickets closed after a solution.
    pub confirmed: i64,
    /// Seconds from the last solution to the closing, round the clock, over all of them.
    pub confirm_seconds: i64,
    /// Pauses that began in the period and were accepted or rejected.
    pub pauses_decided: i64,
    /// Of these, rejected.
    pub pauses_rejected: i64,
}

impl Duties {
    /// The figure of a measure as it is published, and how many events it rests on.
    fn figure(self, measure: RankingMeasure) -> (Option<i64>, i64) {
        match measure {
            RankingMeasure::Score => (None, 0),
            RankingMeasure::TimeToAccept => (mean(self.accept_seconds, self.accepted), self.accepted),
            RankingMeasure::TimeToConfirm => (mean(self.confirm_seconds, self.confirmed), self.confirmed),
            RankingMeasure::RejectedPauses => {
                (mean(self.pauses_rejected.saturating_mul(10_000), self.pauses_decided), self.pauses_decided)
            }
        }
    }
}

/// The candidates of one measure.
pub fn duty_candidates<'a>(
    measure: RankingMeasure,
    agencies: impl IntoIterator<Item = (AgencyId, &'a str, Duties)>,
) -> Vec<Candidate> {
    let candidate = |(agency, name, duties): (AgencyId, &str, Duties)| {
        let (figure, sample) = duties.figure(measure);
        let standing = figure.map_or(Standing::Unrated(UnratedReason::NothingToRate), Standing::Figure);
        Candidate { subject: agency.0, name: name.to_owned(), standing, grade: None, sample, notes: Vec::new() }
    };
    agencies.into_iter().map(candidate).collect()
}
