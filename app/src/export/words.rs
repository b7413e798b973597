//! The platform's own words as files show them, in both languages. What people wrote stays as it is.

use domain::assessment::{AdjustmentCause, AssessmentState};
use domain::credit::{CapKind, CreditLineKind, FundingSource};
use domain::export::FileLanguage;
use domain::ranking::{Confidence, ConfidenceNote, RankingMeasure, RankingState, UnratedReason};
use domain::scorecard::{LedgerNote, Period, PeriodKind, TermNote};
use domain::sla::{ClockState, Metric};
use domain::statement::{StatementState, StatementStep};
use domain::ticket::{ActorSide, PauseDecision, PauseParty, PauseReason, TicketKind, TicketState};

use crate::report::Standing;

/// A word that a file shows.
pub(super) trait Word {
    fn word(self, language: FileLanguage) -> &'static str;
}

macro_rules! words {
    ($($name:ident { $($variant:ident: $en:literal, $zh:literal;)+ })+) => {$(
        impl Word for $name {
            fn word(self, language: FileLanguage) -> &'static str {
                match self {
                    $(Self::$variant => language.choose($en, $zh),)+
                }
            }
        }
    )+};
}

pub(super) use words;

words! {
    Metric {
        Response: "Response", "响应";
        Arrival: "Arrival", "到场";
        Restore: "Restoration", "恢复";
        Resolve: "Resolution", "解决";
        Update: "Progress report", "进展反馈";
    }
    ClockState {
        Running: "Running", "计时中";
        Paused: "Paused", "暂停中";
        AwaitingCalendar: "Awaiting calendar", "待日历确认";
        Met: "Met", "达标";
        Breached: "Breached", "已超时";
        Excluded: "Excluded", "已剔除";
        Cancelled: "Not needed", "不再需要";
        NoPromise: "No promise", "无承诺";
    }
    TicketState {
        New: "New", "新建";
        Assigned: "Assigned", "已派单";
        InProgress: "In progress", "处理中";
        OnHold: "On hold", "挂起";
        Resolved: "Resolved", "已解决";
        Closed: "Closed", "已关闭";
        Cancelled: "Cancelled", "已取消";
    }
    PauseReason {
        AwaitingRequester: "Awaiting the requester", "待用户";
        AwaitingAgency: "Awaiting the agency", "待采购单位";
        ThirdParty: "Awaiting a third party", "待第三方";
        ChangeWindow: "Awaiting the change window", "待变更窗口";
        Maintenance: "Maintenance window", "维护窗口";
        ForceMajeure: "Force majeure", "不可抗力";
        VendorInternal: "Vendor's own reasons", "服务商自身原因";
    }
    PauseParty {
        Agency: "Agency", "采购单位";
        Vendor: "Vendor", "服务商";
        ThirdParty: "Third party", "第三方";
        Nobody: "Nobody", "无责任方";
    }
    PauseDecision {
        Pending: "Pending", "待审核";
        Accepted: "Accepted", "已认可";
        Rejected: "Rejected", "已驳回";
    }
    ActorSide {
        Agency: "Agency", "采购单位";
        Vendor: "Vendor", "服务商";
        System: "Platform", "平台";
    }
    AdjustmentCause {
        Recount: "Recount", "重新统计";
        Finding: "Finding", "检查发现";
        Carried: "Carried over", "结转";
    }
    TermNote {
        NoData: "No data", "无数据";
        TooFewRatings: "Too few ratings", "评价数不足";
        NotGiven: "Not given", "未评分";
    }
    LedgerNote {
        Capped: "Capped", "已达上限";
        UnknownItem: "Unknown item", "方案中无此项";
    }
    StatementStep {
        Prepare: "Prepare", "编制";
        Approve: "Approve", "审批";
        Reject: "Reject", "驳回";
        Withdraw: "Withdraw", "撤回";
    }
    CreditLineKind {
        Band: "Band", "评分档次";
        Events: "Breaches", "超时事件";
        Kpi: "Criterion missed", "指标未达标";
        Ledger: "Ledger", "扣分台账";
        Points: "Points", "累计扣分";
    }
    CapKind {
        Period: "Period cap", "周期上限";
        Contract: "Contract cap", "合同上限";
        Fee: "Period fee", "周期服务费";
    }
    FundingSource {
        OwnBudget: "Own budget", "本级财政";
        SuperiorBudget: "Superior budget", "上级财政";
        SpecialFund: "Special fund", "专项资金";
        RewardFund: "Reward fund", "以奖代补";
    }
    Standing {
        Coming: "Due soon", "即将到期";
        Paused: "Paused", "暂停中";
        Overdue: "Overdue", "已超时未完成";
    }
    RankingMeasure {
        Score: "Score", "考核得分";
        TimeToAccept: "Time to assign", "平均派单时长";
        TimeToConfirm: "Time to confirm", "平均确认时长";
        RejectedPauses: "Rejected pauses", "挂起驳回率";
    }
    UnratedReason {
        NothingFrozen: "Nothing frozen", "无已归档考核";
        NothingToRate: "Nothing to rate", "无可评定内容";
        TooFew: "Too few", "样本不足";
    }
    Confidence {
        High: "High", "高";
        Medium: "Medium", "中";
        Low: "Low", "低";
    }
    ConfidenceNote {
        FewCounted: "Few counted", "样本少于三十";
        PartOfPeriod: "Part of the period", "周期或合同不完整";
        SeveralSchemes: "Several schemes", "考核方案不一";
    }
}

/// Of what the domain has the Chinese words itself.
macro_rules! english {
    ($($name:ident { $($variant:ident: $en:literal;)+ })+) => {$(
        impl Word for $name {
            fn word(self, language: FileLanguage) -> &'static str {
                let en = match self {
                    $(Self::$variant => $en,)+
                };
                language.choose(en, self.zh())
            }
        }
    )+};
}

pub(super) use english;

english! {
    TicketKind {
        Incident: "Incident";
        Request: "Service request";
        Problem: "Problem";
        Change: "Change";
        Inspection: "Inspection";
        Complaint: "Complaint";
    }
    AssessmentState {
        Open: "Open";
        Draft: "Draft";
        Commented: "Commented";
        Decided: "Decided";
        Frozen: "Frozen";
    }
    PeriodKind {
        Month: "Month";
        Quarter: "Quarter";
        HalfYear: "Half-year";
        Year: "Year";
    }
    StatementState {
        Prepared: "Prepared";
        Approved: "Approved";
        Rejected: "Rejected";
        Withdrawn: "Withdrawn";
    }
    RankingState {
        Draft: "Draft";
        Announced: "Announced";
        Published: "Published";
    }
}

/// A period as people name it.
pub(super) fn named(period: Period, language: FileLanguage) -> String {
    let last = period.end().pred_opt().unwrap_or(period.start);
    let kind = period.kind.word(language);
    language.choose(format!("{kind} from {} to {last}", period.start), format!("{kind}（{} 至 {last}）", period.start))
}

/// Whether something is so.
pub(super) const fn yes(is_so: bool, language: FileLanguage) -> &'static str {
    match (is_so, language) {
        (true, FileLanguage::Zh) => "是",
        (false, FileLanguage::Zh) => "否",
        (true, FileLanguage::En) => "Yes",
        (false, FileLanguage::En) => "No",
    }
}
