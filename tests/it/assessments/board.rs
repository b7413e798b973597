//! Hands on the assessment of Nanning's contract over the first quarter of 2026.

use app::assessment::{DraftReport, draft_assessments};
use app::setup::user::{GrantRole, create_account, grant_role};
use domain::access::Role;
use serde_json::{Value, json};

use crate::support::db::Backend;
use crate::tickets::story::{P4, Story, at, global_id};

/// A quarter in which something was counted.
pub struct Board {
    pub story: Story,
    /// The ticket that was noticed late.
    pub late: String,
}

/// 1 April 2026 begins in Nanning: the first working day after the quarter.
pub const AFTER: &str = "2026-03-31T16:00:00Z";

/// What the job does on that day: two contracts, each with a quarter to draft and one to open.
pub const DRAFTED: DraftReport = DraftReport { opened: 2, drafted: 2, lapsed: 0, frozen: 0, adjusted: 0 };

impl Board {
    /// One ticket is noticed in time and solved, one is noticed half an hour late: RESPOND 1/2, REOPEN and REPEAT 1, so
    /// that 1000 of 2200 weights are won: 45.45.
    pub async fn open(backend: Backend) -> Self {
        let story = Story::open(backend).await;
        let kept = story.raise(P4).await;
        let late = story.raise(P4).await;
        for ticket in [&kept, &late] {
            story.act("operator", "assignTicket", ticket, json!({})).await;
        }
        story.until(2, "02:00");
        story.act("engineer", "acknowledgeTicket", &kept, json!({})).await;
        story.solve(&kept).await;
        // Four hours of working time from nine o'clock are over at four.
        story.until(2, "08:30");
        story.act("engineer", "acknowledgeTicket", &late, json!({})).await;
        Self { story, late }
    }

    /// The same, drafted by the job.
    pub async fn drafted(backend: Backend) -> Self {
        let board = Self::open(backend).await;
        board.until(AFTER);
        assert_eq!(board.run().await, DRAFTED);
        board
    }

    /// The same, commented on and decided by the region's supervisor.
    pub async fn decided(backend: Backend) -> Self {
        let board = Self::drafted(backend).await;
        board.step("vendor_manager", "commentAssessment", json!({ "note": "无异议" })).await;
        assert_eq!(board.step("supervisor", "decideAssessment", json!({})).await, "DECIDED");
        board
    }

    /// The same, signed by both sides.
    pub async fn frozen(backend: Backend) -> Self {
        let board = Self::decided(backend).await;
        board.step("manager", "signAssessment", json!({})).await;
        assert_eq!(board.step("vendor_manager", "signAssessment", json!({})).await, "FROZEN");
        board
    }

    /// Brings the cards up to date and runs the job, twice: the second run finds nothing left.
    pub async fn run(&self) -> DraftReport {
        let op = self.story.world.system_op();
        app::scorecard::refresh(&op).await.expect("scored");
        let report = draft_assessments(&op).await.expect("a run");
        let again = draft_assessments(&self.story.world.system_op()).await.expect("another run");
        assert_eq!(again, DraftReport::default(), "the second run does nothing");
        report
    }

    /// Puts the clock of the world at an instant.
    pub fn until(&self, at: &str) {
        self.story.world.clock.set(at.parse().expect("an instant"));
    }

    /// The assessments of Nanning's contract, the first quarter first, as somebody.
    pub async fn all(&self, who: &str, fields: &str) -> Vec<Value> {
        let query = format!(
            "query($id: ID!) {{ assessments(filter: {{ contractId: $id }}) {{ nodes {{ startsOn revision {fields} }} }} }}"
        );
        let contract = global_id("ServiceContract", self.story.world.contract("NN-2026").0);
        let found = self.story.world.as_(who).gql(&query, json!({ "id": contract })).await;
        let mut nodes = found.at("/assessments/nodes").as_array().expect("nodes").clone();
        nodes.sort_by_key(|node| (node["startsOn"].to_string(), node["revision"].as_i64()));
        nodes
    }

    /// Fields of a quarter's latest revision, as somebody: 0 is the first.
    pub async fn quarter(&self, who: &str, quarter: usize, fields: &str) -> Value {
        let start = ["2026-01-01", "2026-04-01"][quarter];
        let all = self.all(who, fields).await;
        all.into_iter().rfind(|node| node["startsOn"] == start).expect("the quarter")
    }

    /// Fields of the first quarter, as somebody.
    pub async fn look(&self, who: &str, fields: &str) -> Value {
        self.quarter(who, 0, fields).await
    }

    /// The input of a step on the first quarter as it stands.
    pub async fn on(&self, more: Value) -> Value {
        self.on_quarter(0, more).await
    }

