//! A breach that a vendor does not agree with.

use app::dispute::{LapseReport, lapse_disputes};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::dispatch::shed::Shed;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, at};

pub struct Desk {
    pub story: Story,
    pub ticket: String,
}

impl Desk {
    /// RESTORE was due at 09:00 UTC on the 2nd, which was found at 09:30; the service worked again at 09:45.
    pub async fn open(backend: Backend) -> Self {
        Self::open_after(backend, async |story: &Story, _: &str| {
            story.until(2, "09:30");
            story.sweep().await;
        })
        .await
    }

    /// The same, found by what was done between the acknowledgement and 09:45.
    pub async fn open_after(backend: Backend, done: impl AsyncFnOnce(&Story, &str)) -> Self {
        let story = Story::open(backend).await;
        let ticket = story.raise(P2).await;
        story.act("operator", "assignTicket", &ticket, json!({})).await;
        story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
        done(&story, &ticket).await;
        story.until(2, "09:45");
        story.act("engineer", "recordRestoration", &ticket, json!({})).await;
        story.solve(&ticket).await;
        Self { story, ticket }
    }

    pub fn as_(&self, who: &str) -> Client {
        self.story.world.as_(who)
    }

    /// Fields of the RESTORE clock of the ticket, as somebody.
    pub async fn clock(&self, who: &str, fields: &str) -> Value {
        let found = self.story.look(who, &self.ticket, &format!("clocks {{ metric {fields} }}")).await;
        let mut clocks = found["clocks"].as_array().expect("clocks").iter();
        let mut clock = clocks.find(|clock| clock["metric"] == "RESTORE").expect("RESTORE").clone();
        clock.as_object_mut().expect("an object").remove("metric");
        clock
    }

    /// The global id of a clock.
    pub async fn clock_id(&self, metric: &str) -> String {
        let found = self.story.look("clerk", &self.ticket, "clocks { id metric }").await;
        let mut clocks = found["clocks"].as_array().expect("clocks").iter();
        let clock = clocks.find(|clock| clock["metric"] == metric).expect("a clock");
        clock["id"].as_str().expect("an id").to_owned()
    }

    /// The vendor's manager appeals the breach of RESTORE: the global id of the dispute.
    pub async fn appeal(&self) -> String {
        let input =
            json!({ "clockId": self.clock_id("RESTORE").await, "reason": "机房未开放", "evidence": "门禁记录" });
        let done = self.as_("vendor_manager").must("appealBreach", input, "dispute { id }").await;
        done["dispute"]["id"].as_str().expect("an id").to_owned()
    }

    /// A step that must succeed: fields of the dispute after it.
    pub async fn take(&self, who: &str, mutation: &str, dispute: &str, more: Value, fields: &str) -> Value {
        let mut done = self.as_(who).must(mutation, on(dispute, more), &format!("dispute {{ {fields} }}")).await;
        done["dispute"].take()
    }

    /// A step that must be refused: the code and field of each error.
    pub async fn refused(
        &self,
        who: &str,
        mutation: &str,
        dispute: &str,
        more: Value,
    ) -> Vec<(String, Option<String>)> {
        self.as_(who).refused(mutation, on(dispute, more)).await
    }

    /// A decision that must succeed: the state after it.
    pub async fn decide(&self, who: &str, dispute: &str, decision: Value) -> String {
        let after = self.take(who, "decideDispute", dispute, decision, "state").await;
        after["state"].as_str().expect("a state").to_owned()
    }

    /// Fields of a dispute, as somebody.
    pub async fn look(&self, who: &str, dispute: &str, fields: &str) -> Value {
        let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on BreachDispute {{ {fields} }} }} }}");
        self.as_(who).gql(&query, json!({ "id": dispute })).await.at("/node")
    }

    /// What somebody may do with a dispute.
    pub async fn actions(&self, who: &str, dispute: &str) -> Value {
        self.look(who, dispute, "availableActions").await["availableActions"].take()
    }

    /// Runs the job twice: the second run finds nothing to do.
    pub async fn lapse(&self) -> LapseReport {
        let report = lapse_disputes(&self.story.world.system_op()).await.expect("a run");
        let again = lapse_disputes(&self.story.world.system_op()).await.expect("another run");
        assert_eq!(again, LapseReport::default(), "the second run changes nothing");
        report
    }

    /// State and deadline of the RESTORE clock, and what was found each time and why.
    pub async fn judged(&self) -> (String, Option<DateTime<Utc>>, Vec<(String, String)>) {
        let clock = self.story.clock(&self.ticket, "RESTORE").await;
        let owned = |(verdict, cause): (&str, &str)| (verdict.to_owned(), cause.to_owned());
        let judged = clock.judged().into_iter().map(owned).collect();
        (clock.state, clock.due_at, judged)
    }
}

/// A first progress report that was due at 03:00 UTC of the 2nd, in the leg of a vendor that has given the ticket away
/// since: the ticket and the report's clock.
pub async fn breach_of_an_ended_leg(shed: &Shed) -> (String, Value) {
    let story = shed.story();
    let ticket = shed.at_work().await;
    story.until(2, "03:30");
    story.sweep().await;
    let clocks = story.look("vendor_manager", &ticket, "clocks { id metric state }").await;
    let late = clocks["clocks"].as_array().expect("clocks").iter();
    let mut late = late.filter(|clock| clock["metric"] == "UPDATE" && clock["state"] == "BREACHED");
    let clock = late.next().expect("the first report")["id"].clone();
    shed.propose(&ticket).await;
    shed.accept(&ticket).await;
    (ticket, clock)
}

/// The interval from 07:00 to 08:00 UTC of the 2nd, put down to a third party.
pub fn an_hour() -> Value {
    json!([{ "from": at(2, "07:00"), "to": at(2, "08:00"), "party": "THIRD_PARTY", "reason": "物业停电" }])
}

/// What was found before anybody disputed it.
pub fn found() -> Vec<(String, String)> {
    [("BREACHED", "DEADLINE_PASSED"), ("BREACHED", "RESTORED")].map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec()
}

/// The same, and what a decision led to.
pub fn found_then(verdict: &str) -> Vec<(String, String)> {
    let mut judged = found();
    judged.push((verdict.to_owned(), "DISPUTE_DECIDED".to_owned()));
    judged
}

/// The input of a step.
pub fn on(dispute: &str, mut more: Value) -> Value {
    more["disputeId"] = json!(dispute);
    more
}

/// A refusal of one field.
pub fn one(code: &str, field: &str) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), Some(field.to_owned()))]
}

/// A refusal of the whole.
pub fn whole(code: &str) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), None)]
}
