//! Tables of targets that ship with the product.

use async_graphql::{Context, Object};
use domain::access::Action;
use domain::policy_template::{self, TemplateTarget, policy_templates};

use super::TargetDuration;
use crate::error::ApiError;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, request};
use crate::graphql::words::{CalendarRole, ClockStart, Metric, Priority, PriorityRule, SiteClass};

/// The query of templates.
#[derive(Default)]
pub struct TemplateQuery;

/// The query of templates.
#[Object]
impl TemplateQuery {
    /// Tables of targets as contracts and tenders have them, to begin a policy from with createPolicyFromTemplate.
    /// Needs policy.view.
    #[graphql(complexity = "10 + 8 * child_complexity")]
    async fn policy_templates(&self, ctx: &Context<'_>) -> Result<Vec<PolicyTemplate>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        request.op().require(Action::PolicyView).map_err(|error| failure(error, language))?;
        Ok(policy_templates().iter().map(|of| PolicyTemplate { of, language }).collect())
    }
}

/// A template in the language of the request.
pub struct PolicyTemplate {
    of: &'static policy_template::PolicyTemplate,
    language: Language,
}

/// A table of targets without calendars; every figure is meant to be changed as agreed.
#[Object(serial)]
impl PolicyTemplate {
    /// What it is called by.
    async fn code(&self) -> &str {
        &self.of.code
    }

    /// Name, in the language of the request.
    async fn name(&self) -> &str {
        self.language.choose(&self.of.name.en, &self.of.name.zh)
    }

    /// What its levels mean, and what was decided where the source says nothing; in the language of the request.
    async fn about(&self) -> &str {
        self.language.choose(&self.of.about.en, &self.of.about.zh)
    }

    /// Where its figures come from.
    async fn source(&self) -> &str {
        &self.of.source
    }

    /// The roles that need a calendar.
    async fn calendar_roles(&self) -> Vec<CalendarRole> {
        self.of.roles().into_iter().map(Into::into).collect()
    }

    /// When the clocks of a ticket start.
    async fn clock_start(&self) -> ClockStart {
        self.of.clock_start.into()
    }

    /// What a raised priority does to a running clock.
    async fn priority_rule(&self) -> PriorityRule {
        self.of.priority_rule.into()
    }

    /// Percentages of each target at which a warning is given.
    async fn warn_percent(&self) -> &[i32] {
        &self.of.warn_percent
    }

    /// Every promised number.
    async fn targets(&self) -> Vec<PolicyTemplateTarget> {
        self.of.targets.iter().map(PolicyTemplateTarget).collect()
    }
}

/// A target of a template.
pub struct PolicyTemplateTarget(&'static TemplateTarget);

/// One promised number of a template.
#[Object(serial)]
impl PolicyTemplateTarget {
    /// What is measured.
    async fn metric(&self) -> Metric {
        self.0.metric.into()
    }

    /// For which priority.
    async fn priority(&self) -> Priority {
        self.0.priority.into()
    }

    /// For which class of site; null for every class without a target of its own.
    async fn site_class(&self) -> Option<SiteClass> {
        self.0.site_class.map(SiteClass::from)
    }

    /// How long.
    async fn duration(&self) -> TargetDuration {
        self.0.duration.into()
    }

    /// In which hours.
    async fn calendar_role(&self) -> CalendarRole {
        self.0.role.into()
    }

    /// Whether pauses stop the clock.
    async fn pausable(&self) -> bool {
        self.0.pausable
    }
}
