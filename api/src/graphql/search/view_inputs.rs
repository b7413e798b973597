//! What mutations of saved views take.

use async_graphql::{ID, InputObject};

use crate::graphql::ticket::{TicketFilter, TicketOrder};

/// A view to be saved.
#[derive(Debug, InputObject)]
pub struct SaveViewInput {
    /// Unique for you, up to 100 characters.
    pub name: String,
    /// What to search for; blank or left out: a plain list.
    pub words: Option<String>,
    /// Which tickets; all when left out.
    pub filter: Option<TicketFilter>,
    /// The order of a plain list; CREATED_DESC when left out.
    pub order_by: Option<TicketOrder>,
    /// An agency or a vendor where you hold a role: its people see the view too. Left out: you alone.
    pub organisation_id: Option<ID>,
}

/// What to change of a saved view; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateViewInput {
    /// The view; it must be yours.
    pub view_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
    /// Unique for you, up to 100 characters.
    pub name: Option<String>,
    /// What to search for; blank: a plain list from now on.
    pub words: Option<String>,
    /// Which tickets: the whole filter.
    pub filter: Option<TicketFilter>,
    /// The order of a plain list.
    pub order_by: Option<TicketOrder>,
    /// Whose people see it too from now on: an agency or a vendor where you hold a role.
    pub organisation_id: Option<ID>,
    /// True: from now on you alone see it, whatever organisationId says.
    pub private: Option<bool>,
}

/// A saved view to be forgotten.
#[derive(Debug, InputObject)]
pub struct DeleteViewInput {
    /// The view; it must be yours.
    pub view_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
}

/// The view to begin with.
#[derive(Debug, InputObject)]
pub struct SetDefaultViewInput {
    /// One that you see; left out: none.
    pub view_id: Option<ID>,
}
