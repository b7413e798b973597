//! The whole table of a version: what is stated, laid over what its base says now.

use domain::ids::{AgencyId, PolicyId, PolicyVersionId, TargetId};
use domain::sla::{
    ClockStart, PauseRules, PolicyTerms, PriorityRule, ReopeningRule, SeverityRules, Slot, TargetDuration,
    TargetOrigin, inherit,
};
use storage::entity::sla_target;

use super::{NewTarget, VersionTerms, conduct, severity, targets};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::{Op, Result};

/// What a version comes to.
pub(super) struct Table {
    pub base: Option<PolicyVersionId>,
    pub start: ClockStart,
    pub priority_rule: PriorityRule,
    pub pauses: PauseRules,
    pub reopening: ReopeningRule,
    pub severity: SeverityRules,
    pub rows: Vec<Effective>,
}

/// A target, where it comes from, and why if it was changed.
pub(super) struct Effective {
    pub target: NewTarget,
    /// Its place in what was written; none for an inherited one.
    pub place: Option<usize>,
    pub origin: TargetOrigin,
    pub base: Option<TargetId>,
}

/// Checks what is stated for a policy of `owner`, and makes the table that it leads to.
pub(super) fn materialise(
    op: &Op,
    mistakes: &mut Mistakes,
    (owner, base): (Option<AgencyId>, Option<PolicyId>),
    terms: &VersionTerms,
) -> Table {
    let coverage = op.coverage();
    let published = base.and_then(|base| coverage.policies.get(&base)?.published_version_id);
    let under = published.and_then(|version| coverage.terms.get(&version));
    if base.is_some() && under.is_none() {
        let en = "the base policy has no published version";
        mistakes.add("NO_POLICY", "basePolicyId", en, "上级策略尚无已发布的版本");
    }
    conduct::check(mistakes, terms);
    let rows = if targets::few_enough(mistakes, terms) {
        let rows = effective(mistakes, base.is_some(), under.map(|terms| &**terms), terms);
        targets::check(op, mistakes, owner, &rows);
        rows
    } else {
        Vec::new()
    };
    let severity = severity::laid(mistakes, base.map(|_| under.map(|base| &base.severity)), terms, &rows);
    Table {
        base: published,
        severity,
        start: terms.start.or(under.map(|base| base.start)).unwrap_or(ClockStart::RaisedAt),
        priority_rule: terms.priority_rule.or(under.map(|base| base.priority_rule)).unwrap_or(PriorityRule::FromChange),
        pauses: terms.pauses.clone().or(under.map(|base| base.pauses.clone())).unwrap_or_default(),
        reopening: terms.reopening.or(under.map(|base| base.reopening)).unwrap_or_default(),
        rows,
    }
}

fn effective(
    mistakes: &mut Mistakes,
    inherits: bool,
    base: Option<&PolicyTerms>,
    terms: &VersionTerms,
) -> Vec<Effective> {
    let trimmed = |slot: &Slot| {
        let system_type = slot.system_type.as_deref().map(str::trim).map(str::to_owned);
        Slot { system_type, ..slot.clone() }
    };
    let stated: Vec<Slot> = terms.targets.iter().map(|target| trimmed(&target.slot)).collect();
    let removed: Vec<Slot> = terms.removed.iter().map(|removed| trimmed(&removed.slot)).collect();
    let inherited = inherit(base.map_or(&[], |base| &base.targets), &stated, &removed);
    for place in inherited.idle {
        let (en, zh) = targets::removal(place, &removed[place]);
        let en = format!("{en}: the base policy has no such target, or it is stated as well");
        mistakes.add("INVALID", "removed", en, format!("{zh}：上级策略没有该目标，或已另行规定"));
    }
    for (place, removed) in terms.removed.iter().enumerate().filter(|(_, of)| !is_reason(&of.reason)) {
        let (en, zh) = targets::removal(place, &removed.slot);
        mistakes.add("REQUIRED", "removed", format!("{en}: say why"), format!("{zh}：须说明理由"));
    }
    let mut rows = Vec::with_capacity(stated.len() + inherited.kept.len());
    for (place, ((target, slot), (origin, replaced))) in
        terms.targets.iter().zip(stated).zip(inherited.stated).enumerate()
    {
        let reason = target.reason.as_deref().map(str::trim).filter(|reason| is_reason(reason));
        let target = NewTarget { slot, reason: reason.map(str::to_owned), ..target.clone() };
        if inherits && target.reason.is_none() {
            let (en, zh) = targets::named(Some(place), &target.slot);
            let en = format!("{en}: say why it differs from the base policy");
            mistakes.add("REQUIRED", "targets", en, format!("{zh}：须说明与上级策略不同的理由"));
        }
        rows.push(Effective { target, place: Some(place), origin, base: replaced });
    }
    rows.extend(inherited.kept.into_iter().map(|target| Effective {
        target: target.into(),
        place: None,
        origin: TargetOrigin::Inherited,
        base: Some(target.id),
    }));
    rows
}

fn is_reason(reason: &str) -> bool {
    let reason = reason.trim();
    !reason.is_empty() && reason.chars().count() <= REASON_MAX
}

/// The rows of a table that was checked.
pub(super) fn rows(op: &Op, version: PolicyVersionId, table: &Table) -> Result<Vec<sla_target::Model>> {
    let row = |of: &Effective| {
        let Effective { target: NewTarget { slot, .. }, .. } = of;
        let (kind, value) = match of.target.duration {
            TargetDuration::Working(seconds) => ("WORKING", seconds),
            TargetDuration::RealTime(seconds) => ("REAL_TIME", seconds),
            TargetDuration::WorkingDays(days) => ("WORKING_DAYS", i64::from(days)),
        };
        Ok(sla_target::Model {
            id: op.id::<TargetId>(),
            version_id: version,
            metric: slot.metric,
            priority: slot.priority,
            ticket_kind: slot.ticket_kind,
            site_class: slot.site_class,
            duration_kind: kind.to_owned(),
            duration_value: value,
            calendar_id: of.target.calendar,
            pausable: of.target.pausable,
            warn_percent: serde_json::to_value(&of.target.warn_percent)?,
            escalations: serde_json::to_value(&of.target.escalations)?,
            system_type: slot.system_type.clone(),
            protection_from: slot.protection.map(|range| range.from),
            protection_to: slot.protection.map(|range| range.to),
            guard: slot.guard,
            origin: of.origin,
            base_target_id: of.base,
            override_reason: of.target.reason.clone(),
        })
    };
    table.rows.iter().map(row).collect()
}
