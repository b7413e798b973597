//! The words of clocks, disputes and assessments, which only evidence is told in.

use domain::assessment::AssessmentStep;
use domain::dispute::{DisputeOutcome, DisputeState, DisputeStep, DisputeSubject};
use domain::export::FileLanguage;
use domain::scorecard::{Formula, Lateness};
use domain::sla::{ChoiceOutcome, LimitCause, LimitOutcome, PauseStanding, SegmentKind};

use crate::export::words::{Word, english, words};

words! {
    SegmentKind {
        Running: "Counted", "计时";
        Paused: "Paused", "暂停";
        Closed: "Outside service hours", "非服务时间";
        Gap: "Solved until reopened", "解决至重开";
        HandOver: "Hand-over being decided", "移交待定";
        Relieved: "Taken out by a dispute", "申诉剔除";
    }
    PauseStanding {
        Declared: "Counts from its declaration", "自申报起有效";
        Accepted: "Counts, accepted", "有效，已认可";
        Lapsed: "Counts up to the longest allowed", "计至最长暂停时限";
        Rejected: "Never counted, rejected", "无效，已驳回";
        AwaitingAcceptance: "Not until it is accepted", "待认可后有效";
        NotPausable: "Not: this promise does not pause", "不计：该指标不可暂停";
        AfterDue: "Not: it began when the time was over", "不计：开始时已到期";
        Outside: "Not: outside the clock", "不计：不在计时范围";
    }
    LimitCause {
        Start: "Start", "起算";
        Raised: "Priority raised", "优先级提高";
        Lowered: "Priority lowered", "优先级降低";
    }
    LimitOutcome {
        Governs: "Decides", "生效";
        Later: "Due later", "截止更晚";
        Withdrawn: "Replaced", "被取代";
        Waiting: "Held by a pause", "暂停中";
        NoCalendar: "Without a calendar", "缺少日历";
    }
    ChoiceOutcome {
        Chosen: "Applies", "适用";
        OtherPriority: "Another priority", "优先级不符";
        OtherKind: "Another kind of ticket", "工单类型不符";
        OtherSystemType: "Another type of system", "系统类型不符";
        OtherProtection: "Other protection levels", "等保级别不符";
        OtherSite: "Another class of site", "站点类别不符";
        OutsideGuard: "For guard periods only", "仅限重保时段";
        LessSpecific: "Another one says more", "另有更具体目标";
        Duplicate: "The same as the one that applies", "与适用目标重复";
    }
    DisputeSubject {
        Verdict: "Verdict", "判定";
        LedgerEntry: "Deduction", "扣分";
        ManualScore: "Score given", "人工评分";
    }
    DisputeStep {
        Appeal: "Appealed", "申诉";
        Withdraw: "Taken back", "撤回";
        Decide: "Decided by the agency", "采购方裁定";
        Accept: "Accepted", "接受";
        Escalate: "Taken further", "提请上级";
        DecideFinally: "Decided for good", "终裁";
        PassOn: "Passed on, the agency's days being over", "采购方逾期，转上级";
        Lapse: "Final, the vendor's days being over", "服务商逾期，裁定生效";
        Overdue: "Not decided in time", "终裁逾期";
    }
    DisputeOutcome {
        Uphold: "What was found stays", "维持";
        Exclude: "Not counted", "不计入考核";
        ReAttribute: "Somebody else answers for it", "改由他方负责";
        Partly: "Partly the vendor's", "部分成立";
    }
    AssessmentStep {
        Open: "Begun", "开始";
        Draft: "Scored", "初评";
        Correct: "Revision begun", "更正立项";
        Rescore: "Scored again", "重新评分";
        Comment: "Commented", "反馈意见";
        Lapse: "Gone on without a comment", "逾期未反馈";
        SendBack: "Sent back", "退回";
        Decide: "Decided", "审定";
        Object: "Objected to", "异议";
        Sign: "Signed", "签署";
        Freeze: "Frozen", "归档";
    }
    Formula {
        RespondInTime: "RESPONSE clocks: met ÷ (met + breached)", "响应时钟：达成÷（达成＋违约）";
        ArriveInTime: "ARRIVAL clocks: met ÷ (met + breached)", "到场时钟：达成÷（达成＋违约）";
        RestoreWeighted:
            "RESTORE clocks by priority, P1 × 8, P2 × 4, P3 × 2, P4 × 1: met ÷ (met + breached)",
            "恢复时钟按优先级加权（P1×8、P2×4、P3×2、P4×1）：达成÷（达成＋违约）";
        ResolveInTime: "RESOLVE clocks: met ÷ (met + breached)", "解决时钟：达成÷（达成＋违约）";
        UpdateInTime: "UPDATE clocks: met ÷ (met + breached)", "进展反馈时钟：达成÷（达成＋违约）";
        ReopenRate: "(Solutions − reopened or rejected) ÷ solutions", "（解决数－重开或驳回数）÷解决数";
        RepeatFaults: "(Faults − repeats within 30 days) ÷ faults", "（故障数－30 日内重复数）÷故障数";
        PauseHonesty: "(Pause time − rejected) ÷ pause time", "（挂起时长－驳回时长）÷挂起时长";
        Satisfaction: "(Stars − ratings) ÷ (4 × ratings)", "（星数之和－评价数）÷（4×评价数）";
        ComplaintsInTime: "RESOLVE clocks of complaints: met ÷ (met + breached)", "投诉解决时钟：达成÷（达成＋违约）";
        RecordsComplete: "Closings with cause, solution and evidence ÷ closings", "记录完整的关闭数÷关闭数";
        InspectionsDone: "Inspections done in time ÷ inspections due", "按期完成的巡检数÷应完成的巡检数";
        Manual: "Mean of the scores that people gave", "人工评分的平均值";
    }
    Lateness {
        Late: "Up to twice the time allowed", "不超过承诺时长 2 倍";
        BeyondTwice: "Beyond twice", "超过 2 倍";
        BeyondThrice: "Beyond three times", "超过 3 倍";
    }
}

english! {
    DisputeState {
        Appealed: "Appealed";
        AgencyDecided: "Decided by the agency";
        Escalated: "Taken further";
        Final: "Final";
        Withdrawn: "Taken back";
    }
}

/// What happened; a word of another release stays as it is.
pub(super) fn happened(word: &str, language: FileLanguage) -> String {
    let told = crate::ticket::happened(word);
    told.map_or_else(|| word.to_owned(), |(en, zh)| language.choose(en, zh).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_told_in_either_language() {
        assert_eq!(happened("HELD", FileLanguage::En), "Pause declared");
        assert_eq!(happened("HELD", FileLanguage::Zh), "挂起");
        assert_eq!(happened("SOMETHING_NEW", FileLanguage::Zh), "SOMETHING_NEW");
    }
}
