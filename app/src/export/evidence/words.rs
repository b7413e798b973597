//! The words of clocks, disputes and assessments, which only evidence is told in.

use domain::assessment::AssessmentStep;
use domain::dispute::{DisputeOutcome, DisputeState, DisputeStep, DisputeSubject};
use domain::export::FileLanguage;
use domain::scorecard::{Formula, Lateness};
use domain::sla::{ChoiceOutcome, LimitCause, LimitOutcome, PauseStanding, SegmentKind};

use crate::export::words::{Word, english, words};

words! {
    SegmentKind {
        Running: "Running", "计时";
        Paused: "Paused", "暂停";
        Closed: "Outside service hours", "非服务时间";
        Gap: "Between resolution and reopening", "解决至重开之间";
        HandOver: "Waiting for the hand-over", "等待移交决定";
        Relieved: "Relieved by decision", "裁定免责";
    }
    PauseStanding {
        Declared: "Valid since declared", "自申报起有效";
        Accepted: "Valid, accepted", "有效，已认可";
        Lapsed: "Lapsed", "已达最长时限";
        Rejected: "Rejected", "已驳回，无效";
        AwaitingAcceptance: "Awaiting acceptance", "待认可";
        NotPausable: "Not pausable", "该时限不可暂停";
        AfterDue: "After the deadline", "晚于截止，无效";
        Outside: "Outside the clock", "不在计时范围";
    }
    LimitCause {
        Start: "Priority at the start", "开始时的优先级";
        Raised: "Priority raised", "优先级提高";
        Lowered: "Priority lowered", "优先级降低";
    }
    LimitOutcome {
        Governs: "Decides", "起决定作用";
        Later: "Due later", "截止更晚";
        Withdrawn: "Replaced", "已被取代";
        Waiting: "Paused", "暂停中";
        NoCalendar: "No calendar", "日历不存在";
    }
    ChoiceOutcome {
        Chosen: "Chosen", "采用";
        OtherPriority: "Other priority", "优先级不符";
        OtherKind: "Other kind", "工单类型不符";
        OtherSystemType: "Other system type", "系统类型不符";
        OtherProtection: "Other protection level", "等保级别不符";
        OtherSite: "Other site class", "驻地类别不符";
        OutsideGuard: "Outside the guard period", "不在重保时段";
        LessSpecific: "Less specific", "不够具体";
        Duplicate: "Duplicate", "与采用项等效";
    }
    DisputeSubject {
        Verdict: "Breach", "超时认定";
        LedgerEntry: "Deduction", "扣分";
        ManualScore: "Manual score", "人工评分";
    }
    DisputeStep {
        Appeal: "Appealed", "申诉";
        Withdraw: "Withdrawn", "撤回";
        Decide: "Agency decided", "采购单位裁定";
        Accept: "Accepted", "接受";
        Escalate: "Escalated", "提请上级";
        DecideFinally: "Final decision", "终裁";
        PassOn: "Passed on", "采购单位逾期，转上级";
        Lapse: "Accepted by silence", "逾期视为接受";
        Overdue: "Overdue", "终裁逾期";
    }
    DisputeOutcome {
        Uphold: "Uphold", "维持";
        Exclude: "Exclude", "剔除";
        ReAttribute: "Re-attribute", "改判责任方";
        Partly: "Grant in part", "部分成立";
    }
    AssessmentStep {
        Open: "Opened", "开始";
        Draft: "Drafted", "初评";
        Correct: "Correct", "更正";
        Rescore: "Rescore", "重新评分";
        Comment: "Comment", "反馈意见";
        Lapse: "Lapsed", "反馈期满";
        SendBack: "Send back", "退回";
        Decide: "Decide", "审定";
        Object: "Object", "提出异议";
        Sign: "Sign", "签署";
        Freeze: "Frozen", "归档";
    }
    Formula {
        RespondInTime: "RESPONSE clocks: met ÷ (met + breached)", "响应时限：达标÷（达标＋超时）";
        ArriveInTime: "ARRIVAL clocks: met ÷ (met + breached)", "到场时限：达标÷（达标＋超时）";
        RestoreWeighted:
            "RESTORE clocks by priority, P1 × 8, P2 × 4, P3 × 2, P4 × 1: met ÷ (met + breached)",
            "恢复时限按优先级加权（P1×8、P2×4、P3×2、P4×1）：达标÷（达标＋超时）";
        ResolveInTime: "RESOLVE clocks: met ÷ (met + breached)", "解决时限：达标÷（达标＋超时）";
        UpdateInTime: "UPDATE clocks: met ÷ (met + breached)", "进展反馈时限：达标÷（达标＋超时）";
        ReopenRate: "(Solutions − reopened or rejected) ÷ solutions", "（解决数－重开或退回数）÷解决数";
        RepeatFaults: "(Faults − repeats within 30 days) ÷ faults", "（故障数－30 日内重复数）÷故障数";
        PauseHonesty: "(Pause time − rejected) ÷ pause time", "（挂起时长－驳回时长）÷挂起时长";
        Satisfaction: "(Stars − ratings) ÷ (4 × ratings)", "（星数之和－评价数）÷（4×评价数）";
        ComplaintsInTime: "RESOLVE clocks of complaints: met ÷ (met + breached)", "投诉解决时限：达标÷（达标＋超时）";
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
        AgencyDecided: "Agency decided";
        Escalated: "Escalated";
        Final: "Final";
        Withdrawn: "Withdrawn";
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
        assert_eq!(happened("HELD", FileLanguage::En), "Put on hold");
        assert_eq!(happened("HELD", FileLanguage::Zh), "挂起");
        assert_eq!(happened("SOMETHING_NEW", FileLanguage::Zh), "SOMETHING_NEW");
    }
}
