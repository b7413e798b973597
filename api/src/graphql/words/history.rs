//! The vocabulary of a ticket's history, mirrored from the domain.

use async_graphql::Enum;

/// What of a ticket changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::TicketField")]
pub enum TicketField {
    /// Where it stands.
    State,
    /// Its rank.
    Priority,
    /// How much is affected.
    Impact,
    /// How fast the effect grows.
    Urgency,
    /// Who does the work.
    Vendor,
    /// The engineer in charge.
    Engineer,
    /// The vendor's team; for those who may see it.
    Team,
    /// The number of its present cycle.
    Cycle,
    /// When notice was taken.
    AcknowledgedAt,
    /// When somebody was on site.
    ArrivedAt,
    /// When the service worked again, in the present cycle.
    RestoredAt,
    /// When it was solved, in the present cycle.
    ResolvedAt,
    /// When the agency agreed.
    ClosedAt,
    /// The rating of the present cycle.
    Rating,
    /// What was wrong.
    Cause,
    /// What was done.
    Solution,
    /// A pause, by its reason: it begins or ends.
    Pause,
    /// What the agency thinks of a pause.
    PauseDecision,
    /// A clock that is not counted, by its metric.
    Exclusion,
    /// Something that was written.
    Comment,
    /// The log alone: something happened that no other field shows.
    Log,
}
