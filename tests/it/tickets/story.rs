//! Hands on a ticket: acts through the public API as somebody, and looks at what came of it.

use app::sla::SweepReport;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::ledger::Ledger;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::world::World;

/// Impact and urgency that come to a priority.
pub const P1: (&str, &str) = ("HIGH", "HIGH");
pub const P2: (&str, &str) = ("HIGH", "MEDIUM");
pub const P3: (&str, &str) = ("MEDIUM", "MEDIUM");
pub const P4: (&str, &str) = ("LOW", "LOW");

/// A world in which something happens.
pub struct Story {
    pub world: World,
}

/// A clock as the API shows it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Clock {
    pub metric: String,
    pub cycle: i32,
    pub seq: i32,
    pub state: String,
    pub started_at: DateTime<Utc>,
    pub due_at: Option<DateTime<Utc>>,
    pub stopped_at: Option<DateTime<Utc>>,
    pub breached_at: Option<DateTime<Utc>>,
    pub breach_known_at: Option<DateTime<Utc>>,
    pub elapsed_seconds: i64,
    pub paused_seconds: i64,
    pub rule: Option<String>,
    pub verdicts: Vec<Verdict>,
}

/// A revision of a verdict as the API shows it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    pub revision: i32,
    pub verdict: String,
    pub cause: String,
}

impl Clock {
    /// State and deadline together.
    pub fn stands(&self) -> (&str, Option<DateTime<Utc>>) {
        (&self.state, self.due_at)
    }

    /// What was found each time, and why.
    pub fn judged(&self) -> Vec<(&str, &str)> {
        self.verdicts.iter().map(|of| (of.verdict.as_str(), of.cause.as_str())).collect()
    }
}

impl Story {
    pub async fn open(backend: Backend) -> Self {
        Self { world: World::new(backend).await }
    }

    /// What `raiseTicket` takes for an incident.
    pub fn request(&self, system: &str, title: &str, (impact, urgency): (&str, &str)) -> Value {
        json!({
            "systemId": global_id("ManagedSystem", self.world.system(system).0),
            "kind": "INCIDENT", "title": title, "impact": impact, "urgency": urgency,
        })
    }

    /// Raises an incident at Nanning's document exchange: its global id.
    pub async fn raise(&self, rank: (&str, &str)) -> String {
        self.raise_as("clerk", self.request("NN-OA", "公文收不到", rank)).await
    }

    pub async fn raise_as(&self, who: &str, request: Value) -> String {
        let payload = self.world.as_(who).must("raiseTicket", request, "ticket { id }").await;
        payload["ticket"]["id"].as_str().expect("an id").to_owned()
    }

    /// An act that must succeed: the ticket's state after it.
    pub async fn act(&self, who: &str, mutation: &str, ticket: &str, more: Value) -> String {
        let payload = self.world.as_(who).must(mutation, on(ticket, more), "ticket { state }").await;
        payload["ticket"]["state"].as_str().expect("a state").to_owned()
    }

    /// An act that must be refused: the code of its first error.
    pub async fn refused(&self, who: &str, mutation: &str, ticket: &str, more: Value) -> String {
        let errors = self.world.as_(who).refused(mutation, on(ticket, more)).await;
        errors[0].0.clone()
    }

    /// Publishes a version of the region's policy that promises nothing but a response at P3, in so many office seconds.
    pub async fn publish_response(&self, manager: &Client, seconds: i64) {
        let coverage = self.world.app.coverage();
        let office = coverage.calendars.values().find(|calendar| calendar.code == "GX-OFFICE").expect("it ships");
        let target = json!({
            "metric": "RESPONSE", "priority": "P3", "durationKind": "WORKING", "duration": seconds, "pausable": false,
            "calendarId": global_id("ServiceCalendar", office.id.0),
        });
        let policy = global_id("SlaPolicy", self.world.policy("GX-SLA").0);
        let draft = json!({ "policyId": policy, "targets": [target] });
        let added = manager.must("addPolicyVersion", draft, "policy { versions { id state } }").await;
        let versions = added["policy"]["versions"].as_array().expect("versions");
        let draft = versions.iter().find(|version| version["state"] == "DRAFT").expect("a draft");
        manager.must("publishPolicyVersion", json!({ "versionId": draft["id"] }), "").await;
    }

