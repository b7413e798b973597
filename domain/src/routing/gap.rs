//! What coverage lacks, finding by finding, with a sentence for people.

use chrono::NaiveDate;

use crate::contract::{KeyDate, KeyDateKind};
use crate::sla::{Metric, Sentence};
use crate::text_enum;
use crate::ticket::Priority;

text_enum! {
    /// The kinds of findings, the most pressing first.
    pub enum GapCode {
        /// No contract covers the system today: tickets for it are refused.
        SystemWithoutContract = "SYSTEM_WITHOUT_CONTRACT",
        /// The system's cover ends soon, and no contract in force follows.
        CoverEnds = "COVER_ENDS",
        /// The policy that binds the system's tickets leaves a priority without a target.
        PriorityWithoutTarget = "PRIORITY_WITHOUT_TARGET",
        /// A calendar that a contract counts with is known for fewer days than the contract has.
        CalendarEnds = "CALENDAR_ENDS",
        /// A policy that has no published version, and so binds nobody.
        PolicyNotPublished = "POLICY_NOT_PUBLISHED",
        /// A policy that no contract ever named.
        PolicyNeverUsed = "POLICY_NEVER_USED",
        /// A contract ends soon.
        ContractEnds = "CONTRACT_ENDS",
        /// A request for an uncovered system waits.
        RequestWaiting = "REQUEST_WAITING",
    }
}

/// A finding. Objects stand here by what people call them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    SystemWithoutContract { system: String },
    CoverEnds { system: String, on: NaiveDate },
    PriorityWithoutTarget { system: String, policy: String, missing: Vec<(Metric, Priority)> },
    CalendarEnds { calendar: String, contract: String, known_until: NaiveDate, last_day: NaiveDate },
    PolicyNotPublished { policy: String, contract: Option<String> },
    PolicyNeverUsed { policy: String },
    ContractEnds { contract: String, on: NaiveDate, dates: Vec<KeyDate> },
    RequestWaiting { request: String, system: String, days: i64 },
}

impl Gap {
    /// Its kind.
    pub const fn code(&self) -> GapCode {
        match self {
            Self::SystemWithoutContract { .. } => GapCode::SystemWithoutContract,
            Self::CoverEnds { .. } => GapCode::CoverEnds,
            Self::PriorityWithoutTarget { .. } => GapCode::PriorityWithoutTarget,
            Self::CalendarEnds { .. } => GapCode::CalendarEnds,
            Self::PolicyNotPublished { .. } => GapCode::PolicyNotPublished,
            Self::PolicyNeverUsed { .. } => GapCode::PolicyNeverUsed,
            Self::ContractEnds { .. } => GapCode::ContractEnds,
            Self::RequestWaiting { .. } => GapCode::RequestWaiting,
        }
    }

    /// What it is about, as people call it: lists are in this order.
    pub fn name(&self) -> &str {
        match self {
            Self::SystemWithoutContract { system }
            | Self::CoverEnds { system, .. }
            | Self::PriorityWithoutTarget { system, .. } => system,
            Self::CalendarEnds { calendar, .. } => calendar,
            Self::PolicyNotPublished { policy, .. } | Self::PolicyNeverUsed { policy } => policy,
            Self::ContractEnds { contract, .. } => contract,
            Self::RequestWaiting { request, .. } => request,
        }
    }