    /// The same on a quarter: 0 is the first.
    pub async fn on_quarter(&self, quarter: usize, more: Value) -> Value {
        let found = self.quarter("supervisor", quarter, "id version").await;
        let mut input = json!({ "assessmentId": found["id"], "version": found["version"] });
        for (name, value) in more.as_object().expect("an object") {
            input[name] = value.clone();
        }
        input
    }

    /// A step that must succeed: the state after it.
    pub async fn step(&self, who: &str, mutation: &str, more: Value) -> String {
        let input = self.on(more).await;
        let payload = self.story.world.as_(who).must(mutation, input, "assessment { state }").await;
        payload["assessment"]["state"].as_str().expect("a state").to_owned()
    }

    /// A step that must be refused: code and field of each error.
    pub async fn refused(&self, who: &str, mutation: &str, more: Value) -> Vec<(String, Option<String>)> {
        let input = self.on(more).await;
        self.story.world.as_(who).refused(mutation, input).await
    }

    /// Decides a quarter that the vendor had its days on, and signs it for both sides.
    pub async fn close(&self, quarter: usize) {
        for (who, mutation) in
            [("supervisor", "decideAssessment"), ("manager", "signAssessment"), ("vendor_manager", "signAssessment")]
        {
            let input = self.on_quarter(quarter, json!({})).await;
            self.story.world.as_(who).must(mutation, input, "").await;
        }
    }

    /// 1 July: the second quarter is drafted, agreed to by the vendor, decided and signed. Liuzhou's first has lapsed.
    pub async fn close_the_second(&self) {
        self.until("2026-06-30T16:00:00Z");
        let expected = DraftReport { opened: 2, drafted: 2, lapsed: 1, frozen: 0, adjusted: 0 };
        assert_eq!(self.run().await, expected);
        self.agree_to(1).await;
        self.close(1).await;
    }

    /// The first quarter's answer that was written down late is put right, and a new revision made.
    pub async fn correct(&self) {
        self.correct_the_response().await;
        self.revise(0, "更正响应时间").await;
    }

    /// A new revision of a frozen quarter, which the vendor agrees to.
    pub async fn revise(&self, quarter: usize, reason: &str) {
        let input = self.on_quarter(quarter, json!({ "reason": reason })).await;
        self.story.world.as_("manager").must("correctAssessment", input, "").await;
        self.agree_to(quarter).await;
    }

    /// The vendor has nothing to say against the draft of a quarter.
    pub async fn agree_to(&self, quarter: usize) {
        let agrees = self.on_quarter(quarter, json!({ "note": "无异议" })).await;
        self.story.world.as_("vendor_manager").must("commentAssessment", agrees, "").await;
    }

    /// Nanning's contract is ended early: this day is the first without it.
    pub async fn end_contract(&self, terminates_on: &str) {
        let contract = global_id("ServiceContract", self.story.world.contract("NN-2026").0);
        let query = "query($id: ID!) { node(id: $id) { ... on ServiceContract { version } } }";
        let manager = self.story.world.as_("manager");
        let version = manager.gql(query, json!({ "id": contract })).await.at("/node/version");
        let end = json!({
            "contractId": contract, "version": version, "reason": "连续考核不合格", "terminatesOn": terminates_on,
        });
        manager.must("terminateContract", end, "").await;
    }

    /// What somebody may do with the first quarter now.
    pub async fn may(&self, who: &str) -> String {
        let found = self.look(who, "availableActions").await;
        let steps: Vec<String> = serde_json::from_value(found["availableActions"].clone()).expect("steps");
        steps.join(" ")
    }

    /// Gives a role at Nanning's bureau to somebody, who is made if unknown.
    pub async fn role(&self, login: &str, role: Role) {
        let world = &self.story.world;
        let op = world.system_op();
        let known = op.directory().users.values().find(|user| user.login == login).map(|user| user.id);
        let user = match known {
            Some(user) => user,
            None => create_account(&op, login, login, "-".to_owned()).await.expect("an account"),
        };
        let agency = Some(world.agency("NNDSJ"));
        let grant = GrantRole { user, role, agency, vendor: None, valid_from: None, valid_until: None };
        grant_role(&op, &grant).await.expect("a role");
    }

    /// The response that was written down late was given in time: proposed by the vendor, approved by the agency.
    pub async fn correct_the_response(&self) {
        self.until("2026-04-02T01:00:00Z");
        let seen = self.story.look("manager", &self.late, "events { seq type }").await;
        let events = seen["events"].as_array().expect("events");
        let told = events.iter().find(|event| event["type"] == "ACKNOWLEDGED").expect("noticed");
        let correction = json!({ "seq": told["seq"], "correctedAt": at(2, "07:00"), "reason": "15:00 已电话响应" });
        self.story.act("engineer", "proposeCorrection", &self.late, correction).await;
        let seen = self.story.look("manager", &self.late, "corrections { id }").await;
        let id = json!({ "correctionId": seen["corrections"][0]["id"] });
        self.story.act("manager", "approveCorrection", &self.late, id).await;
    }
}
