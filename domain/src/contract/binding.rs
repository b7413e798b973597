//! Why this contract, by this version of its terms, binds a ticket: for reading.

use chrono::NaiveDate;

use super::LostBecause;
use crate::Instant;
use crate::routing::TeamRule;
use crate::sla::Sentence;

/// A contract that covered the system as well and lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rival<'b> {
    /// Its number; none for a reader who must not know of it.
    pub contract: Option<&'b str>,
    /// As it was when the ticket was raised.
    pub precedence: Option<i32>,
    pub because: LostBecause,
}

/// The team that has the ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServedBy<'b> {
    /// Code of the team; none while the ticket is in the vendor's common queue.
    pub team: Option<&'b str>,
    /// Why; none for the common queue that nobody chose.
    pub rule: Option<TeamRule>,
}

/// What was looked up when a ticket was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding<'b> {
    /// Code of the system.
    pub system: &'b str,
    /// The civil day of raising, in the contract's zone.
    pub day: NaiveDate,
    /// The contract's zone (IANA).
    pub zone: &'b str,
    /// Number of the contract.
    pub contract: &'b str,
    /// Number of the version of terms, and since when it holds.
    pub terms: i32,
    pub terms_from: NaiveDate,
    /// The last day by that version.
    pub ends_on: NaiveDate,
    /// Code of the policy and number of its version.
    pub policy: &'b str,
    pub policy_version: i32,
    /// The pilot by which that version bound the ticket, if it was one: from when, until when.
    pub pilot: Option<(Instant, Instant)>,
    /// The last day of the contract as it stands now, when it is over.
    pub ended_on: Option<NaiveDate>,
    /// Its precedence when the ticket was raised, where there was another to choose from.
    pub precedence: Option<i32>,
    /// The others that covered the system on that day.
    pub rivals: &'b [Rival<'b>],
    pub served_by: ServedBy<'b>,
}

impl Binding<'_> {
    /// What a reader needs to look it up again, in order.
    pub fn sentences(&self) -> Vec<Sentence> {
        let Self { system, day, zone, contract, terms, terms_from, ends_on, policy, policy_version, .. } = self;
        let mut said = vec![
            Sentence {
                en: format!("The work was asked for on {day} ({zone})."),
                zh: format!("报障日期为 {day}（{zone}）。"),
            },
            Sentence {
                en: format!("On that day contract {contract} was in force and covered system {system}."),
                zh: format!("当日合同 {contract} 生效，并覆盖系统 {system}。"),
            },
            Sentence {
                en: format!("Version {terms} of its terms held since {terms_from}, with {ends_on} as the last day."),
                zh: format!("适用第 {terms} 版条款（自 {terms_from} 起生效，至 {ends_on} 止）。"),
            },
        ];
        said.push(match self.pilot {
            None => Sentence {
                en: format!("They promised policy {policy}, of which version {policy_version} was published."),
                zh: format!("条款约定的服务级别策略为 {policy}，当时发布的是第 {policy_version} 版。"),
            },
            Some((from, until)) => Sentence {
                en: format!(
                    "They promised policy {policy}. Its version {policy_version} was piloted at the ticket's agency \
                     from {from} until {until} and bound instead of the published one."
                ),
                zh: format!(
                    "条款约定的服务级别策略为 {policy}。第 {policy_version} 版自 {from} 至 {until} 在报障单位试点，\
                     代替已发布的版本适用。"
                ),
            },
        });
        // Which contract binds stands right behind the one that does.
        said.splice(2..2, self.rivals.iter().map(|rival| rival.sentence(self.precedence)));
        said.push(self.served_by.sentence(system));
        if let Some(ended) = self.ended_on {
            said.push(Sentence {
                en: format!("The contract ended on {ended}; the ticket keeps its terms until it is closed."),
                zh: format!("合同已于 {ended} 结束；工单在关闭前仍适用上述条款。"),
            });
        }
        said
    }
}

impl Rival<'_> {
    fn sentence(&self, first: Option<i32>) -> Sentence {
        let (en, zh) = match self.contract {
            Some(contract) => (format!("Contract {contract}"), format!("合同 {contract}")),
            None => ("Another contract".to_owned(), "另一合同".to_owned()),
        };
        let rank = |of: Option<i32>| of.map_or_else(|| "-".to_owned(), |of| of.to_string());
        let (own, first) = (rank(self.precedence), rank(first));
        match self.because {
            LostBecause::LargerPrecedence => Sentence {
                en: format!("{en} covered it as well, but its precedence was {own}, after {first}: the smaller binds."),
                zh: format!("{zh} 当日亦覆盖该系统，但其优先序为 {own}，次于 {first}（数字小者优先）。"),
            },
            LostBecause::NoPrecedence => Sentence {
                en: format!("{en} covered it as well, but stated no precedence, unlike the one that binds ({first})."),
                zh: format!("{zh} 当日亦覆盖该系统，但未约定优先序（适用合同的优先序为 {first}）。"),
            },
            LostBecause::BeganLater => Sentence {
                en: format!("{en} covered it as well, but began later, and no precedence told them apart."),
                zh: format!("{zh} 当日亦覆盖该系统，但起始较晚，且优先序不能区分二者。"),
            },
        }
    }
}

