//! Items that are computed from the contract: pure functions, whose answer comes with its evidence.

use std::collections::BTreeMap;

use chrono::Months;

use super::evidence::{Evidence, listed};
use super::{AutomaticCheck, ReviewedSystem, ReviewedTerms};
use crate::sla::Metric;
use crate::ticket::Priority;

/// The most months a contract may run (services of a steady kind, domain-facts §3.3).
const MONTHS_MAX: u32 = 36;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Whether it is as it should be.
    pub complies: bool,
    /// What was looked at and what was found, in English.
    pub en: String,
    /// The same in Chinese.
    pub zh: String,
}

/// Computes one item.
pub fn check(check: AutomaticCheck, terms: &ReviewedTerms) -> Checked {
    let Evidence { faults, good, bad } = match check {
        AutomaticCheck::TargetsComplete => targets(terms),
        AutomaticCheck::CalendarsKnown => calendars(terms),
        AutomaticCheck::SystemsOfBuyer => systems_of_buyer(terms),
        AutomaticCheck::ProtectionFiled => filed(terms),
        AutomaticCheck::PeriodLimit => period(terms),
        AutomaticCheck::NoticeAgreed => notice(terms),
    };
    let (en, zh) = if faults.is_empty() { good } else { bad };
    if faults.is_empty() {
        return Checked { complies: true, en, zh };
    }
    let named = listed(&faults);
    Checked { complies: false, en: format!("{en}: {}", named.0), zh: format!("{zh}：{}", named.1) }
}

/// Systems that lack the same targets are named together.
fn targets(terms: &ReviewedTerms) -> Evidence {
    let mut gaps: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for system in &terms.systems {
        let missing = missing(terms, system);
        if !missing.is_empty() {
            gaps.entry(missing.join(", ")).or_default().push(&system.code);
        }
    }
    let faults = gaps.into_iter().map(|(missing, systems)| format!("{missing} ({})", systems.join(", "))).collect();
    let systems = terms.systems.len();
    Evidence {
        faults,
        good: (
            format!("{systems} systems have RESPONSE and RESOLVE targets at P1 to P4 by policy {}", terms.policy_code),
            format!("策略 {} 为 {systems} 个系统在 P1 至 P4 均约定了响应和解决时限", terms.policy_code),
        ),
        bad: (
            format!("no target by policy {}", terms.policy_code),
            format!("策略 {} 没有约定以下时限", terms.policy_code),
        ),
    }
}

fn missing(terms: &ReviewedTerms, system: &ReviewedSystem) -> Vec<String> {
    let wanted = [Metric::Response, Metric::Resolve];
    let wanted = wanted.into_iter().flat_map(|metric| Priority::ALL.iter().map(move |priority| (metric, *priority)));
    let promised = |metric, priority| {
        terms.targets.iter().any(|target| {
            (target.metric, target.priority) == (metric, priority)
                // A target for one kind of ticket leaves the others without, one for guard periods all other days.
                && target.ticket_kind.is_none()
                && !target.guard
                && target.system_type.as_ref().is_none_or(|kind| *kind == system.system_type)
                && target.protection.is_none_or(|range| range.holds(system.protection_level))
                && target.site_class.is_none_or(|class| class == system.site_class)
        })
    };
    let missing = wanted.filter(|(metric, priority)| !promised(*metric, *priority));
    missing.map(|(metric, priority)| format!("{metric} {priority}")).collect()
}

fn calendars(terms: &ReviewedTerms) -> Evidence {
    let short = terms.targets.iter().filter(|target| target.calendar_known_until < terms.ends_on);
    let mut faults: Vec<String> =
        short.map(|target| format!("{} → {}", target.calendar, target.calendar_known_until)).collect();
    faults.sort_unstable();
    faults.dedup();
    let last = terms.ends_on;
    Evidence {
        faults,
        good: (format!("every calendar is known to {last}"), format!("所有日历均已排定到 {last}")),
        bad: (format!("not known to {last}"), format!("以下日历尚未排定到 {last}")),
    }
}

fn systems_of_buyer(terms: &ReviewedTerms) -> Evidence {
    let others = terms.systems.iter().filter(|system| !system.of_buyer);
    let faults = others.map(|system| format!("{} ({})", system.code, system.owner)).collect();
    let systems = terms.systems.len();
    Evidence {
        faults,
        good: (
            format!("{systems} systems belong to {} or below it", terms.buyer),
            format!("{systems} 个系统均属于{}或其下级单位", terms.buyer),
        ),
        bad: (format!("not of {}", terms.buyer), format!("以下系统不属于{}", terms.buyer)),
    }
}

