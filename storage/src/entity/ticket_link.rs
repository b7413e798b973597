//! A link between two tickets.

use domain::Instant;
use domain::ids::{TicketId, TicketLinkId, UserId};
use domain::ticket::LinkRelation;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketLinkId,
    pub relation: LinkRelation,
    pub from_ticket_id: TicketId,
    pub to_ticket_id: TicketId,
    /// Whether what was said on a duplicate is referred to from the ticket that goes on.
    pub merged: bool,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
    pub withdrawn_by: Option<UserId>,
    /// None while it holds.
    pub withdrawn_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}