impl ServedBy<'_> {
    fn sentence(&self, system: &str) -> Sentence {
        let (en, zh) = match (self.team, self.rule) {
            (Some(team), Some(TeamRule::System)) => (
                format!("The vendor named team {team} for system {system}: the ticket went there."),
                format!("服务商指定班组 {team} 负责系统 {system}，工单据此派入该班组。"),
            ),
            (Some(team), Some(TeamRule::Contract)) => (
                format!("The vendor named team {team} for the contract: the ticket went there."),
                format!("服务商指定班组 {team} 负责该合同，工单据此派入该班组。"),
            ),
            (Some(team), _) => (
                format!("The vendor moved the ticket to team {team}, as its log tells."),
                format!("服务商已将工单转至班组 {team}，详见工单日志。"),
            ),
            (None, Some(_)) => (
                "The vendor moved the ticket to its common queue, as its log tells.".to_owned(),
                "服务商已将工单转回公共队列，详见工单日志。".to_owned(),
            ),
            (None, None) => (
                "No team of the vendor is named for it: the ticket is in the vendor's common queue.".to_owned(),
                "服务商未指定班组，工单在其公共队列中。".to_owned(),
            ),
        };
        Sentence { en, zh }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_can_look_it_up_again_in_either_language() {
        let date = |text: &str| text.parse().expect("a date");
        let binding = Binding {
            system: "NN-OA",
            day: date("2026-08-03"),
            zone: "Asia/Shanghai",
            contract: "NN-2026",
            terms: 2,
            terms_from: date("2026-07-01"),
            ends_on: date("2027-03-31"),
            policy: "GX-SLA",
            policy_version: 3,
            pilot: None,
            ended_on: None,
            precedence: None,
            rivals: &[],
            served_by: ServedBy { team: None, rule: None },
        };
        let facts = ["2026-08-03", "NN-2026", "NN-OA", "2026-07-01", "2027-03-31", "GX-SLA"];
        for language in [|said: &Sentence| said.en.clone(), |said: &Sentence| said.zh.clone()] {
            let text: String = binding.sentences().iter().map(language).collect();
            assert!(facts.iter().all(|fact| text.contains(fact)), "{text}");
        }
        let ended = Binding { ended_on: Some(date("2027-03-31")), ..binding };
        assert_eq!(ended.sentences().len(), binding.sentences().len() + 1);
        let at = |text: &str| text.parse::<Instant>().expect("a time");
        let pilot = Some((at("2026-07-01T00:00:00Z"), at("2026-10-01T00:00:00Z")));
        let said = Binding { pilot, ..binding }.sentences();
        assert_eq!(said.len(), binding.sentences().len());
        assert!(said[3].en.contains("piloted") && said[3].zh.contains("试点"), "{said:?}");
        let because = [LostBecause::LargerPrecedence, LostBecause::NoPrecedence, LostBecause::BeganLater];
        let rivals = because.map(|because| Rival { contract: Some("NN-2026-B"), precedence: Some(20), because });
        let contested = Binding { precedence: Some(10), rivals: &rivals, ..binding };
        let said = contested.sentences();
        assert_eq!(said.len(), binding.sentences().len() + 3);
        let text: String = said.iter().map(|said| format!("{} {}", said.en, said.zh)).collect();
        assert_eq!(text.matches("NN-2026-B").count(), 6, "{text}");
        assert!(said[2].en.contains("its precedence was 20, after 10"), "{}", said[2].en);
        let unseen = [Rival { contract: None, ..rivals[0] }];
        let hidden = Binding { rivals: &unseen, ..contested };
        assert!(hidden.sentences()[2].zh.starts_with("另一合同"));
    }

    #[test]
    fn the_team_and_why_it_is_that_one() {
        let said = |team, rule| ServedBy { team, rule }.sentence("NN-OA");
        for rule in TeamRule::ALL {
            let Sentence { en, zh } = said(Some("T1"), Some(*rule));
            assert!(en.contains("T1") && zh.contains("T1"), "{en} {zh}");
        }
        let texts = [(None, None), (None, Some(TeamRule::Moved)), (Some("T1"), Some(TeamRule::Moved))];
        let texts = texts.map(|(team, rule)| said(team, rule).en);
        assert!(texts.iter().all(|text| texts.iter().filter(|other| *other == text).count() == 1), "{texts:?}");
    }
}
