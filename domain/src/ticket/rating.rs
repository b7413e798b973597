//! What each side thinks of the other, once a cycle.

use chrono::TimeDelta;

use super::text::{REASON_MAX, optional};
use super::{ActorSide, Event, Fact, Refusal, RefusalCode, Ticket};
use crate::Instant;

/// A rating out of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The place of its event in the log.
    pub seq: i32,
    /// Who rated: the agency the service, or the vendor the agency's cooperation.
    pub by: ActorSide,
    /// The cycle it is about.
    pub cycle: i32,
    /// 1 to 5.
    pub stars: u8,
    /// Perhaps empty.
    pub remark: String,
    /// When it was given.
    pub at: Instant,
}

/// The ratings of a log, in recorded order.
pub fn ratings(log: &[Event]) -> Vec<Rating> {
    let Some(mut ticket) = log.first().and_then(|first| Ticket::raised(first, None)) else { return Vec::new() };
    let mut found = Vec::new();
    for event in &log[1..] {
        let (by, stars, remark) = match &event.fact {
            Fact::Rated { stars, remark } => (ActorSide::Agency, *stars, remark),
            Fact::CooperationRated { stars, remark } => (ActorSide::Vendor, *stars, remark),
            _ => {
                ticket.apply(event);
                continue;
            }
        };
        let (seq, cycle, remark, at) = (event.seq, ticket.cycle, remark.clone(), event.occurred_at);
        found.push(Rating { seq, by, cycle, stars, remark, at });
    }
    found
}

/// So long the vendor's rating waits for the agency's, unless that comes before.
pub const SEALED_DAYS: i64 = 7;

/// The ratings that a side does not read yet, by their places in the log: what the vendor says of the agency's cooperation,
/// while the agency may still rate the service in return. Its stars count in scorecards, so nobody shall give them in anger.
/// The other way round nothing is sealed: the vendor's rating counts nowhere, and scorecards show the agency's at once.
pub fn sealed_ratings(log: &[Event], reader: ActorSide, now: Instant) -> Vec<i32> {
    if reader != ActorSide::Agency {
        return Vec::new();
    }
    let all = ratings(log);
    let answered = |rating: &Rating| all.iter().any(|of| of.by == ActorSide::Agency && of.cycle == rating.cycle);
    let waits = |rating: &&Rating| {
        rating.by == ActorSide::Vendor && now < rating.at + TimeDelta::days(SEALED_DAYS) && !answered(rating)
    };
    all.iter().filter(waits).map(|rating| rating.seq).collect()
}

/// Stars and remark as they are recorded.
pub(super) fn check(stars: u8, remark: &str) -> Result<(u8, String), Refusal> {
    if !(1..=5).contains(&stars) {
        let en = "a rating is 1 to 5 stars";
        return Err(Refusal::new(RefusalCode::Invalid, Some("stars"), en, "评分须为 1 至 5 星"));
    }
    Ok((stars, optional("remark", remark, REASON_MAX)?))
}
