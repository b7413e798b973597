//! Which entries of the audit log.

use app::change::AuditFilter as Asked;
use async_graphql::{ID, InputObject};
use domain::Instant;

use crate::error::{ApiError, Code};
use crate::graphql::node_id::{NodeType, decode};
use crate::graphql::request::Language;

/// Which entries of the audit log: all conditions given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AuditFilter {
    /// Only those written at this time or later.
    from: Option<Instant>,
    /// Only those written before this time.
    before: Option<Instant>,
    /// Only what this person or service account did.
    actor_id: Option<ID>,
    /// Only what people or service accounts did of whose name or log-in this is a part.
    by: Option<String>,
    /// Only what the platform did by itself, in this job.
    job: Option<String>,
    /// Only this action, as `action` has it: role.grant. Without a point, every action that begins so: role.
    action: Option<String>,
    /// Only those about an object of this type, as `objectType` has it: contract.
    object_type: Option<String>,
    /// Only those about this object, of whatever type.
    object_id: Option<ID>,
}

impl AuditFilter {
    /// The same for the use case.
    ///
    /// # Errors
    /// `NOT_FOUND` for a text that is no id.
    pub fn asked(self, language: Language) -> Result<Asked, ApiError> {
        let unknown = || {
            let message = language.choose("this is no id", "不是有效的编号");
            ApiError::new(Code::NotFound, message).with("field", "objectId")
        };
        let object = self.object_id.map(|id| decode(&id).map(|(_, uuid)| uuid).ok_or_else(unknown)).transpose()?;
        Ok(Asked {
            from: self.from,
            before: self.before,
            actor: NodeType::User.optional_argument(self.actor_id.as_ref(), "actorId", language)?,
            by: self.by,
            job: self.job,
            action: self.action,
            object_type: self.object_type,
            object,
        })
    }
}
