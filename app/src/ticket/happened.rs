//! What happened to a ticket or a verdict, in words.

/// By the word of a fact, or of what the platform does by itself: in English and in Chinese; none for a word of another
/// release.
pub fn happened(word: &str) -> Option<(&'static str, &'static str)> {
    HAPPENED.iter().find(|(of, ..)| *of == word).map(|(_, en, zh)| (*en, *zh))
}

const HAPPENED: &[(&str, &str, &str)] = &[
    ("RAISED", "Raised", "提交工单"),
    ("ASSIGNED", "Assigned", "已派单"),
    ("ROUTED", "Moved to a team", "转交班组"),
    ("ACKNOWLEDGED", "Acknowledged", "已受理"),
    ("ARRIVED", "Arrived on site", "已到场"),
    ("RESTORED", "Restored", "服务恢复"),
    ("RESOLVED", "Resolved", "已解决"),
    ("CONFIRMED", "Confirmed", "确认解决"),
    ("SOLUTION_REJECTED", "Solution rejected", "退回方案"),
    ("REOPENED", "Reopened", "重新打开"),
    ("CANCELLED", "Cancelled", "已取消"),
    ("HELD", "Put on hold", "挂起"),
    ("RESUMED", "Resumed", "恢复计时"),
    ("PAUSE_ACCEPTED", "Pause accepted", "认可挂起"),
    ("PAUSE_REJECTED", "Pause rejected", "驳回挂起"),
    ("PAUSE_LAPSED", "The pause lapsed", "挂起达到最长时限"),
    ("EVIDENCE_ADDED", "Evidence added", "补充挂起证据"),
    ("PRIORITY_CHANGED", "Priority changed", "调整优先级"),
    ("PRIORITY_ROSE", "Priority raised automatically", "优先级自动提高"),
    ("PROGRESS_REPORTED", "Progress reported", "进展反馈"),
    ("EXCLUDED", "Clock excluded", "时限剔除"),
    ("RATED", "Service rated", "评价服务"),
    ("COOPERATION_RATED", "Cooperation rated", "评价配合"),
    ("COMMENTED", "Comment", "评论"),
    ("ATTACHED", "File added", "添加文件"),
    ("ATTACHMENT_WITHDRAWN", "File withdrawn", "撤回文件"),
    ("WORK_LOGGED", "Work logged", "登记工时"),
    ("WORK_REVERSED", "Work reversed", "冲销工时"),
    ("PLAN_SUBMITTED", "Plan submitted", "提交变更方案"),
    ("PLAN_APPROVED", "Plan approved", "变更方案通过"),
    ("PLAN_REJECTED", "Plan rejected", "变更方案退回"),
    ("END_PROPOSED", "End proposed", "提议终止"),
    ("END_ACCEPTED", "End agreed to", "同意终止"),
    ("END_REJECTED", "Proposal to end rejected", "不同意终止"),
    ("END_WITHDRAWN", "Proposal to end withdrawn", "撤回终止提议"),
    ("END_LAPSED", "Proposal to end lapsed", "终止提议已失效"),
    ("LINKED", "Linked", "关联工单"),
    ("UNLINKED", "Link withdrawn", "取消关联"),
    ("DECLARED_MAJOR", "Declared a major incident", "宣布重大事件"),
    ("CORRECTION_PROPOSED", "Correction proposed", "提议更正时间"),
    ("CORRECTED", "Time corrected", "时间已更正"),
    ("CORRECTION_REJECTED", "Correction rejected", "更正未获同意"),
    ("VISIT_BEGUN", "Checked in on site", "现场签到"),
    ("VISIT_ENDED", "Checked out", "现场签退"),
    ("VISIT_ACCEPTED", "Visit accepted", "认可到场"),
    ("VISIT_DISPUTED", "Visit disputed", "对到场有异议"),
    ("EXCLUSION_APPLIED", "Exclusion applied", "剔除时段生效"),
    ("EXCLUSION_SHORTENED", "Exclusion shortened", "剔除时段缩短"),
    ("HAND_OVER_PROPOSED", "Hand-over proposed", "提议移交"),
    ("HANDED_OVER", "Handed over", "已移交"),
    ("HAND_OVER_DECLINED", "Hand-over declined", "不同意移交"),
    ("HAND_OVER_WITHDRAWN", "Hand-over withdrawn", "撤回移交提议"),
    ("HAND_OVER_LAPSED", "Hand-over lapsed", "移交提议已失效"),
    ("DISPUTE_DECIDED", "Dispute decided", "申诉终裁"),
    ("DEADLINE_PASSED", "The deadline passed", "到期"),
    ("CALENDAR_REVISED", "Calendar revised", "日历修订"),
    ("CHAIN_EXTENDED", "Further reports became due", "后续反馈到期"),
    ("IMPORTED", "Imported", "导入"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_events_stand_once_each_in_both_languages() {
        let mut words: Vec<&str> = HAPPENED.iter().map(|(word, ..)| *word).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), HAPPENED.len());
        assert_eq!(happened("HELD"), Some(("Put on hold", "挂起")));
        assert_eq!(happened("SOMETHING_NEW"), None);
    }
}
