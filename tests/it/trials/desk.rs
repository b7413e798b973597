//! What trials are told with: a contract manager of Nanning, a calendar and a contract of the city's own, and back-tests
//! that are asked for, carried out and read through the public API.

use app::backtest::BacktestReport;
use app::setup::contract::activate_contract;
use domain::ids::ContractId;
use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::in_force::{APPROVED, approve};
use crate::support::world::World;
use crate::tickets::story::{Story, global_id, uuid_of};

pub const FIELDS: &str = "id state candidate progress { done total } availableActions finishedAt
    summary { compared differing excluded { reason tickets } breachesBefore breachesAfter months monthsDiffering
        payment { months before after }
        metrics { metric before { met breached total attainment attainmentExact } after { met breached attainmentExact }
            pairs { before after clocks } } }";

/// The city's own promise: RESPONSE in two hours, RESOLVE in fourteen, of the calendar's open hours, at P3.
pub struct Desk {
    pub story: Story,
    pub calendar: String,
    pub contract: String,
    pub policy: String,
}

impl Desk {
    pub async fn open(backend: Backend, scheme: Option<Value>) -> Self {
        let story = Story::open(backend).await;
        let world = &story.world;
        let manager = world.as_("manager");
        let owner = global_id("Agency", world.agency("NNDSJ").0);
        let open = json!(["08:00-12:00", "15:00-18:00"]);
        let weekly = json!({ "effectiveFrom": "2020-01-01", "monday": open, "tuesday": open, "wednesday": open,
            "thursday": open, "friday": open, "saturday": [], "sunday": [] });
        let calendar =
            json!({ "ownerId": owner, "code": "NN-GOV", "name": "南宁政务服务", "weekly": weekly, "layers": ["CN"] });
        let calendar = manager.must("createCalendar", calendar, "calendar { id }").await;
        let calendar = text(&calendar["calendar"]["id"]);
        let targets = json!([target("RESPONSE", "P3", 7_200, &calendar), target("RESOLVE", "P3", 50_400, &calendar)]);
        let policy = json!({ "ownerId": owner, "code": "NN-SLA", "name": "南宁服务级别", "targets": targets });
        let policy = manager.must("createPolicy", policy, "policy { id versions { id } }").await["policy"].clone();
        manager.must("publishPolicyVersion", json!({ "versionId": policy["versions"][0]["id"] }), "").await;
        let scheme = match scheme {
            Some(spec) => Some(create_scheme(&manager, &owner, spec).await),
            None => None,
        };
        let contract = json!({ "number": "NN-OLD-2026", "agencyId": owner, "name": "旧门户运维",
            "startsOn": "2026-01-01", "endsOn": "2026-12-31", "amount": "365.00", "policyId": policy["id"],
            "vendorId": global_id("Vendor", world.vendor("八桂运维").0), "schemeId": scheme,
            "systemIds": [global_id("ManagedSystem", world.system("NN-OLD").0)] });
        let contract = text(&manager.must("createContract", contract, "contract { id }").await["contract"]["id"]);
        let id = ContractId(uuid_of(&contract));
        approve(&world.system_op(), id).await;
        activate_contract(&world.system_op(), id, APPROVED).await.expect("in force");
        Self { policy: text(&policy["id"]), story, calendar, contract }
    }

    pub fn world(&self) -> &World {
        &self.story.world
    }

    pub fn manager(&self) -> Client {
        self.world().as_("manager")
    }

    /// A ticket under the city's own contract, acknowledged after so many minutes, and closed: its global id.
    pub async fn closed(&self, answered_after: i64) -> String {
        let rank = crate::tickets::story::P3;
        let ticket = self.story.raise_as("clerk", self.story.request("NN-OLD", "门户打不开", rank)).await;
        self.story.pass_minutes(answered_after);
        self.story.act("engineer", "acknowledgeTicket", &ticket, Value::Null).await;
        self.story.solve(&ticket).await;
        self.story.act("clerk", "confirmTicket", &ticket, Value::Null).await;
        ticket
    }

    /// A draft of the city's policy: its global id.
    pub async fn draft(&self, targets: Value) -> String {
        let input = json!({ "policyId": self.policy, "targets": targets });
        let added = self.manager().must("addPolicyVersion", input, "policy { versions { id } }").await;
        let versions = added["policy"]["versions"].as_array().expect("versions").clone();
        text(&versions.last().expect("the draft")["id"])
    }

    /// All tickets of Nanning raised in March 2026.
    pub fn over_nanning(&self, candidate: Value) -> Value {
        let nanning = global_id("Agency", self.world().agency("NNDSJ").0);
        asked(candidate, json!({ "agencyId": nanning }))
    }

    /// Asked for by Nanning's contract manager, carried out, and read.
    pub async fn tried(&self, input: Value) -> Value {
        let id = start(&self.manager(), input).await;
        run(self.world()).await;
        look(&self.manager(), &id).await
    }
}

pub fn asked(candidate: Value, scope: Value) -> Value {
    json!({ "candidate": candidate, "scope": scope, "from": "2026-02-28T16:00:00Z", "until": "2026-03-31T16:00:00Z" })
}

pub fn target(metric: &str, priority: &str, seconds: i64, calendar: &str) -> Value {
    json!({ "metric": metric, "priority": priority, "durationKind": "WORKING", "duration": seconds,
        "calendarId": calendar, "pausable": metric != "RESPONSE" })
}

pub async fn create_scheme(manager: &Client, owner: &str, spec: Value) -> String {
    let input = json!({ "ownerId": owner, "code": "NN-SCORE", "name": "南宁考核", "spec": spec });
    text(&manager.must("createScoringScheme", input, "scheme { id }").await["scheme"]["id"])
}

/// Asks for a back-test: its global id.
pub async fn start(manager: &Client, input: Value) -> String {
    let started = manager.must("startBacktest", input, "backtest { id state progress { done total } }").await;
    assert_eq!(started["backtest"]["state"], "QUEUED");
    assert_eq!(started["backtest"]["progress"], json!({ "done": 0, "total": null }));
    text(&started["backtest"]["id"])
}

pub async fn run(world: &World) -> BacktestReport {
    app::backtest::run_backtests(&world.system_op()).await.expect("the job")
}

pub async fn look(client: &Client, id: &str) -> Value {
    let query = format!("query($id: ID!) {{ backtest(id: $id) {{ {FIELDS} }} }}");
    client.gql(&query, json!({ "id": id })).await.at("/backtest")
}

/// The counts of a metric.
pub fn of_metric<'v>(backtest: &'v Value, metric: &str) -> &'v Value {
    let metrics = backtest["summary"]["metrics"].as_array().expect("metrics");
    metrics.iter().find(|of| of["metric"] == metric).expect(metric)
}

/// Every item of a list of a back-test, page by page.
pub async fn every(client: &Client, id: &str, list: &str, fields: &str) -> Vec<Value> {
    let query = format!(
        "query($id: ID!, $after: String) {{ backtest(id: $id) {{ {list}(first: 100, after: $after) {{
            totalCount nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
    );
    let (mut found, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = client.gql(&query, json!({ "id": id, "after": after })).await.at(&format!("/backtest/{list}"));
        found.extend(page["nodes"].as_array().expect("nodes").iter().cloned());
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] != true {
            assert_eq!(page["totalCount"], found.len(), "{list}");
            return found;
        }
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
