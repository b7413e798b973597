//! The inputs of the mutations of links and major incidents.

use async_graphql::{ID, InputObject};

use super::outcome::{Happened, Seen};
use crate::graphql::words::TicketRelation;

/// Two tickets that have to do with each other.
#[derive(Debug, InputObject)]
pub struct LinkTicketsInput {
    /// The ticket that the relation is said of.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// What it is to the other; not DUPLICATES.
    pub relation: TicketRelation,
    /// The other ticket.
    pub other_ticket_id: ID,
}

/// A link to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawTicketLinkInput {
    /// The link.
    pub link_id: ID,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A ticket that asks for the same as another.
#[derive(Debug, InputObject)]
pub struct MarkTicketDuplicateInput {
    /// The ticket that is withdrawn.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// The ticket that goes on: of the same agency and vendor.
    pub of_ticket_id: ID,
    /// More about it, up to 2,000 characters.
    pub reason: Option<String>,
}

/// A ticket that is merged into another.
#[derive(Debug, InputObject)]
pub struct MergeTicketsInput {
    /// The ticket that is withdrawn.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// The ticket that goes on: of the same agency and vendor.
    pub into_ticket_id: ID,
    /// More about it, up to 2,000 characters.
    pub reason: Option<String>,
}

/// An incident that is a major one.
#[derive(Debug, InputObject)]
pub struct DeclareMajorIncidentInput {
    /// The incident.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A solved major incident whose tickets are solved by it.
#[derive(Debug, InputObject)]
pub struct ResolveChildTicketsInput {
    /// The major incident.
    pub ticket_id: ID,
    /// When its tickets were solved.
    #[graphql(flatten)]
    pub happened: Happened,
}
