//! What makes a table of targets unfit, each by the name of the target.

use std::collections::{BTreeSet, HashMap};

use domain::ids::AgencyId;
use domain::sla::{EscalationLevel, SlaTarget, Slot, TargetDuration};
use domain::ticket::{SiteClass, TicketKind};

use super::contradiction::{Contradiction, contradictions, id_of};
use super::table::Effective;
use super::{NewTarget, VersionTerms};
use crate::Op;
use crate::mistakes::Mistakes;
use crate::setup::reach::readable_at;

/// 4 priorities × 5 metrics × 7 kinds or any × 3 classes or any, and a margin.
const TARGETS_MAX: usize = 500;
/// Types of system that one table may name: what it could bind has to be looked through.
const SYSTEM_TYPES_MAX: usize = 20;
const SYSTEM_TYPE_LENGTH: usize = 100;
/// Ten years.
pub(super) const SECONDS_MAX: i64 = 10 * 366 * 86_400;
/// Ten years of working days.
pub(super) const DAYS_MAX: u32 = 2_610;

/// Whether what is written can be looked at one by one.
pub(super) fn few_enough(mistakes: &mut Mistakes, terms: &VersionTerms) -> bool {
    let mut few = true;
    for (field, count) in [("targets", terms.targets.len()), ("removed", terms.removed.len())] {
        if count > TARGETS_MAX {
            let en = format!("at most {TARGETS_MAX} targets");
            mistakes.add("TOO_LONG", field, en, format!("目标最多 {TARGETS_MAX} 个"));
            few = false;
        }
    }
    few
}

/// Checks the table of a policy of `owner`, whose calendars must be readable there.
pub(super) fn check(op: &Op, mistakes: &mut Mistakes, owner: Option<AgencyId>, rows: &[Effective]) {
    consistent(mistakes, rows);
    let coverage = op.coverage();
    for row in rows.iter().filter(|row| row.place.is_some()) {
        let calendar = coverage.calendars.get(&row.target.calendar);
        if calendar.is_none_or(|calendar| !readable_at(op, calendar.owner_id, owner)) {
            let (en, zh) = named(row.place, &row.target.slot);
            let en = format!("{en}: no such calendar for this policy's owner");
            mistakes.add("NOT_FOUND", "targets", en, format!("{zh}：策略所属单位没有可用的此日历"));
        }
    }
}

/// Adds what is wrong with the table in itself.
fn consistent(mistakes: &mut Mistakes, rows: &[Effective]) {
    if rows.is_empty() {
        mistakes.add("REQUIRED", "targets", "a policy promises something", "策略至少需要一个目标");
    }
    let types: BTreeSet<_> = rows.iter().filter_map(|row| row.target.slot.system_type.as_ref()).collect();
    if types.len() > SYSTEM_TYPES_MAX || rows.len() > TARGETS_MAX {
        let en = format!("at most {TARGETS_MAX} targets, and {SYSTEM_TYPES_MAX} types of system");
        mistakes.add(
            "TOO_LONG",
            "targets",
            en,
            format!("目标最多 {TARGETS_MAX} 个，系统类型最多 {SYSTEM_TYPES_MAX} 种"),
        );
        return;
    }
    let mut first: HashMap<&Slot, usize> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        let (name, name_zh) = named(row.place, &row.target.slot);
        if let Some(before) = first.get(&row.target.slot) {
            let (other, other_zh) = named(rows[*before].place, &row.target.slot);
            let en = format!("{name} repeats {other}");
            mistakes.add("DUPLICATE", "targets", en, format!("{name_zh}与{other_zh}重复"));
        } else {
            first.insert(&row.target.slot, at);
        }
        for (en, zh) in flaws(&row.target).into_iter().filter(|_| row.place.is_some()) {
            mistakes.add("INVALID", "targets", format!("{name}: {en}"), format!("{name_zh}：{zh}"));
        }
    }
    let engine: Vec<SlaTarget> = rows.iter().enumerate().map(|(place, row)| row.target.engine(id_of(place))).collect();
    let name = |place: usize| named(rows[place].place, &rows[place].target.slot);
    for contradiction in contradictions(&engine) {
        let (en, zh) = sentence(contradiction, name);
        mistakes.add("CONTRADICTION", "targets", en, zh);
    }
}

