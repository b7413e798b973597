//! Nanning's desk for inspections: a checklist, plans, the worker's runs, and what is to be seen of it.

use app::inspection::{MissedReport, RaiseReport, flag_missed_inspections, raise_inspections};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::db::Backend;
use crate::tickets::story::{Story, global_id};

pub struct Desk {
    pub story: Story,
    /// The global id of a checklist: a required PASS_FAIL that is critical, a required NUMBER, a PHOTO that may be left out.
    pub checklist: String,
}

impl Desk {
    pub async fn open(backend: Backend) -> Self {
        Self::of(Story::open(backend).await).await
    }

    /// At the beginning of a story that somebody else has opened.
    pub async fn of(story: Story) -> Self {
        let items = json!([
            { "key": "door", "label": "机房门禁", "kind": "PASS_FAIL", "critical": true },
            { "key": "heat", "label": "机房温度", "kind": "NUMBER", "unit": "℃", "min": "18", "max": "27.5" },
            { "key": "rack", "label": "机柜照片", "kind": "PHOTO", "required": false },
        ]);
        let owner = global_id("Agency", story.world.agency("NNDSJ").0);
        let new = json!({ "ownerId": owner, "code": "ROOM", "name": "机房巡检表", "items": items });
        let made =
            story.world.as_("operator").must("createInspectionChecklist", new, "inspectionChecklist { id }").await;
        let checklist = text(&made["inspectionChecklist"]["id"]);
        Self { story, checklist }
    }

    pub fn as_(&self, who: &str) -> Client {
        self.story.world.as_(who)
    }

    pub fn office(&self) -> String {
        let coverage = self.story.world.app.coverage();
        let office = coverage.calendars.values().find(|calendar| calendar.code == "GX-OFFICE").expect("it ships");
        global_id("ServiceCalendar", office.id.0)
    }

    pub fn system(&self, code: &str) -> String {
        global_id("ManagedSystem", self.story.world.system(code).0)
    }

    /// What a plan of Nanning's document exchange says: at 09:30, for two working days.
    pub fn content(&self, recurrence: &str, off_day: &str) -> Value {
        json!({
            "title": "机房巡检", "recurrence": recurrence, "offDayRule": off_day, "timeOfDay": "09:30",
            "systemIds": [self.system("NN-OA")], "calendarId": self.office(), "windowDays": 2,
        })
    }

    /// The same as a plan from the first day of the story.
    pub fn new_plan(&self, recurrence: &str, off_day: &str) -> Value {
        let mut plan = self.content(recurrence, off_day);
        plan["agencyId"] = json!(global_id("Agency", self.story.world.agency("NNDSJ").0));
        plan["validFrom"] = json!("2026-03-02");
        plan
    }

    /// Writes a plan: its global id.
    pub async fn plan(&self, plan: Value) -> String {
        let made = self.as_("operator").must("createInspectionPlan", plan, "inspectionPlan { id }").await;
        text(&made["inspectionPlan"]["id"])
    }

    /// Writes a plan with the checklist.
    pub async fn checked_plan(&self, recurrence: &str, off_day: &str) -> String {
        let mut plan = self.new_plan(recurrence, off_day);
        plan["inspectionChecklistId"] = json!(self.checklist);
        self.plan(plan).await
    }

    /// A step of a plan that must succeed.
    pub async fn step(&self, mutation: &str, plan: &str, version: i64, reason: &str) {
        let input = json!({ "planId": plan, "expectedVersion": version, "reason": reason });
        self.as_("manager").must(mutation, input, "inspectionPlan { state }").await;
    }

    /// Puts the clock at a time in Nanning.
    pub fn until(&self, local: &str) {
        let to = nanning(local);
        assert!(to > self.story.world.app.clock().now(), "time does not go back");
        self.story.world.clock.set(to);
    }

    /// Raises what is due, twice: the second run books nothing.
    pub async fn raise(&self) -> RaiseReport {
        let report = raise_inspections(&self.story.world.system_op()).await.expect("a run");
        let again = raise_inspections(&self.story.world.system_op()).await.expect("another run");
        assert_eq!((again.raised, again.skipped, again.missed), (0, 0, 0), "{again:?}");
        report
    }

    /// Marks what is missed, twice: the second run marks nothing.
    pub async fn miss(&self) -> u64 {
        let report = flag_missed_inspections(&self.story.world.system_op()).await.expect("a run");
        let again = flag_missed_inspections(&self.story.world.system_op()).await.expect("another run");
        assert_eq!(again, MissedReport::default());
        report.missed
    }

    /// Fields of the inspections that somebody sees, the oldest first.
    pub async fn inspections(&self, who: &str, fields: &str, filter: Value) -> Vec<Value> {
        let document = format!(
            "query($filter: InspectionFilter) {{ inspections(filter: $filter, first: 100) {{ nodes {{ {fields} }} }} }}"
        );
        let found = self.as_(who).gql(&document, json!({ "filter": filter })).await.at("/inspections/nodes");
        let mut nodes = found.as_array().expect("nodes").clone();
        nodes.reverse();
        nodes
    }

    /// Date, day, state and cause of each.
    pub async fn booked(&self) -> Vec<[String; 4]> {
        let found = self.inspections("manager", "nominalOn plannedOn state cause", json!({})).await;
        let word = |node: &Value, name: &str| node[name].as_str().unwrap_or("-").to_owned();
        found.iter().map(|node| ["nominalOn", "plannedOn", "state", "cause"].map(|name| word(node, name))).collect()
    }

    /// The tickets of the inspections, the oldest first.
    pub async fn tickets(&self) -> Vec<String> {
        let found = self.inspections("manager", "ticket { id }", json!({})).await;
        found.iter().filter_map(|node| node["ticket"]["id"].as_str().map(str::to_owned)).collect()
    }

    /// How often a topic was told to both sides.
    pub async fn told(&self, topic: &str) -> usize {
        let ledger = self.story.ledger().await;
        ledger.texts(&format!("SELECT topic FROM outbox WHERE topic = '{topic}'")).await.len()
    }

    /// Answers of the engineer that must be taken.
    pub async fn answer(&self, ticket: &str, answers: Value) {
        let input = json!({ "ticketId": ticket, "answers": answers });
        self.as_("engineer").must("recordInspectionAnswers", input, "ticket { id }").await;
    }

    /// Everything that has to be answered, and the solution.
    pub async fn inspect(&self, ticket: &str) -> String {
        let answers = json!([{ "item": "door", "outcome": "PASS" }, { "item": "heat", "measured": "22.5" }]);
        self.answer(ticket, answers).await;
        self.solve(ticket).await
    }

    pub async fn solve(&self, ticket: &str) -> String {
        let row = self.story.look("engineer", ticket, "state").await;
        if row["state"] == "NEW" {
            self.story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
        }
        self.story.act("engineer", "resolveTicket", ticket, json!({ "cause": "定期巡检", "solution": "正常" })).await
    }
}

/// A time in Nanning, eight hours ahead.
pub fn nanning(local: &str) -> DateTime<Utc> {
    let text = format!("{}:00+08:00", local.replace(' ', "T"));
    DateTime::parse_from_rfc3339(&text).expect("a time").to_utc()
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

pub fn rows(expected: &[[&str; 4]]) -> Vec<[String; 4]> {
    expected.iter().map(|row| row.map(str::to_owned)).collect()
}

/// A refusal of one field.
pub fn one(code: &str, field: &str) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), Some(field.to_owned()))]
}