    /// The day that it is about, if there is one.
    pub const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::CoverEnds { on, .. } | Self::ContractEnds { on, .. } => Some(*on),
            Self::CalendarEnds { known_until, .. } => Some(*known_until),
            _ => None,
        }
    }

    /// What is not promised.
    pub fn missing(&self) -> &[(Metric, Priority)] {
        match self {
            Self::PriorityWithoutTarget { missing, .. } => missing,
            _ => &[],
        }
    }

    /// The key dates of a contract that ends.
    pub fn key_dates(&self) -> &[KeyDate] {
        match self {
            Self::ContractEnds { dates, .. } => dates,
            _ => &[],
        }
    }

    /// For reading.
    pub fn sentence(&self) -> Sentence {
        let (en, zh) = match self {
            Self::SystemWithoutContract { system } => (
                format!("No contract covers system {system} today: tickets for it are refused."),
                format!("系统 {system} 今日没有生效合同覆盖，无法提交工单。"),
            ),
            Self::CoverEnds { system, on } => (
                format!("The cover of system {system} ends on {on}, and no contract in force follows."),
                format!("系统 {system} 的合同覆盖至 {on} 止，尚无后续生效合同。"),
            ),
            Self::PriorityWithoutTarget { system, policy, missing } => {
                let list = list(missing);
                (
                    format!("Policy {policy} promises system {system} nothing for {list}."),
                    format!("服务级别策略 {policy} 未向系统 {system} 约定：{list}。"),
                )
            }
            Self::CalendarEnds { calendar, contract, known_until, last_day } => (
                format!(
                    "Calendar {calendar} is known until {known_until}, but contract {contract} lasts until {last_day}."
                ),
                format!("服务日历 {calendar} 仅确定至 {known_until}，而合同 {contract} 至 {last_day} 止。"),
            ),
            Self::PolicyNotPublished { policy, contract: Some(contract) } => (
                format!("Policy {policy} of contract {contract} has no published version: no ticket can be raised."),
                format!("合同 {contract} 的服务级别策略 {policy} 没有已发布的版本，无法提交工单。"),
            ),
            Self::PolicyNotPublished { policy, contract: None } => (
                format!("Policy {policy} has no published version."),
                format!("服务级别策略 {policy} 没有已发布的版本。"),
            ),
            Self::PolicyNeverUsed { policy } => (
                format!("No contract ever named policy {policy}."),
                format!("服务级别策略 {policy} 从未被任何合同采用。"),
            ),
            Self::ContractEnds { contract, on, dates } => {
                let (mut en, mut zh) =
                    (format!("Contract {contract} ends on {on}"), format!("合同 {contract} 将于 {on} 到期"));
                for KeyDate { kind, on } in dates {
                    match kind {
                        KeyDateKind::Ending => {}
                        KeyDateKind::NoticeDue => {
                            en.push_str(&format!("; notice is due by {on}"));
                            zh.push_str(&format!("；最迟 {on} 前通知不续"));
                        }
                        KeyDateKind::RenewalDue => {
                            en.push_str(&format!("; renewal is to be decided by {on}"));
                            zh.push_str(&format!("；最迟 {on} 前决定是否续签"));
                        }
                        KeyDateKind::MilestoneDue => {
                            en.push_str(&format!("; a payment milestone is due by {on}"));
                            zh.push_str(&format!("；付款节点于 {on} 到期"));
                        }
                    }
                }
                (format!("{en}."), format!("{zh}。"))
            }
            Self::RequestWaiting { request, system, days } => (
                format!("Request {request} for system {system} has waited {days} days for a contract."),
                format!("系统 {system} 的请求 {request} 已等待合同覆盖 {days} 天。"),
            ),
        };
        Sentence { en, zh }
    }
}

/// `RESTORE P4, RESOLVE P4`.
fn list(missing: &[(Metric, Priority)]) -> String {
    missing.iter().map(|(metric, priority)| format!("{metric} {priority}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_says_what_it_is_about_in_both_languages() {
        let date = |text: &str| text.parse().expect("a date");
        let text = |words: &str| words.to_owned();
        let (system, policy, contract) = (text("NN-OA"), text("GX-SLA"), text("NN-2026"));
        let dates = crate::contract::key_dates(date("2026-12-31"), Some(60), Some(90));
        let gaps = [
            Gap::SystemWithoutContract { system: system.clone() },
            Gap::CoverEnds { system: system.clone(), on: date("2026-12-31") },
            Gap::PriorityWithoutTarget {
                system: system.clone(),
                policy: policy.clone(),
                missing: vec![(Metric::Restore, Priority::P4), (Metric::Resolve, Priority::P4)],
            },
            Gap::CalendarEnds {
                calendar: text("GX-OFFICE"),
                contract: contract.clone(),
                known_until: date("2026-12-31"),
                last_day: date("2027-03-31"),
            },
            Gap::PolicyNotPublished { policy: policy.clone(), contract: Some(contract.clone()) },
            Gap::PolicyNeverUsed { policy },
            Gap::ContractEnds { contract, on: date("2026-12-31"), dates },
            Gap::RequestWaiting { request: text("NNDSJ-U20260302-0001"), system, days: 12 },
        ];
        let codes: Vec<GapCode> = gaps.iter().map(Gap::code).collect();
        assert_eq!(codes, GapCode::ALL);
        for gap in &gaps {
            let Sentence { en, zh } = gap.sentence();
            assert!(en.contains(gap.name()) && zh.contains(gap.name()), "{en} {zh}");
            assert!(en.ends_with('.') && zh.ends_with('。'), "{en} {zh}");
        }
        assert!(gaps[2].sentence().en.contains("RESTORE P4, RESOLVE P4"));
        let ending = gaps[6].sentence();
        assert!(ending.en.contains("notice is due by 2026-11-01"), "{}", ending.en);
        assert!(ending.zh.contains("2026-10-02"), "{}", ending.zh);
    }
}
