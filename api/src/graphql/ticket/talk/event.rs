//! What an event of the talk says, which an event of a ticket takes over field by field.

use async_graphql::{ID, Object};
use domain::Instant;
use domain::ticket::Fact;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::Visibility;

/// What an event of the talk says.
pub struct EventTalk<'c> {
    pub fact: &'c Fact,
    pub request: &'c Request,
}

/// What an event of the talk says.
#[Object(serial)]
impl<'c> EventTalk<'c> {
    /// COMMENTED: those who were mentioned.
    async fn mentions(&self) -> Result<Vec<User<'c>>, ApiError> {
        let mentions = match self.fact {
            Fact::Commented { mentions, .. } => mentions.as_slice(),
            _ => &[],
        };
        let person = |id| Ok(User { of: self.request.user(id)?, request: self.request });
        mentions.iter().copied().map(person).collect()
    }

    /// COMMENTED, ATTACHED, ATTACHMENT_WITHDRAWN, WORK_LOGGED, WORK_REVERSED: who may read it.
    async fn visibility(&self) -> Option<Visibility> {
        match self.fact {
            Fact::Commented { .. }
            | Fact::Attached { .. }
            | Fact::AttachmentWithdrawn { .. }
            | Fact::WorkLogged { .. }
            | Fact::WorkReversed { .. } => Some(self.fact.visibility().into()),
            _ => None,
        }
    }

    /// RATED, COOPERATION_RATED: 1 to 5.
    async fn stars(&self) -> Option<i32> {
        match self.fact {
            Fact::Rated { stars, .. } | Fact::CooperationRated { stars, .. } => Some((*stars).into()),
            _ => None,
        }
    }

    /// RATED, COOPERATION_RATED: what was said of it; perhaps empty.
    async fn remark(&self) -> Option<&'c str> {
        match self.fact {
            Fact::Rated { remark, .. } | Fact::CooperationRated { remark, .. } => Some(remark),
            _ => None,
        }
    }

    /// ATTACHED, ATTACHMENT_WITHDRAWN: the file.
    async fn attachment_id(&self) -> Option<ID> {
        match self.fact {
            Fact::Attached { attachment, .. } | Fact::AttachmentWithdrawn { attachment, .. } => {
                Some(NodeType::Attachment.id(attachment.0))
            }
            _ => None,
        }
    }

    /// ATTACHED, ATTACHMENT_WITHDRAWN: the name of the file.
    async fn file_name(&self) -> Option<&'c str> {
        match self.fact {
            Fact::Attached { name, .. } | Fact::AttachmentWithdrawn { name, .. } => Some(name),
            _ => None,
        }
    }

    /// ATTACHED, ATTACHMENT_WITHDRAWN: the SHA-256 of the file, in hexadecimal digits.
    async fn sha256(&self) -> Option<&'c str> {
        match self.fact {
            Fact::Attached { sha256, .. } | Fact::AttachmentWithdrawn { sha256, .. } => Some(sha256),
            _ => None,
        }
    }

    /// WORK_LOGGED: the entry. WORK_REVERSED: the entry that was taken back.
    async fn work_entry_id(&self) -> Option<ID> {
        match self.fact {
            Fact::WorkLogged { entry, .. } => Some(NodeType::WorkEntry.id(entry.0)),
            Fact::WorkReversed { reverses, .. } => Some(NodeType::WorkEntry.id(reverses.0)),
            _ => None,
        }
    }

    /// WORK_LOGGED: when the work began.
    async fn work_started_at(&self) -> Option<Instant> {
        match self.fact {
            Fact::WorkLogged { started_at, .. } => Some(*started_at),
            _ => None,
        }
    }

    /// WORK_LOGGED: how long it took.
    async fn minutes(&self) -> Option<i32> {
        match self.fact {
            Fact::WorkLogged { minutes, .. } => Some(*minutes),
            _ => None,
        }
    }
}