    /// Declares a pause: its global id.
    pub async fn hold(&self, who: &str, ticket: &str, reason: &str) -> String {
        self.act(who, "holdTicket", ticket, json!({ "reason": reason })).await;
        let pauses = self.look(who, ticket, "pauses { id from }").await;
        pauses["pauses"].as_array().and_then(|all| all.last()).expect("a pause")["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    }

    /// Acknowledged, worked at and solved by the engineer.
    pub async fn solve(&self, ticket: &str) -> String {
        self.act("engineer", "resolveTicket", ticket, json!({ "cause": "光缆中断", "solution": "熔接" })).await
    }

    /// Fields of a ticket, as somebody.
    pub async fn look(&self, who: &str, ticket: &str, fields: &str) -> Value {
        let document = format!("query($id: ID!) {{ ticket(id: $id) {{ {fields} }} }}");
        self.world.as_(who).gql(&document, json!({ "id": ticket })).await.at("/ticket")
    }

    /// Every clock of a ticket.
    pub async fn clocks(&self, ticket: &str) -> Vec<Clock> {
        let fields = "clocks { metric cycle seq state startedAt dueAt stoppedAt breachedAt breachKnownAt elapsedSeconds
            pausedSeconds rule verdicts { revision verdict cause } }";
        let mut found = self.look("region_manager", ticket, fields).await;
        serde_json::from_value(found["clocks"].take()).expect("clocks")
    }

    /// The clock of a metric in the first cycle.
    pub async fn clock(&self, ticket: &str, metric: &str) -> Clock {
        self.clock_at(ticket, metric, 1, 1).await
    }

    pub async fn clock_at(&self, ticket: &str, metric: &str, cycle: i32, seq: i32) -> Clock {
        let clocks = self.clocks(ticket).await;
        let key = |clock: &Clock| (clock.metric.clone(), clock.cycle, clock.seq) == (metric.to_owned(), cycle, seq);
        clocks
            .iter()
            .find(|clock| key(clock))
            .unwrap_or_else(|| panic!("no {metric} {cycle}/{seq}: {clocks:?}"))
            .clone()
    }

    /// What somebody may do with a ticket now.
    pub async fn actions(&self, who: &str, ticket: &str) -> Vec<String> {
        let found = self.look(who, ticket, "availableActions").await;
        let mut actions: Vec<String> = serde_json::from_value(found["availableActions"].clone()).expect("actions");
        actions.sort_unstable();
        actions
    }

    /// Puts the clock of the world at a time of March 2026, UTC.
    pub fn until(&self, day: u32, time: &str) {
        let to = at(day, time);
        assert!(to > self.world.app.clock().now(), "time does not go back");
        self.world.clock.set(to);
    }

    pub fn pass_minutes(&self, minutes: i64) {
        self.world.pass(TimeDelta::minutes(minutes));
    }

    /// Sweeps twice: the second run must find nothing left.
    pub async fn sweep(&self) -> SweepReport {
        let report = app::sla::sweep(&self.world.system_op()).await.expect("a sweep");
        let again = app::sla::sweep(&self.world.system_op()).await.expect("another sweep");
        assert_eq!(again, SweepReport::default(), "the second run fires nothing");
        report
    }

    /// Sweeps where nothing is due.
    pub async fn nothing_to_sweep(&self) {
        assert_eq!(self.sweep().await, SweepReport::default());
    }

    /// Numbers the messages, twice: the feed has no gap, and the second run finds nothing left.
    pub async fn relay(&self) -> u64 {
        let report = app::outbox::relay(&self.world.system_op()).await.expect("a relay");
        let again = app::outbox::relay(&self.world.system_op()).await.expect("another relay");
        assert_eq!(again.numbered, 0, "the second run numbers nothing");
        let feed = self.ledger().await.feed().await;
        assert!(feed.iter().copied().eq(1..=feed.len() as i64), "{feed:?}");
        report.numbered
    }

    pub async fn ledger(&self) -> Ledger {
        Ledger::of(&self.world).await
    }

    /// How often each topic was told about a ticket.
    pub async fn told(&self, ticket: &str, topic: &str) -> usize {
        self.ledger().await.topics(uuid_of(ticket)).await.get(topic).copied().unwrap_or(0)
    }

    /// Every stored clock is what a replay of its log gives (I2).
    pub async fn end(&self) {
        let report = app::sla::verify_clocks(&self.world.system_op(), &|_| {}).await.expect("a verification");
        assert_eq!((report.different, &report.differences), (0, &vec![]));
        assert!(report.clocks > 0, "there was something to compare");
    }
}

/// A time of March 2026, UTC; Nanning is eight hours ahead.
pub fn at(day: u32, time: &str) -> DateTime<Utc> {
    let seconds = if time.len() == 5 { ":00" } else { "" };
    format!("2026-03-{day:02}T{time}{seconds}Z").parse().expect("a time")
}

/// The input of an act.
fn on(ticket: &str, mut more: Value) -> Value {
    if more.is_null() {
        more = json!({});
    }
    more["ticketId"] = json!(ticket);
    more
}

/// The global id of an object, which clients take from an earlier answer.
pub fn global_id(of: &str, id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(format!("{of}:{id}"))
}

/// The UUID inside a global id.
pub fn uuid_of(id: &str) -> Uuid {
    let bytes = URL_SAFE_NO_PAD.decode(id).expect("a global id");
    let text = String::from_utf8(bytes).expect("text");
    text.split_once(':').expect("type and UUID").1.parse().expect("a UUID")
}
