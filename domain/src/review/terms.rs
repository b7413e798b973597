//! What a review sees: the terms of a contract with all that they name, as it stood.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ids::{AgencyId, ContractId, PolicyId, SchemeId, SystemId, VendorId};
use crate::money::Fen;
use crate::sla::{Metric, ProtectionRange, TargetDuration};
use crate::ticket::{Priority, SiteClass, TicketKind};

/// The terms under review, whole: also what an amendment leaves as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewedTerms {
    pub contract: ContractId,
    /// The contract's number and name.
    pub number: String,
    pub name: String,
    pub agency: AgencyId,
    /// The names of the parties.
    pub buyer: String,
    pub vendor: VendorId,
    pub vendor_name: String,
    /// Which version of the terms: 1 for a contract, the amendment's number else.
    pub terms_number: i32,
    pub starts_on: NaiveDate,
    pub effective_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub amount: Fen,
    pub zone: String,
    pub notice_days: Option<i32>,
    pub renewal_days: Option<i32>,
    pub policy: PolicyId,
    pub policy_code: String,
    pub scheme: SchemeId,
    pub scheme_code: String,
    pub systems: Vec<ReviewedSystem>,
    /// What the published version of the policy promises.
    pub targets: Vec<ReviewedTarget>,
}

/// A covered system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewedSystem {
    pub id: SystemId,
    pub code: String,
    pub name: String,
    /// The name of the agency that owns it.
    pub owner: String,
    /// Whether that is the buyer or an agency below it.
    pub of_buyer: bool,
    #[serde(default)]
    pub system_type: String,
    pub protection_level: i32,
    pub filing_number: Option<String>,
    pub site_class: SiteClass,
}

/// A promised number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewedTarget {
    pub metric: Metric,
    pub priority: Priority,
    pub ticket_kind: Option<TicketKind>,
    pub site_class: Option<SiteClass>,
    #[serde(default)]
    pub system_type: Option<String>,
    #[serde(default)]
    pub protection: Option<ProtectionRange>,
    /// Only for tickets raised in a guard period.
    #[serde(default)]
    pub guard: bool,
    pub duration: TargetDuration,
    /// The code of the calendar.
    pub calendar: String,
    /// The last day that it knows.
    pub calendar_known_until: NaiveDate,
    pub pausable: bool,
}

#[derive(Serialize)]
struct Agreed<'t> {
    contract: ContractId,
    terms: i32,
    parties: (AgencyId, VendorId),
    days: [NaiveDate; 3],
    zone: &'t str,
    amount: Fen,
    policy: PolicyId,
    scheme: SchemeId,
    key_dates: [Option<i32>; 2],
    systems: Vec<SystemId>,
}

impl ReviewedTerms {
    /// Names exactly what is agreed on: SHA-256 over it, in one order. What the objects are called, and what is known of
    /// them, may change; a policy publishes versions without anybody agreeing to the contract anew.
    pub fn fingerprint(&self) -> String {
        let mut systems: Vec<SystemId> = self.systems.iter().map(|system| system.id).collect();
        systems.sort_unstable();
        let agreed = Agreed {
            contract: self.contract,
            terms: self.terms_number,
            parties: (self.agency, self.vendor),
            days: [self.starts_on, self.effective_on, self.ends_on],
            zone: &self.zone,
            amount: self.amount,
            policy: self.policy,
            scheme: self.scheme,
            key_dates: [self.notice_days, self.renewal_days],
            systems,
        };
        let text = serde_json::to_string(&agreed).expect("ids, dates and numbers are JSON");
        hex::encode(Sha256::digest(text))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use uuid::Uuid;

    use super::*;

    /// A contract of two systems that promises everything.
    pub fn terms() -> ReviewedTerms {
        let system = |id: u128, code: &str, site_class| ReviewedSystem {
            id: SystemId(Uuid::from_u128(id)),
            code: code.to_owned(),
            name: code.to_owned(),
            owner: "南宁市大数据发展局".to_owned(),
            of_buyer: true,
            system_type: "公文交换".to_owned(),
            protection_level: 3,
            filing_number: Some("45010099001-22001".to_owned()),
            site_class,
        };
        let target = |metric, priority| ReviewedTarget {
            metric,
            priority,
            ticket_kind: None,
            site_class: None,
            system_type: None,
            protection: None,
            guard: false,
            duration: TargetDuration::RealTime(3_600),
            calendar: "7X24".to_owned(),
            calendar_known_until: date("9999-12-31"),
            pausable: false,
        };
        let both = |priority: &Priority| [target(Metric::Response, *priority), target(Metric::Resolve, *priority)];
        ReviewedTerms {
            contract: ContractId(Uuid::from_u128(1)),
            number: "NN-2026".to_owned(),
            name: "年度运维".to_owned(),
            agency: AgencyId(Uuid::from_u128(2)),
            buyer: "南宁市大数据发展局".to_owned(),
            vendor: VendorId(Uuid::from_u128(3)),
            vendor_name: "八桂运维".to_owned(),
            terms_number: 1,
            starts_on: date("2026-01-01"),
            effective_on: date("2026-01-01"),
            ends_on: date("2026-12-31"),
            amount: Fen(16_650_000),
            zone: "Asia/Shanghai".to_owned(),
            notice_days: Some(60),
            renewal_days: None,
            policy: PolicyId(Uuid::from_u128(4)),
            policy_code: "GX-SLA".to_owned(),
            scheme: SchemeId(Uuid::from_u128(5)),
            scheme_code: "DEFAULT".to_owned(),
            systems: vec![system(6, "NN-OA", SiteClass::City), system(7, "QX-HALL", SiteClass::County)],
            targets: Priority::ALL.iter().flat_map(both).collect(),
        }
    }

    pub fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_fingerprint_names_what_is_agreed_and_no_more() {
        let before = terms();
        let mut same = before.clone();
        same.systems.reverse();
        same.systems[0].filing_number = None;
        same.buyer = "改名".to_owned();
        same.targets.clear();
        assert_eq!(same.fingerprint(), before.fingerprint(), "what is known of things, and their order");
        let changes: [fn(&mut ReviewedTerms); 9] = [
            |terms| terms.amount = Fen(1),
            |terms| terms.ends_on = date("2027-01-01"),
            |terms| terms.effective_on = date("2026-02-01"),
            |terms| terms.terms_number = 2,
            |terms| terms.notice_days = None,
            |terms| terms.policy = PolicyId(Uuid::from_u128(9)),
            |terms| terms.scheme = SchemeId(Uuid::from_u128(9)),
            |terms| terms.vendor = VendorId(Uuid::from_u128(9)),
            |terms| drop(terms.systems.pop()),
        ];
        for (place, change) in changes.into_iter().enumerate() {
            let mut after = before.clone();
            change(&mut after);
            assert_ne!(after.fingerprint(), before.fingerprint(), "change {place}");
        }
    }
}
