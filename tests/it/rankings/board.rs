//! Three vendors of one year, their assessments frozen by hand, and the hands that rank them.

use app::setup::contract::{ContractTerms, NewContract};
use app::setup::user::{GrantRole, create_account, grant_role};
use domain::access::Role;
use domain::assessment::{AssessmentInputs, AssessmentState, assess};
use domain::ids::AssessmentId;
use domain::money::Fen;
use domain::scorecard::{Counters, Period, PeriodKind, Score, Tally, shipped_scheme};
use serde_json::{Value, json};
use storage::entity::assessment_period;
use storage::query::setup::insert;
use uuid::Uuid;

use crate::support::db::{Backend, connect};
use crate::support::in_force::in_force;
use crate::support::world::World;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::global_id;

/// The year 2026 of the region: each vendor has one contract in it, of the same worth.
pub struct Board {
    pub world: World,
}

/// Monday 11 January 2027, nine o'clock in Nanning.
pub const AFTER: &str = "2027-01-11T01:00:00Z";
/// The end of the seventh civil day after that of an announcement at [`AFTER`].
pub const END: &str = "2027-01-18T16:00:00Z";

/// What a list says of everybody.
pub const ROWS: &str = "lists { measure rows { rank tied name figure grade sample confidence notes }
    unrated { name reason sample } }";

impl Board {
    /// The vendors of Nanning, of Liuzhou, and of Nanning's old portal, and somebody who answers for Liuzhou's.
    pub async fn open(backend: Backend) -> Self {
        let world = World::new(backend).await;
        let op = world.system_op();
        let terms = ContractTerms {
            name: "旧门户运维服务".to_owned(),
            vendor: world.vendor("南国网络"),
            starts_on: "2026-01-01".parse().expect("a date"),
            ends_on: "2026-12-31".parse().expect("a date"),
            amount: Fen(16_650_000),
            policy: world.policy("GX-SLA"),
            scheme: None,
            zone: "Asia/Shanghai".to_owned(),
            systems: vec![world.system("NN-OLD")],
        };
        let new = NewContract { number: "OLD-2026".to_owned(), agency: world.agency("NNDSJ"), terms };
        in_force(&op, &new).await;
        let user = create_account(&op, "lz_vendor", "lz_vendor", "-".to_owned()).await.expect("an account");
        let (role, vendor) = (Role::VendorManager, Some(world.vendor("桂北信息")));
        let grant = GrantRole { user, role, agency: None, vendor, valid_from: None, valid_until: None };
        grant_role(&op, &grant).await.expect("a role");
        Self { world }
    }

    /// The same after the year: 90.00 for two, 99.00 on too little for the third.
    pub async fn assessed(backend: Backend) -> Self {
        let board = Self::open(backend).await;
        board.freeze("NN-2026", 1, 9_000, 40).await;
        board.freeze("LZ-2026", 1, 9_000, 20).await;
        board.freeze("OLD-2026", 1, 9_900, 9).await;
        board.until(AFTER);
        board
    }

    /// Writes a frozen assessment of a contract over the year: so many of its promises were judged, one of them breached.
    pub async fn freeze(&self, number: &str, revision: i32, hundredths: i64, judged: i64) {
        let coverage = self.world.app.coverage();
        let contract = &coverage.contracts[&self.world.contract(number)].row;
        let period = Period { kind: PeriodKind::Year, start: "2026-01-01".parse().expect("a date") };
        let respond = Tally { part: judged - 1, whole: judged };
        let inputs = AssessmentInputs {
            contract: contract.id,
            period,
            revision,
            scheme: contract.scheme_id,
            policy_versions: vec![],
            calendar_revisions: vec![],
            counters: Counters { respond, ..Counters::default() },
            entries: vec![],
            given: vec![],
            adjustments: vec![],
            percentiles: vec![],
        };
        let record = assess(&shipped_scheme(), inputs, vec![]);
        let score = Score::from_hundredths(hundredths).expect("a score");
        let now = self.world.app.clock().now();
        let row = assessment_period::Model {
            id: AssessmentId(Uuid::from_u128(contract.id.0.as_u128() + u128::from(revision.unsigned_abs()))),
            contract_id: contract.id,
            agency_id: contract.agency_id,
            vendor_id: contract.vendor_id,
            period_kind: period.kind,
            period_start: period.start,
            revision,
            corrects_id: None,
            reason: None,
            state: AssessmentState::Frozen,
            objected: false,
            scheme_id: contract.scheme_id,
            score_hundredths: Some(score.hundredths()),
            grade: None,
            input_hash: Some(record.inputs.hash()),
            record: Some(serde_json::to_value(record).expect("JSON")),
            acts_at: None,
            scored_at: Some(now),
            decided_at: Some(now),
            decided_seq: Some(2),
            frozen_at: Some(now),
            version: 5,
            created_at: now,
        };
        let db = connect(&self.world.db.config.url).await;
        insert(&db, row).await.expect("a frozen assessment");
        db.close().await.expect("closing");
    }

