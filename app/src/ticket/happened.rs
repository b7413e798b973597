//! What happened to a ticket or a verdict, in words.

/// By the word of a fact, or of what the platform does by itself: in English and in Chinese; none for a word of another
/// release.
pub fn happened(word: &str) -> Option<(&'static str, &'static str)> {
    HAPPENED.iter().find(|(of, ..)| *of == word).map(|(_, en, zh)| (*en, *zh))
}

const HAPPENED: &[(&str, &str, &str)] = &[
    ("RAISED", "Raised", "提出"),
    ("ASSIGNED", "Assigned", "分派"),
    ("ROUTED", "Moved to a team", "转交班组"),
    ("ACKNOWLEDGED", "Acknowledged", "响应"),
    ("ARRIVED", "Arrived", "到场"),
    ("RESTORED", "Restored", "恢复"),
    ("RESOLVED", "Resolved", "解决"),
    ("CONFIRMED", "Confirmed", "确认关闭"),
    ("SOLUTION_REJECTED", "Solution rejected", "驳回解决"),
    ("REOPENED", "Reopened", "重开"),
    ("CANCELLED", "Cancelled", "取消"),
    ("HELD", "Pause declared", "挂起"),
    ("RESUMED", "Pause ended", "恢复处理"),
    ("PAUSE_ACCEPTED", "Pause accepted", "认可挂起"),
    ("PAUSE_REJECTED", "Pause rejected", "驳回挂起"),
    ("PAUSE_LAPSED", "Pause lapsed", "挂起到限"),
    ("EVIDENCE_ADDED", "Evidence about a pause added", "补充挂起证据"),
    ("PRIORITY_CHANGED", "Priority changed", "调整优先级"),
    ("PRIORITY_ROSE", "Priority rose by itself", "优先级自动升级"),
    ("PROGRESS_REPORTED", "Progress reported", "进展反馈"),
    ("EXCLUDED", "Not counted, by decision", "认定不计"),
    ("RATED", "Service rated", "评价服务"),
    ("COOPERATION_RATED", "Cooperation rated", "评价配合"),
    ("COMMENTED", "Commented", "评论"),
    ("ATTACHED", "File added", "添加附件"),
    ("ATTACHMENT_WITHDRAWN", "File withdrawn", "撤回附件"),
    ("WORK_LOGGED", "Work logged", "登记工时"),
    ("WORK_REVERSED", "Work reversed", "冲销工时"),
    ("PLAN_SUBMITTED", "Plan submitted", "提交变更方案"),
    ("PLAN_APPROVED", "Plan approved", "变更方案通过"),
    ("PLAN_REJECTED", "Plan rejected", "变更方案退回"),
    ("END_PROPOSED", "End proposed", "提议终止"),
    ("END_ACCEPTED", "End agreed to", "同意终止"),
    ("END_REJECTED", "Proposal to end rejected", "不同意终止"),
    ("END_WITHDRAWN", "Proposal to end taken back", "撤回终止提议"),
    ("END_LAPSED", "Proposal to end lapsed", "终止提议失效"),
    ("LINKED", "Linked", "关联"),
    ("UNLINKED", "Link withdrawn", "取消关联"),
    ("DECLARED_MAJOR", "Declared a major incident", "宣布重大事件"),
    ("CORRECTION_PROPOSED", "Correction proposed", "提议更正时间"),
    ("CORRECTED", "Time corrected", "更正时间"),
    ("CORRECTION_REJECTED", "Correction rejected", "驳回更正"),
    ("VISIT_BEGUN", "Checked in on site", "现场签到"),
    ("VISIT_ENDED", "Checked out on site", "现场签退"),
    ("VISIT_ACCEPTED", "Visit accepted", "认可到场"),
    ("VISIT_DISPUTED", "Visit disputed", "对到场有异议"),
    ("EXCLUSION_APPLIED", "Exclusion applied", "适用剔除时段"),
    ("EXCLUSION_SHORTENED", "Exclusion shortened", "缩短剔除时段"),
    ("HAND_OVER_PROPOSED", "Hand-over proposed", "提议移交"),
    ("HANDED_OVER", "Handed over", "移交"),
    ("HAND_OVER_DECLINED", "Hand-over declined", "不同意移交"),
    ("HAND_OVER_WITHDRAWN", "Hand-over taken back", "撤回移交"),
    ("HAND_OVER_LAPSED", "Hand-over lapsed", "移交逾期未答"),
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
        assert_eq!(happened("HELD"), Some(("Pause declared", "挂起")));
        assert_eq!(happened("SOMETHING_NEW"), None);
    }
}
