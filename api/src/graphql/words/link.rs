//! The vocabulary of links between tickets, mirrored from the domain.

use async_graphql::Enum;

/// What one ticket is to another, read from the first to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::LinkRelation")]
pub enum TicketRelation {
    /// They have to do with each other; the same read from either end.
    RelatesTo,
    /// It asks for the same: it was cancelled, and the second goes on. Made by markTicketDuplicate and mergeTickets.
    Duplicates,
    /// A problem is behind it: the second is of kind PROBLEM.
    CausedBy,
    /// It belongs to a major incident, the second.
    ChildOf,
    /// It goes on where the second, closed for good, ended.
    Follows,
}

/// One of the two tickets of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::LinkEnd")]
pub enum TicketLinkEnd {
    /// The one that the relation is said of.
    From,
    /// The other.
    To,
}
