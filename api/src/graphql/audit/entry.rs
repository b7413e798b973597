//! An entry of the audit log.

use app::change::{AuditDetail as Noted, AuditEntry as Entry};
use async_graphql::{ID, Object, SimpleObject};
use domain::Instant;

use super::words;
use crate::graphql::change::ObjectChange;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::Role;

/// An entry with the language that it is read in.
pub struct AuditEntry<'a> {
    pub of: Entry,
    pub request: &'a Request,
}

impl AuditEntry<'_> {
    /// The order of every list of entries.
    pub const NEWEST: &'static str = "auditEntries.newest";
}

/// Something that somebody did, or was refused at the log-in. Entries are never changed or removed. Needs audit.view.
#[Object(serial)]
impl AuditEntry<'_> {
    /// When.
    async fn at(&self) -> Instant {
        self.of.at
    }

    /// Who did it: the name of a person or service account, `system: JOB` for the platform.
    async fn by(&self) -> &str {
        &self.of.by
    }

    /// The person or service account; null for the platform.
    async fn user_id(&self) -> Option<ID> {
        self.of.user.map(|id| NodeType::User.id(id.0))
    }

    /// The roles that they held then; empty for the platform.
    async fn roles(&self) -> Vec<Role> {
        self.of.roles.iter().map(|role| (*role).into()).collect()
    }

    /// What was done, a word that stays: role.grant.
    async fn action(&self) -> &str {
        &self.of.action
    }

    /// The same for reading, in the language of the request.
    async fn action_text(&self) -> String {
        words::told(&self.of.action, self.request.language())
    }

    /// The type of the object, a word that stays: contract.
    async fn object_type(&self) -> &str {
        &self.of.object_type
    }

    /// The object's global id; null when it has none.
    async fn object_id(&self) -> Option<ID> {
        Some(NodeType::logged(&self.of.object_type)?.id(self.of.object?))
    }

    /// The number of a ticket or contract, the name of whatever else has one; null for the rest.
    async fn object_name(&self) -> Option<&str> {
        self.of.object_name.as_deref()
    }

    /// What was noted with it, by name. Passwords and tokens are never among it.
    async fn details(&self) -> Vec<AuditDetail> {
        self.of.details.iter().cloned().map(Into::into).collect()
    }

    /// What changed of the object with it, as `objectHistory` tells it; empty for objects that keep no such history, and
    /// for tickets, whose events tell.
    async fn changes(&self) -> Vec<ObjectChange> {
        self.of.changes.iter().cloned().map(Into::into).collect()
    }

    /// Whether the hour that it was written in is sealed: from then on `gongdan verify audit` finds any change of it.
    async fn sealed(&self) -> bool {
        self.of.sealed
    }
}

/// Something that was noted with an entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
#[graphql(serial)]
pub struct AuditDetail {
    /// What it is, in camel case.
    name: String,
    /// As it is shown, lists and objects as JSON, objects of the platform by their names; null for nothing, and for what
    /// has no name.
    value: Option<String>,
}

impl From<Noted> for AuditDetail {
    fn from(of: Noted) -> Self {
        Self { name: of.name, value: of.value }
    }
}

impl Listed for AuditEntry<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.at.timestamp_micros().to_string(), id: self.of.id.0 }
    }
}