fn sentence(contradiction: Contradiction, name: impl Fn(usize) -> (String, String)) -> (String, String) {
    let (one, other) = match contradiction {
        Contradiction::Order(one, other)
        | Contradiction::GuardLonger(one, other)
        | Contradiction::GuardPauses(one, other)
        | Contradiction::Tie(one, other) => (name(one), name(other)),
    };
    let ((one, one_zh), (other, other_zh)) = (one, other);
    match contradiction {
        Contradiction::Order(..) => {
            (format!("{one} has longer than {other}, which comes after it"), format!("{one_zh}时限长于{other_zh}"))
        }
        Contradiction::GuardLonger(..) => (
            format!("{one} has longer than {other}, which it replaces in guard periods"),
            format!("{one_zh}时限长于其在重保时段取代的{other_zh}"),
        ),
        Contradiction::GuardPauses(..) => (
            format!("{one} pauses, and {other}, which it replaces in guard periods, does not"),
            format!("{one_zh}可暂停，而其在重保时段取代的{other_zh}不可暂停"),
        ),
        Contradiction::Tie(..) => (
            format!("{one} and {other} are both for some protection level, and neither says more"),
            format!("{one_zh}与{other_zh}的等保级别范围重叠且同样宽，无法区分"),
        ),
    }
}

fn flaws(target: &NewTarget) -> Vec<(&'static str, &'static str)> {
    let mut flaws = Vec::new();
    let bounded = match target.duration {
        TargetDuration::Working(seconds) | TargetDuration::RealTime(seconds) => (1..=SECONDS_MAX).contains(&seconds),
        TargetDuration::WorkingDays(days) => (1..=DAYS_MAX).contains(&days),
    };
    if !bounded {
        flaws.push(("the duration must be positive and at most ten years", "时限须为正数且不超过十年"));
    }
    let rising = target.warn_percent.windows(2).all(|pair| pair[0] < pair[1]);
    if !rising || target.warn_percent.iter().any(|percent| !(1..=99).contains(percent)) {
        flaws.push(("warnings are rising percentages, each 1 to 99", "预警百分比须递增且在 1 至 99 之间"));
    }
    if target.slot.protection.is_some_and(|range| range.from > range.to || range.from < 1 || range.to > 5) {
        flaws.push(("protection levels are 1 to 5, the lower one first", "等保级别须为 1 至 5，且由低到高"));
    }
    let length = target.slot.system_type.as_ref().map(|of| of.chars().count());
    if length.is_some_and(|length| !(1..=SYSTEM_TYPE_LENGTH).contains(&length)) {
        flaws.push(("a system type has 1 to 100 characters", "系统类型须为 1 至 100 个字符"));
    }
    flaws.extend(of_escalations(target));
    flaws
}

fn of_escalations(target: &NewTarget) -> Vec<(&'static str, &'static str)> {
    let levels = &target.escalations;
    let mut flaws = Vec::new();
    let above =
        |pair: &[EscalationLevel]| pair[0].level < pair[1].level && pair[0].offset_seconds < pair[1].offset_seconds;
    let in_range = |of: &EscalationLevel| {
        of.level >= 1 && of.offset_seconds != 0 && (-SECONDS_MAX..=SECONDS_MAX).contains(&of.offset_seconds)
    };
    if !levels.windows(2).all(above) || !levels.iter().all(in_range) {
        flaws.push((
            "escalations begin at level 1 or above, rise in level and time, and none lies at the due time itself",
            "升级级别从 1 起，级别与时间须递增，且不得恰为截止时间",
        ));
    }
    if levels.iter().flat_map(|of| &of.to).any(|role| !EscalationLevel::MAY_BE_TOLD.contains(role)) {
        flaws.push((
            "only roles at the agency, above it or at the vendor are told",
            "只能通知采购单位、上级或服务商的角色",
        ));
    }
    if let TargetDuration::RealTime(seconds) = target.duration
        && levels.iter().any(|of| -of.offset_seconds >= seconds)
    {
        flaws.push(("an escalation lies before the target begins", "升级时间早于目标开始"));
    }
    flaws
}

/// A target as people find it again: by its place in what they wrote, or as inherited.
pub(super) fn named(place: Option<usize>, slot: &Slot) -> (String, String) {
    let which = which(slot);
    match place {
        Some(place) => (format!("target {} ({which})", place + 1), format!("第 {} 个目标（{which}）", place + 1)),
        None => (format!("the inherited target ({which})"), format!("继承的目标（{which}）")),
    }
}

/// A removal as people find it again.
pub(super) fn removal(place: usize, slot: &Slot) -> (String, String) {
    let which = which(slot);
    (format!("removal {} ({which})", place + 1), format!("第 {} 项移除（{which}）", place + 1))
}

fn which(slot: &Slot) -> String {
    let mut words = vec![slot.metric.to_string(), slot.priority.to_string()];
    words.extend(slot.ticket_kind.map(TicketKind::as_str).map(str::to_owned));
    words.extend(slot.system_type.clone());
    words.extend(slot.protection.map(|range| format!("level {}-{}", range.from, range.to)));
    words.extend(slot.site_class.map(SiteClass::as_str).map(str::to_owned));
    words.extend(slot.guard.then(|| "guard period".to_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests;
