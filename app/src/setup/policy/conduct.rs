//! What makes the rules of a version about pauses and reopening nonsense.

use domain::sla::TargetDuration;

use super::VersionTerms;
use super::targets::SECONDS_MAX;
use crate::mistakes::Mistakes;

/// Pauses on one ticket that a policy may allow at most.
const PAUSES_MAX: i32 = 100;
/// Working days that a decision about a pause may take at most.
const SILENT_DAYS_MAX: u32 = 366;
/// Ten years.
const REOPEN_DAYS_MAX: i32 = 3_660;

pub(super) fn check(mistakes: &mut Mistakes, terms: &VersionTerms) {
    if let Some(pauses) = &terms.pauses {
        if pauses.longest_seconds.is_some_and(|longest| !(1..=SECONDS_MAX).contains(&longest)) {
            let en = "the longest pause is positive and at most ten years";
            mistakes.add("INVALID", "pauseRules", en, "最长挂起时间须为正数且不超过十年");
        }
        if pauses.most.is_some_and(|most| !(0..=PAUSES_MAX).contains(&most)) {
            let en = format!("0 to {PAUSES_MAX} pauses may be allowed on a ticket");
            mistakes.add("INVALID", "pauseRules", en, format!("每张工单的挂起次数须为 0 至 {PAUSES_MAX}"));
        }
        let silence = pauses.silence.is_none_or(|rule| match rule.within {
            TargetDuration::Working(seconds) | TargetDuration::RealTime(seconds) => {
                (1..=SECONDS_MAX).contains(&seconds)
            }
            TargetDuration::WorkingDays(days) => (1..=SILENT_DAYS_MAX).contains(&days),
        });
        if !silence {
            let en = "the time for a decision about a pause is positive and at most ten years, or 366 working days";
            mistakes.add("INVALID", "pauseRules", en, "挂起的审核时限须为正数，且不超过十年或 366 个工作日");
        }
        if pauses.reasons.as_ref().is_some_and(Vec::is_empty) {
            let en = "name a reason that is allowed; to allow no pause at all, allow 0 on a ticket";
            mistakes.add("REQUIRED", "pauseRules", en, "请至少列出一个允许的原因；如不允许挂起，请将次数设为 0");
        }
    }
    let window = terms.reopening.and_then(|rule| rule.window_days);
    if window.is_some_and(|days| !(0..=REOPEN_DAYS_MAX).contains(&days)) {
        let en = format!("the window for reopening is 0 to {REOPEN_DAYS_MAX} days");
        mistakes.add("INVALID", "reopenDays", en, format!("重开期限须为 0 至 {REOPEN_DAYS_MAX} 天"));
    }
}
