//! Hands on a policy: versions written through the public API, and a look at what came of them.

use serde_json::{Value, json};

use crate::support::db::Backend;
use crate::tickets::story::{Story, global_id};

pub const HOUR: i64 = 3_600;

/// The region's policy GX-SLA, which binds Nanning's contract, in a world in which something happens.
pub struct Desk {
    pub story: Story,
}

impl Desk {
    pub async fn open(backend: Backend) -> Self {
        Self { story: Story::open(backend).await }
    }

    pub fn agency(&self, code: &str) -> String {
        global_id("Agency", self.story.world.agency(code).0)
    }

    pub fn policy(&self, code: &str) -> String {
        global_id("SlaPolicy", self.story.world.policy(code).0)
    }

    /// A target of P2 round the clock.
    pub fn target(&self, metric: &str, seconds: i64, more: Value) -> Value {
        let coverage = self.story.world.app.coverage();
        let calendar = coverage.calendars.values().find(|row| row.code == "7X24").expect("it ships").id;
        let mut target = json!({
            "metric": metric, "priority": "P2", "durationKind": "REAL_TIME", "duration": seconds,
            "calendarId": global_id("ServiceCalendar", calendar.0), "pausable": metric != "RESPONSE",
        });
        merge(&mut target, more);
        target
    }

    /// Response in 30 minutes, restoration in 8 hours, resolution in 24, and rules beside them.
    pub fn usual(&self, more: Value) -> Value {
        let mut terms = json!({ "targets": [
            self.target("RESPONSE", HOUR / 2, json!({})),
            self.target("RESTORE", 8 * HOUR, json!({})),
            self.target("RESOLVE", 24 * HOUR, json!({})),
        ] });
        merge(&mut terms, more);
        terms
    }

    /// Drafts the next version of a policy: its global id.
    pub async fn drafted(&self, who: &str, code: &str, mut terms: Value) -> String {
        terms["policyId"] = json!(self.policy(code));
        let fields = "policy { versions { id state } }";
        let payload = self.story.world.as_(who).must("addPolicyVersion", terms, fields).await;
        let versions = payload["policy"]["versions"].as_array().expect("versions").last().expect("one").clone();
        assert_eq!(versions["state"], json!("DRAFT"));
        versions["id"].as_str().expect("an id").to_owned()
    }

    pub async fn publish(&self, who: &str, version: &str) {
        self.story.world.as_(who).must("publishPolicyVersion", json!({ "versionId": version }), "").await;
    }

    /// The region's policy says this from now on.
    pub async fn agreed(&self, terms: Value) {
        let version = self.drafted("region_manager", "GX-SLA", terms).await;
        self.publish("region_manager", &version).await;
    }

    /// Fields of a policy, as somebody.
    pub async fn look(&self, who: &str, code: &str, fields: &str) -> Value {
        let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on SlaPolicy {{ {fields} }} }} }}");
        self.story.world.as_(who).gql(&document, json!({ "id": self.policy(code) })).await.at("/node")
    }

    /// Declares a guard period of Nanning on 2 March: its global id.
    pub async fn guarded(&self, from: &str, until: &str) -> String {
        let input = self.guard_period(from, until);
        let payload = self.story.world.as_("manager").must("declareGuardPeriod", input, "guardPeriod { id }").await;
        payload["guardPeriod"]["id"].as_str().expect("an id").to_owned()
    }

    pub fn guard_period(&self, from: &str, until: &str) -> Value {
        json!({
            "ownerId": self.agency("NNDSJ"), "name": "两会重保", "reason": "两会期间保障",
            "from": format!("2026-03-02T{from}:00Z"), "until": format!("2026-03-02T{until}:00Z"),
        })
    }
}

pub fn merge(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}
