//! An SLA policy and its versions.

use app::setup::available;
use async_graphql::{Context, ID, Object};
use domain::Instant;
use domain::access::Action;
use domain::change::ObjectKind;
use domain::sla::PolicyTerms;

use super::SlaTarget;
use super::rules::{PauseRules, RemovedTarget, ReopeningRule, SeverityRules};
use crate::error::ApiError;
use crate::graphql::change::{ObjectChange, field_history};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Agency;
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::words::{ClockStart, ObjectAction, PolicyState, PriorityRule};

/// A policy of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct SlaPolicy<'a> {
    pub row: &'a app::Policy,
    pub request: &'a Request,
}

impl SlaPolicy<'_> {
    /// The order of every list of policies.
    pub const BY_CODE: &'static str = "policies.code";
}

/// A series of versions of what is promised. Needs policy.view.
#[Object(serial)]
impl<'a> SlaPolicy<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::SlaPolicy.id(self.row.id.0)
    }

    /// Unique code.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The agency that owns it and may change it; null when it is shared by all.
    async fn owner(&self) -> Option<Result<Agency<'a>, ApiError>> {
        let id = self.row.owner_id?;
        Some(self.request.agency(id).map(|row| Agency { row, request: self.request }))
    }

    /// The policy that its versions inherit from; null when it has none, and without policy.view there.
    async fn base(&self) -> Option<SlaPolicy<'a>> {
        base_of(self.row, self.request)
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// The version that binds new tickets; null before the first is published.
    async fn published(&self) -> Option<SlaPolicyVersion<'a>> {
        let row = self.request.coverage().versions.get(&self.row.published_version_id?)?;
        Some(SlaPolicyVersion { row, request: self.request })
    }

    /// Every version, oldest first.
    async fn versions(&self) -> Vec<SlaPolicyVersion<'a>> {
        let request = self.request;
        let versions = request.coverage().versions.values().filter(|version| version.policy_id == self.row.id);
        let mut own: Vec<_> = versions.map(|row| SlaPolicyVersion { row, request }).collect();
        own.sort_unstable_by_key(|version| version.row.number);
        own
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.request.coverage().object_versions.of(ObjectKind::Policy, self.row.id.0)
    }

    /// What changed of it since it was made, field by field, oldest first; null without policy.view at its owner.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn field_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Option<Connection<ObjectChange>>, ApiError> {
        field_history(ctx, self.request, (ObjectKind::Policy, self.row.id.0), (first, after)).await
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_policy(self.request.op(), self.row))
    }
}

impl Listed for SlaPolicy<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.code.clone(), id: self.row.id.0 }
    }
}

/// A policy version of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct SlaPolicyVersion<'a> {
    pub row: &'a app::PolicyVersion,
    pub request: &'a Request,
}

impl<'a> SlaPolicyVersion<'a> {
    fn terms(&self) -> Option<&'a PolicyTerms> {
        self.request.coverage().terms.get(&self.row.id).map(|terms| &**terms)
    }
}

fn base_of<'a>(row: &app::Policy, request: &'a Request) -> Option<SlaPolicy<'a>> {
    let row = request.coverage().policies.get(&row.base_policy_id?)?;
    request.sight(Action::PolicyView).policy(row).then_some(SlaPolicy { row, request })
}

/// One version of an SLA policy; once published it never changes.
#[Object(serial)]
impl<'a> SlaPolicyVersion<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::SlaPolicyVersion.id(self.row.id.0)
    }

    /// 1 for the first.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// Where it stands.
    async fn state(&self) -> PolicyState {
        self.row.state.into()
    }

    /// When the clocks of a ticket start.
    async fn clock_start(&self) -> ClockStart {
        self.row.clock_start.into()
    }

    /// What a raised priority does to a running clock.
    async fn priority_rule(&self) -> PriorityRule {
        self.row.priority_rule.into()
    }

    /// When it was written.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// When it was published; null for a draft.
    async fn published_at(&self) -> Option<Instant> {
        self.row.published_at
    }

    /// The version of the base policy that its targets were taken over from; null when the policy has no base, and
    /// without policy.view there.
    async fn base_version(&self) -> Option<SlaPolicyVersion<'a>> {
        let coverage = self.request.coverage();
        let row = coverage.versions.get(&self.row.base_version_id?)?;
        let policy = coverage.policies.get(&row.policy_id)?;
        let seen = self.request.sight(Action::PolicyView).policy(policy);
        seen.then_some(SlaPolicyVersion { row, request: self.request })
    }

    /// Whether the base policy has published another version since: a new version of this policy would take it over.
    async fn base_outdated(&self) -> bool {
        self.request.coverage().is_base_outdated(self.row.id)
    }

    /// What pauses are allowed.
    async fn pause_rules(&self) -> Option<PauseRules> {
        Some(PauseRules::from(&self.terms()?.pauses))
    }

    /// What a reopening does, and until when it is allowed.
    async fn reopening_rule(&self) -> Option<ReopeningRule> {
        Some(self.terms()?.reopening.into())
    }

    /// How work is ranked: the matrix of priorities, and what rises by itself.
    async fn severity_rules(&self) -> Result<Option<SeverityRules>, ApiError> {
        let Some(terms) = self.terms() else { return Ok(None) };
        let stated = app::setup::policy::stated(self.row).map_err(|error| failure(error, self.request.language()))?;
        let reason = stated.and_then(|terms| terms.severity).and_then(|severity| severity.reason);
        Ok(Some(SeverityRules::new(&terms.severity, reason)))
    }

    /// Targets of the base policy that do not apply in this version, with the reasons.
    async fn removed_targets(&self) -> Result<Vec<RemovedTarget>, ApiError> {
        let stated = app::setup::policy::stated(self.row).map_err(|error| failure(error, self.request.language()))?;
        let removed = stated.map(|terms| terms.removed).unwrap_or_default();
        Ok(removed.into_iter().map(RemovedTarget::from).collect())
    }

    /// Every promised number, those taken over from the base policy included.
    async fn targets(&self) -> Vec<SlaTarget<'a>> {
        let terms = self.request.coverage().terms.get(&self.row.id);
        let targets = terms.into_iter().flat_map(|terms| &terms.targets);
        targets.map(|of| SlaTarget { of, request: self.request }).collect()
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.request.coverage().object_versions.of(ObjectKind::PolicyVersion, self.row.id.0)
    }

    /// What changed of it since it was made, field by field, oldest first; null without policy.view at the owner.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn field_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Option<Connection<ObjectChange>>, ApiError> {
        field_history(ctx, self.request, (ObjectKind::PolicyVersion, self.row.id.0), (first, after)).await
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        let policy = self.request.coverage().policies.get(&self.row.policy_id);
        let of = |policy| available::of_policy_version(self.request.op(), policy, self.row);
        ObjectAction::list(policy.map(of).unwrap_or_default())
    }
}
