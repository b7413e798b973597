//! A pilot of a policy version.

use async_graphql::{ID, Object};
use domain::Instant;
use domain::access::Action;
use domain::trial::pilot_steps;

use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Agency;
use crate::graphql::promise::{SlaPolicy, SlaPolicyVersion};
use crate::graphql::request::Request;
use crate::graphql::words::{PilotAction, PilotState};

/// A pilot of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct Pilot<'a> {
    pub of: &'a app::Pilot,
    pub request: &'a Request,
}

impl<'a> Pilot<'a> {
    /// The order of every list of pilots.
    pub const OLDEST: &'static str = "pilots.oldest";

    /// Whoever sees the policy sees its pilots.
    pub fn is_seen(&self) -> bool {
        self.row().is_some_and(|row| self.request.sight(Action::PolicyView).policy(row))
    }

    fn row(&self) -> Option<&'a app::Policy> {
        self.request.coverage().policies.get(&self.of.row.policy_id)
    }

    fn state_now(&self) -> domain::trial::PilotState {
        self.of.trial.state(self.request.op().now())
    }
}

/// A policy version that binds the tickets of some agencies for a time, instead of the published one. Needs
/// policy.view.
#[Object(serial)]
impl<'a> Pilot<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::Pilot.id(self.of.row.id.0)
    }

    /// The policy.
    async fn policy(&self) -> Option<SlaPolicy<'a>> {
        self.row().map(|row| SlaPolicy { row, request: self.request })
    }

    /// The version that is piloted; it is never edited again.
    async fn version(&self) -> Option<SlaPolicyVersion<'a>> {
        let row = self.request.coverage().versions.get(&self.of.row.version_id)?;
        Some(SlaPolicyVersion { row, request: self.request })
    }

    /// The agencies that take part, each with everything under it: those of them that you may see.
    async fn agencies(&self) -> Vec<Agency<'a>> {
        let sight = self.request.sight(Action::AgencyView);
        let known = self.of.trial.agencies.iter().filter_map(|id| self.request.directory().agencies.get(id));
        known.filter(|row| sight.agency(row)).map(|row| Agency { row, request: self.request }).collect()
    }

    /// Tickets raised at this time or later are bound.
    async fn from(&self) -> Instant {
        self.of.row.from_at
    }

    /// Tickets raised before this time are bound.
    async fn until(&self) -> Instant {
        self.of.row.until_at
    }

    /// Where it stands.
    async fn state(&self) -> PilotState {
        self.state_now().into()
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.of.row.reason
    }

    /// When it was started; it never reaches back.
    async fn created_at(&self) -> Instant {
        self.of.row.created_at
    }

    /// When it was withdrawn or promoted; null before.
    async fn decided_at(&self) -> Option<Instant> {
        self.of.row.decided_at
    }

    /// Why it was withdrawn.
    async fn decision_reason(&self) -> Option<&str> {
        self.of.row.decision_reason.as_deref()
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<PilotAction> {
        let op = self.request.op();
        let owner = self.row().and_then(|row| row.owner_id);
        if !op.read_scope(Action::PolicyManage).covers(owner, None) {
            return Vec::new();
        }
        pilot_steps(op.actor(), self.state_now()).into_iter().map(PilotAction::from).collect()
    }
}

impl Listed for Pilot<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.of.row.id.0 }
    }
}
