//! A policy made from a table of targets that ships with the product.

use std::collections::HashMap;

use domain::ids::{AgencyId, CalendarId};
use domain::policy_template::{CalendarRole, PolicyTemplate, TemplateTarget, policy_templates};

use super::{NewPolicy, NewTarget, POLICY, PolicyWritten, VersionTerms, first_draft};
use crate::mistakes::Mistakes;
use crate::setup::write::{Snapshot, Write};
use crate::{Op, Result};

/// Which template, for whom, and in whose hours.
#[derive(Clone, Debug)]
pub struct FromTemplate {
    pub template: String,
    pub owner: AgencyId,
    /// Unique: capital letters, digits and hyphens.
    pub code: String,
    pub name: String,
    /// One calendar for each role that the template has.
    pub calendars: Vec<(CalendarRole, CalendarId)>,
}

/// Writes a policy with a draft of a template's targets. Needs `policy.manage` at the owner.
///
/// # Errors
/// `UNKNOWN_TEMPLATE`; `REQUIRED` for a role without a calendar, `DUPLICATE` for one with two, `NOT_NEEDED` for one that
/// the template does not have; as for any new policy.
pub async fn create_policy_from_template(op: &Op, asked: &FromTemplate) -> Result<PolicyWritten> {
    let write = Write::begin(op, Snapshot::Coverage).await?;
    POLICY.create(&write, Some(asked.owner))?;
    let mut mistakes = Mistakes::default();
    let template = policy_templates().iter().find(|template| template.code == asked.template.trim());
    let Some(template) = template else {
        let known: Vec<&str> = policy_templates().iter().map(|template| template.code.as_str()).collect();
        let known = known.join(", ");
        let en = format!("there is no such template; there are {known}");
        mistakes.add("UNKNOWN_TEMPLATE", "templateCode", en, format!("没有此模板，现有模板：{known}"));
        return mistakes.finish(None);
    };
    let calendars = calendars(&mut mistakes, template, &asked.calendars);
    let target = |of: &TemplateTarget| {
        let calendar = calendars.get(&of.role).copied().unwrap_or(CalendarId(uuid::Uuid::nil()));
        let mut target = NewTarget::of(of.metric, of.priority, of.duration, calendar);
        target.slot.site_class = of.site_class;
        NewTarget { pausable: of.pausable, warn_percent: template.warn_percent.clone(), ..target }
    };
    mistakes.refuse()?;
    let terms = VersionTerms {
        start: Some(template.clock_start),
        priority_rule: Some(template.priority_rule),
        ..VersionTerms::of(template.targets.iter().map(target).collect())
    };
    let (code, name) = (asked.code.clone(), asked.name.clone());
    let new = NewPolicy { owner: Some(asked.owner), base: None, code, name, terms };
    first_draft(write, &new, Mistakes::default(), Some(("template", serde_json::json!(template.code)))).await
}

/// The calendar of each role, one each.
fn calendars(
    mistakes: &mut Mistakes,
    template: &PolicyTemplate,
    given: &[(CalendarRole, CalendarId)],
) -> HashMap<CalendarRole, CalendarId> {
    let mut calendars = HashMap::new();
    for (role, calendar) in given {
        if !template.roles().contains(role) {
            let en = format!("the template has no targets in {role} time");
            mistakes.add("NOT_NEEDED", "calendars", en, format!("该模板没有按 {role} 计时的目标"));
        } else if calendars.insert(*role, *calendar).is_some() {
            mistakes.add("DUPLICATE", "calendars", format!("{role} has two calendars"), format!("{role} 有两个日历"));
        }
    }
    for role in template.roles().into_iter().filter(|role| !calendars.contains_key(role)) {
        mistakes.add("REQUIRED", "calendars", format!("{role} needs a calendar"), format!("{role} 需要一个日历"));
    }
    calendars
}