fn filed(terms: &ReviewedTerms) -> Evidence {
    let bound = terms.systems.iter().filter(|system| system.protection_level >= 2);
    let bare = bound.clone().filter(|system| system.filing_number.is_none());
    let faults = bare.map(|system| format!("{} ({})", system.code, system.protection_level)).collect();
    let systems = bound.count();
    Evidence {
        faults,
        good: (
            format!("{systems} systems of level 2 or higher have their filing number"),
            format!("{systems} 个二级及以上系统均有备案编号"),
        ),
        bad: ("no filing number, by level".to_owned(), "以下系统没有备案编号（括号内为级别）".to_owned()),
    }
}

fn period(terms: &ReviewedTerms) -> Evidence {
    let (from, until) = (terms.starts_on, terms.ends_on);
    let limit = from + Months::new(MONTHS_MAX);
    Evidence {
        faults: if until < limit { vec![] } else { vec![format!("{from} – {until}")] },
        good: (format!("{from} to {until}"), format!("{from} 至 {until}")),
        bad: (format!("more than {MONTHS_MAX} months"), format!("超过 {MONTHS_MAX} 个月")),
    }
}

fn notice(terms: &ReviewedTerms) -> Evidence {
    let days = terms.notice_days;
    Evidence {
        faults: if days.is_some() { vec![] } else { vec![terms.number.clone()] },
        good: {
            let days = days.unwrap_or_default();
            (format!("notice is due {days} days before the end"), format!("期满前 {days} 天通知"))
        },
        bad: ("no notice is agreed".to_owned(), "未约定通知期".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::terms::tests::{date, terms};
    use super::*;
    use crate::ticket::{SiteClass, TicketKind};

    fn found(which: AutomaticCheck, terms: &ReviewedTerms) -> (bool, String) {
        let found = check(which, terms);
        assert!(!found.zh.is_empty());
        (found.complies, found.en)
    }

    #[test]
    fn a_contract_that_promises_everything_complies() {
        for which in AutomaticCheck::ALL {
            let (complies, en) = found(*which, &terms());
            assert!(complies, "{which}: {en}");
        }
    }

    #[test]
    fn every_gap_of_the_promise_is_named_with_its_systems() {
        let mut terms = terms();
        terms.targets.retain(|target| (target.metric, target.priority) != (Metric::Resolve, Priority::P4));
        for target in terms.targets.iter_mut().filter(|target| target.priority == Priority::P1) {
            target.site_class = Some(SiteClass::City);
        }
        for target in terms.targets.iter_mut().filter(|target| target.priority == Priority::P2) {
            target.ticket_kind = (target.metric == Metric::Response).then_some(TicketKind::Incident);
        }
        let gaps = "no target by policy GX-SLA: RESPONSE P1, RESPONSE P2, RESOLVE P1, RESOLVE P4 (QX-HALL); \
                    RESPONSE P2, RESOLVE P4 (NN-OA)";
        assert_eq!(found(AutomaticCheck::TargetsComplete, &terms), (false, gaps.to_owned()));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let mut terms = terms();
        terms.targets[0].calendar_known_until = date("2026-12-30");
        terms.systems[0].of_buyer = false;
        terms.systems[1].filing_number = None;
        terms.notice_days = None;
        let wrong = |which| {
            let (complies, en) = found(which, &terms);
            assert!(!complies, "{which}");
            en
        };
        assert_eq!(wrong(AutomaticCheck::CalendarsKnown), "not known to 2026-12-31: 7X24 → 2026-12-30");
        assert_eq!(wrong(AutomaticCheck::SystemsOfBuyer), "not of 南宁市大数据发展局: NN-OA (南宁市大数据发展局)");
        assert_eq!(wrong(AutomaticCheck::ProtectionFiled), "no filing number, by level: QX-HALL (3)");
        assert_eq!(wrong(AutomaticCheck::NoticeAgreed), "no notice is agreed: NN-2026");
        terms.systems[1].protection_level = 1;
        assert!(found(AutomaticCheck::ProtectionFiled, &terms).0, "level 1 is not filed");
    }

    #[test]
    fn three_years_are_the_most() {
        let mut terms = terms();
        terms.ends_on = date("2028-12-31");
        assert!(found(AutomaticCheck::PeriodLimit, &terms).0);
        terms.ends_on = date("2029-01-01");
        assert!(!found(AutomaticCheck::PeriodLimit, &terms).0);
    }
}
