//! A score that somebody gave, and a vendor that does not agree with it.

use serde_json::{Value, json};

use super::desk::on;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::trials::desk::{Desk, text};

/// A contract with a criterion that people score, assessed month by month; one answer came in time.
pub struct Scored {
    pub desk: Desk,
}

/// Answers 60, staffing 40, and a ledger of one deduction; `days` is what the scheme says of disputes.
pub fn scheme(days: Option<Value>) -> Value {
    let name = |code: &str| json!({ "zh": code, "en": code });
    let criterion = |code: &str, formula: &str, weight: &str| {
        json!({ "code": code, "name": name(code), "group": "TANGIBILITY", "formula": formula, "target": "1",
            "floor": "0", "weight": weight })
    };
    let mut scheme = json!({
        "criteria": [criterion("RESPOND", "RESPOND_IN_TIME", "60"), criterion("STAFFING", "MANUAL", "40")],
        "bands": [{ "from": "0", "name": name("合格") }], "minRatings": 1,
        "ledger": { "items": [{ "code": "FALSIFIED", "name": name("FALSIFIED"), "points": "-3" }] },
        "assessment": { "periods": ["MONTH"] },
    });
    if let Some(days) = days {
        scheme["disputeDays"] = days;
    }
    scheme
}

impl Scored {
    pub async fn open(backend: Backend, days: Option<Value>) -> Self {
        let desk = Desk::open(backend, Some(scheme(days))).await;
        desk.closed(10).await;
        Self { desk }
    }

    pub fn as_(&self, who: &str) -> Client {
        self.desk.world().as_(who)
    }

    /// The manager gives a score of March; nobody has reviewed it: its global id.
    pub async fn give(&self, score: &str) -> String {
        let new = json!({ "contractId": self.desk.contract, "criterion": "STAFFING", "period": "MONTH",
            "startsOn": "2026-03-01", "score": score, "evidence": "签到表" });
        text(&self.as_("manager").must("giveManualScore", new, "manualScore { id }").await["manualScore"]["id"])
    }

    /// The same, accepted by the assessor.
    pub async fn accepted(&self, score: &str) -> String {
        let given = self.give(score).await;
        self.as_("assessor").must("reviewManualScore", json!({ "manualScoreId": given, "accept": true }), "").await;
        given
    }

    /// The vendor's manager appeals a score: the global id of the dispute.
    pub async fn appeal(&self, score: &str) -> String {
        let done = self.as_("vendor_manager").must("appealManualScore", appeal(score), "dispute { id }").await;
        text(&done["dispute"]["id"])
    }

    /// A step that must succeed: the state after it.
    pub async fn take(&self, who: &str, mutation: &str, dispute: &str, more: Value) -> String {
        let done = self.as_(who).must(mutation, on(dispute, more), "dispute { state }").await;
        text(&done["dispute"]["state"])
    }

    /// A decision that must be refused: the code and field of each error.
    pub async fn refused(&self, who: &str, dispute: &str, decision: Value) -> Vec<(String, Option<String>)> {
        self.as_(who).refused("decideDispute", on(dispute, decision)).await
    }

    /// Fields of a score, as somebody.
    pub async fn look(&self, who: &str, score: &str, fields: &str) -> Value {
        let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on ManualScore {{ {fields} }} }} }}");
        self.as_(who).gql(&query, json!({ "id": score })).await.at("/node")
    }

    /// What the month's scorecard comes to, and its term of staffing.
    pub async fn card(&self) -> (Value, Value) {
        app::scorecard::refresh(&self.desk.world().system_op()).await.expect("scored");
        let query = "query($id: ID!) { scorecards(first: 2, filter: { contractId: $id, period: MONTH }) { nodes {
            score terms { code rateExact note given { score revision { score } } } } } }";
        let found = self.as_("manager").gql(query, json!({ "id": self.desk.contract })).await;
        let card = found.at("/scorecards/nodes/0");
        let mut staffing = card["terms"][1].clone();
        staffing.as_object_mut().expect("a term").remove("code");
        (card["score"].clone(), staffing)
    }

    /// Fields of the assessment of a month of 2026, as the manager.
    pub async fn month(&self, starts_on: &str, fields: &str) -> Value {
        let query = format!(
            "query($id: ID!) {{ assessments(filter: {{ contractId: $id }}) {{ nodes {{ startsOn {fields} }} }} }}"
        );
        let found = self.as_("manager").gql(&query, json!({ "id": self.desk.contract })).await;
        let nodes = found.at("/assessments/nodes").as_array().expect("nodes").clone();
        let mut month = nodes.into_iter().find(|node| node["startsOn"] == starts_on).expect("the month");
        month.as_object_mut().expect("an object").remove("startsOn");
        month
    }
}

/// What the vendor's manager says.
pub fn appeal(score: &str) -> Value {
    json!({ "manualScoreId": score, "reason": "签到表漏记两人", "evidence": "门禁记录" })
}
