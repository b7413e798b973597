//! The duty roster of a team.

use app::dispatch::{Roster, RosterTurn};
use async_graphql::{ID, Object, SimpleObject};
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::DutyRole;

/// A roster over a time.
pub struct DutyRoster<'a> {
    pub of: Roster,
    pub request: &'a Request,
}

/// The duty roster (值班表) of a team over a time. Needs dispatch.view at the team's vendor.
#[Object(serial)]
impl<'a> DutyRoster<'a> {
    /// Every turn that touches the time, in the order in which they begin.
    #[graphql(complexity = "10 + 10 * child_complexity")]
    async fn turns(&self) -> Vec<DutyTurn<'a>> {
        self.of.turns.iter().map(|of| DutyTurn { of: *of, request: self.request }).collect()
    }

    /// Where nobody is to be called first; a backup fills no gap.
    async fn gaps(&self) -> Vec<DutyGap> {
        self.of.gaps.iter().map(|gap| DutyGap { from: gap.from, until: gap.until }).collect()
    }
}

/// A time in which nobody is to be called first.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct DutyGap {
    /// From when.
    from: Instant,
    /// Until when, exclusive.
    until: Instant,
}

/// Somebody's turn.
pub struct DutyTurn<'a> {
    pub of: RosterTurn,
    pub request: &'a Request,
}

/// A turn of duty as it falls. Needs dispatch.view at the team's vendor.
#[Object(serial)]
impl<'a> DutyTurn<'a> {
    /// The line of the roster that it comes from: removeDutyShift takes it.
    async fn shift_id(&self) -> ID {
        NodeType::DutyShift.id(self.of.shift.0)
    }

    /// Who.
    async fn engineer(&self) -> Result<User<'a>, ApiError> {
        Ok(User { of: self.request.user(self.of.user)?, request: self.request })
    }

    /// Who is called first.
    async fn role(&self) -> DutyRole {
        self.of.role.into()
    }

    /// From when.
    async fn from(&self) -> Instant {
        self.of.from
    }

    /// Until when, exclusive.
    async fn until(&self) -> Instant {
        self.of.until
    }
}
