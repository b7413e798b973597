//! Changes of the set-up: which objects keep a history, and what differs between two states of one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::text_enum;

text_enum! {
    /// An object of the set-up whose changes are kept field by field.
    pub enum ObjectKind {
        /// An agency.
        Agency = "AGENCY",
        /// A vendor.
        Vendor = "VENDOR",
        /// An account and its roles.
        User = "USER",
        /// A managed system.
        System = "SYSTEM",
        /// An entry of the list of experts, by its person.
        Expert = "EXPERT",
        /// A vendor's team.
        Team = "TEAM",
        /// An SLA policy.
        Policy = "POLICY",
        /// A version of a policy.
        PolicyVersion = "POLICY_VERSION",
        /// A calendar.
        Calendar = "CALENDAR",
        /// A contract, its amendments included.
        Contract = "CONTRACT",
        /// A payment plan, by its contract.
        PaymentPlan = "PAYMENT_PLAN",
        /// A payment milestone.
        Milestone = "MILESTONE",
        /// A rectification.
        Rectification = "RECTIFICATION",
        /// An item of the catalogue.
        ServiceItem = "SERVICE_ITEM",
        /// A knowledge note.
        Note = "NOTE",
        /// A saved view.
        View = "VIEW",
        /// A standing order of a report.
        ReportSchedule = "REPORT_SCHEDULE",
        /// A webhook endpoint.
        WebhookEndpoint = "WEBHOOK_ENDPOINT",
    }
}

impl ObjectKind {
    /// Whether the object's own row counts its changes; else the platform does.
    pub const fn counts_itself(self) -> bool {
        matches!(
            self,
            Self::Contract
                | Self::PaymentPlan
                | Self::Milestone
                | Self::Rectification
                | Self::ServiceItem
                | Self::Note
                | Self::View
                | Self::ReportSchedule
                | Self::WebhookEndpoint
        )
    }
}

/// The fields of an object by name, as they are kept: ids as text, money in fen, times in UTC.
pub type Fields = BTreeMap<String, Value>;

/// A field that differs between two states; null for what was not, or is no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    pub field: String,
    pub from: Value,
    pub to: Value,
}

/// What differs between two states of an object, by field.
pub fn differences(before: &Fields, after: &Fields) -> Vec<Difference> {
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let of = |fields: &Fields, name: &String| fields.get(name).cloned().unwrap_or(Value::Null);
    let difference = |name: &String| {
        let (from, to) = (of(before, name), of(after, name));
        (from != to).then(|| Difference { field: name.clone(), from, to })
    };
    names.into_iter().filter_map(difference).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(pairs: &[(&str, Value)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    #[test]
    fn what_differs_is_told_by_field_and_nothing_else_is() {
        let before = fields(&[("name", json!("甲")), ("active", json!(true)), ("amendment 1 state", json!("DRAFT"))]);
        let after = fields(&[("name", json!("乙")), ("active", json!(true)), ("nameEn", json!("B"))]);
        let line = |field: &str, from: Value, to: Value| Difference { field: field.to_owned(), from, to };
        assert_eq!(
            differences(&before, &after),
            [
                line("amendment 1 state", json!("DRAFT"), Value::Null),
                line("name", json!("甲"), json!("乙")),
                line("nameEn", Value::Null, json!("B")),
            ]
        );
        assert_eq!(differences(&after, &after), []);
        assert_eq!(differences(&fields(&[("nameEn", Value::Null)]), &fields(&[])), []);
    }
}