    /// Puts the clock of the world at an instant.
    pub fn until(&self, at: &str) {
        self.world.clock.set(at.parse().expect("an instant"));
    }

    /// What `draftRanking` takes for the region's vendors of 2026.
    pub fn year(&self) -> Value {
        let agency = global_id("Agency", self.world.agency("GXDSJ").0);
        json!({ "agencyId": agency, "kind": "VENDORS", "period": "YEAR", "day": "2026-06-01" })
    }

    /// The region's ranking of 2026, worked out by the regulator.
    pub async fn drafted(backend: Backend) -> Self {
        let board = Self::assessed(backend).await;
        board.world.as_("regulator").must("draftRanking", board.year(), "").await;
        board
    }

    /// The same, announced at [`AFTER`].
    pub async fn announced(backend: Backend) -> Self {
        let board = Self::drafted(backend).await;
        assert_eq!(board.step("supervisor", "announceRanking", json!({})).await, "ANNOUNCED");
        board
    }

    /// The same, published at [`END`] to Nanning's bureau, and to everybody if `public`.
    pub async fn published(backend: Backend, public: bool) -> Self {
        let board = Box::pin(Self::announced(backend)).await;
        board.until(END);
        let nanning = global_id("Agency", board.world.agency("NNDSJ").0);
        let to = json!({ "agencyIds": [nanning], "public": public, "note": "2026 年度" });
        assert_eq!(board.step("supervisor", "publishRanking", to).await, "PUBLISHED");
        board
    }

    /// What somebody sees of rankings: as many as they see.
    pub async fn all(&self, who: &str, fields: &str) -> Vec<Value> {
        let query = format!("{{ rankings {{ nodes {{ {fields} }} }} }}");
        let found = self.world.as_(who).gql(&query, json!({})).await;
        found.at("/rankings/nodes").as_array().expect("nodes").clone()
    }

    /// Fields of the one ranking that somebody sees.
    pub async fn look(&self, who: &str, fields: &str) -> Value {
        let mut all = self.all(who, fields).await;
        assert_eq!(all.len(), 1, "{who} sees one ranking");
        all.remove(0)
    }

    /// The input of a step on the ranking as it stands.
    pub async fn on(&self, more: Value) -> Value {
        let found = self.look("regulator", "id version").await;
        let mut input = json!({ "rankingId": found["id"], "expectedVersion": found["version"] });
        for (name, value) in more.as_object().expect("an object") {
            input[name] = value.clone();
        }
        input
    }

    /// A step that must succeed: the state after it, as who took it sees it.
    pub async fn step(&self, who: &str, mutation: &str, more: Value) -> String {
        let input = self.on(more).await;
        let payload = self.world.as_(who).must(mutation, input, "ranking { state }").await;
        payload["ranking"]["state"].as_str().expect("a state").to_owned()
    }

    /// A step that must be refused: code and field of each error.
    pub async fn refused(&self, who: &str, mutation: &str, more: Value) -> Vec<(String, Option<String>)> {
        let input = self.on(more).await;
        self.world.as_(who).refused(mutation, input).await
    }

    /// An answer to the latest objection.
    pub async fn answer(&self, outcome: &str) -> Value {
        let seen = self.look("regulator", "version objections { id }").await;
        let last = seen["objections"].as_array().and_then(|all| all.last()).expect("an objection");
        json!({
            "objectionId": last["id"], "expectedVersion": seen["version"], "outcome": outcome, "reason": "经核对原始记录"
        })
    }

    /// What somebody may do with the ranking now.
    pub async fn may(&self, who: &str) -> String {
        let found = self.look(who, "availableActions").await;
        let steps: Vec<String> = serde_json::from_value(found["availableActions"].clone()).expect("steps");
        steps.join(" ")
    }

    /// Name and rank of everybody on the list that somebody sees.
    pub async fn ranks(&self, who: &str) -> Vec<(String, i64)> {
        let seen = self.look(who, "lists { rows { name rank } }").await;
        ranks(&seen["lists"][0])
    }

    pub async fn ledger(&self) -> Ledger {
        Ledger::of(&self.world).await
    }
}

/// Name and rank of everybody on a list.
pub fn ranks(list: &Value) -> Vec<(String, i64)> {
    let row = |row: &Value| (row["name"].as_str().expect("a name").to_owned(), row["rank"].as_i64().expect("a rank"));
    list["rows"].as_array().expect("rows").iter().map(row).collect()
}
