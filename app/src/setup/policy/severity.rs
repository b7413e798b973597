//! How a version ranks work: what is stated, laid over what its base says, and what is wrong with it.

use domain::sla::{MatrixMistake, Metric, PriorityCell, PriorityMatrix, SeverityRise, SeverityRules, TargetDuration};
use domain::ticket::Priority;

use super::VersionTerms;
use super::table::Effective;
use super::targets::{DAYS_MAX, SECONDS_MAX};
use crate::mistakes::{Mistakes, REASON_MAX};

const FIELD: &str = "severityRules";

/// The rules of a version, `base` being those of the base policy where there is one.
pub(super) fn laid(
    mistakes: &mut Mistakes,
    base: Option<Option<&SeverityRules>>,
    terms: &VersionTerms,
    rows: &[Effective],
) -> SeverityRules {
    let mut rules = base.flatten().cloned().unwrap_or_default();
    let Some(stated) = &terms.severity else { return rules };
    let reason = mistakes.optional(FIELD, stated.reason.as_deref(), REASON_MAX);
    if base.is_some() && reason.is_none() {
        let en = "say why the ranks differ from the base policy";
        mistakes.add("REQUIRED", FIELD, en, "须说明分级规则与上级策略不同的理由");
    }
    if let Some(cells) = &stated.matrix {
        match PriorityMatrix::from_cells(cells) {
            Ok(matrix) => rules.matrix = matrix,
            Err(found) => found.iter().for_each(|mistake| name(mistakes, *mistake)),
        }
    }
    if let Some(rises) = &stated.rises {
        check_rises(mistakes, rises, rows);
        rules.rises.clone_from(rises);
    }
    rules
}

fn name(mistakes: &mut Mistakes, mistake: MatrixMistake) {
    let cell = |PriorityCell { impact, urgency, .. }: PriorityCell| format!("{impact} × {urgency}");
    match mistake {
        MatrixMistake::Missing(impact, urgency) => {
            let en = format!("the matrix says nothing of impact {impact} and urgency {urgency}");
            mistakes.add("REQUIRED", FIELD, en, format!("矩阵缺少影响度 {impact}、紧急度 {urgency} 的优先级"));
        }
        MatrixMistake::Twice(impact, urgency) => {
            let en = format!("the matrix speaks twice of impact {impact} and urgency {urgency}");
            mistakes.add("DUPLICATE", FIELD, en, format!("矩阵中影响度 {impact}、紧急度 {urgency} 重复"));
        }
        MatrixMistake::Lowers(graver, milder) => {
            let (up, down) = (cell(graver), cell(milder));
            let (low, high) = (graver.priority, milder.priority);
            let en =
                format!("{up} is {low}, and {down} only {high}: more impact or urgency must not lower the priority");
            let zh = format!("{up} 为 {low}，而 {down} 为 {high}：影响度或紧急度提高时不得降低优先级");
            mistakes.add("LOWERS_PRIORITY", FIELD, en, zh);
        }
    }
}

fn check_rises(mistakes: &mut Mistakes, rises: &[SeverityRise], rows: &[Effective]) {
    for (place, rise) in rises.iter().enumerate() {
        let from = rise.from;
        if from == Priority::P1 {
            mistakes.add("INVALID", FIELD, "nothing is graver than P1: it cannot rise", "P1 已是最高级，不能再升级");
        }
        if rises[..place].iter().any(|before| before.from == from) {
            mistakes.add("DUPLICATE", FIELD, format!("{from} rises twice"), format!("{from} 的升级规则重复"));
        }
        let fits = match rise.after {
            None => true,
            Some(TargetDuration::Working(seconds) | TargetDuration::RealTime(seconds)) => {
                (1..=SECONDS_MAX).contains(&seconds)
            }
            Some(TargetDuration::WorkingDays(days)) => (1..=DAYS_MAX).contains(&days),
        };
        if !fits {
            let en = format!("{from} rises after a time that is positive and at most ten years");
            mistakes.add("INVALID", FIELD, en, format!("{from} 的升级时限须为正数且不超过十年"));
        }
        let promised = |row: &Effective| (row.target.slot.metric, row.target.slot.priority) == (Metric::Restore, from);
        if !rows.iter().any(promised) {
            let en = format!("{from} has no RESTORE target whose time could pass");
            mistakes.add("INVALID", FIELD, en, format!("{from} 没有恢复时间目标，无法按时升级"));
        }
    }
}
