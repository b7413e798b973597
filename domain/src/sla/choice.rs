//! Which target of the terms applies: the most specific one, and why the others do not.

use serde::{Deserialize, Serialize};

use super::story::Story;
use super::{Metric, Misfit, PolicyTerms, SlaTarget};
use crate::ids::TargetId;
use crate::text_enum;
use crate::ticket::Priority;

text_enum! {
    /// What became of a target when one was chosen.
    pub enum ChoiceOutcome {
        /// It applies.
        Chosen = "CHOSEN",
        /// It is for another priority.
        OtherPriority = "OTHER_PRIORITY",
        /// It is for another kind of ticket.
        OtherKind = "OTHER_KIND",
        /// It is for another type of system.
        OtherSystemType = "OTHER_SYSTEM_TYPE",
        /// It is for other protection levels.
        OtherProtection = "OTHER_PROTECTION",
        /// It is for another class of site.
        OtherSite = "OTHER_SITE",
        /// It is for guard periods, and the ticket was raised outside one.
        OutsideGuard = "OUTSIDE_GUARD",
        /// It matches, but another one says more: first a guard period, then a named kind of ticket, a named type of
        /// system, the narrower range of protection levels, and last a named class of site.
        LessSpecific = "LESS_SPECIFIC",
        /// It matches as well as the chosen one, which has the smaller id.
        Duplicate = "DUPLICATE",
    }
}

/// A target that was considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetChoice {
    /// Which.
    pub target: TargetId,
    /// What became of it.
    pub outcome: ChoiceOutcome,
}

/// The chosen target of every metric and priority, for one ticket as it was raised.
#[derive(Debug)]
pub(super) struct Choices<'a> {
    table: [[Option<&'a SlaTarget>; Priority::ALL.len()]; Metric::ALL.len()],
}

impl<'a> Choices<'a> {
    pub(super) fn of(terms: &'a PolicyTerms, story: &Story<'_>) -> Self {
        let mut table = [[None; Priority::ALL.len()]; Metric::ALL.len()];
        for target in terms.targets.iter().filter(|target| misfit(target, story).is_none()) {
            let cell: &mut Option<&SlaTarget> = &mut table[target.metric as usize][target.priority as usize];
            if cell.is_none_or(|chosen| target.rank() > chosen.rank()) {
                *cell = Some(target);
            }
        }
        Self { table }
    }

    pub(super) fn get(&self, metric: Metric, priority: Priority) -> Option<&'a SlaTarget> {
        self.table[metric as usize][priority as usize]
    }

    /// Every target of the metric, with what became of it.
    pub(super) fn losers_and_winner(
        &self,
        terms: &PolicyTerms,
        story: &Story<'_>,
        metric: Metric,
        priority: Priority,
    ) -> Vec<TargetChoice> {
        let chosen = self.get(metric, priority);
        let outcome = |target: &SlaTarget| {
            if target.priority != priority {
                return ChoiceOutcome::OtherPriority;
            }
            match (misfit(target, story), chosen) {
                (Some(misfit), _) => misfit,
                (None, Some(chosen)) if chosen.id == target.id => ChoiceOutcome::Chosen,
                (None, Some(chosen)) if chosen.specificity() == target.specificity() => ChoiceOutcome::Duplicate,
                (None, _) => ChoiceOutcome::LessSpecific,
            }
        };
        let of_metric = terms.targets.iter().filter(|target| target.metric == metric);
        of_metric.map(|target| TargetChoice { target: target.id, outcome: outcome(target) }).collect()
    }
}

/// The target that would apply outside a guard period.
pub(super) fn ordinary<'a>(
    terms: &'a PolicyTerms,
    story: &Story<'_>,
    metric: Metric,
    priority: Priority,
) -> Option<&'a SlaTarget> {
    let of_both = terms.targets.iter().filter(|target| (target.metric, target.priority) == (metric, priority));
    let fitting = of_both.filter(|target| !target.guard && misfit(target, story).is_none());
    fitting.max_by_key(|target| target.rank())
}

fn misfit(target: &SlaTarget, story: &Story<'_>) -> Option<ChoiceOutcome> {
    target.misfit(story.kind, story.site, story.circumstances).map(|misfit| match misfit {
        Misfit::Guard => ChoiceOutcome::OutsideGuard,
        Misfit::Kind => ChoiceOutcome::OtherKind,
        Misfit::SystemType => ChoiceOutcome::OtherSystemType,
        Misfit::Protection => ChoiceOutcome::OtherProtection,
        Misfit::Site => ChoiceOutcome::OtherSite,
    })
}
