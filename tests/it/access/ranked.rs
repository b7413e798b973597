//! A ranking of Nanning's vendors that is announced, and an objection to it.

use domain::ids::{ContractId, ObjectionId, RankingId};
use domain::money::Fen;
use domain::ranking::{
    Candidate, RankedContract, RankingBasis, RankingKind, RankingMeasure, RankingRules, RankingSheet, RankingState,
    RankingStep, Standing, VendorBasis, rank,
};
use domain::scorecard::{Period, PeriodKind};
use storage::entity::{ranking_objection, ranking_publication, ranking_step, ranking_subject, ranking_version};
use storage::query::setup::insert;
use uuid::Uuid;

use super::stage::global;
use crate::support::db::connect;
use crate::support::world::World;

/// Why somebody objects: it stands nowhere else.
pub const OBJECTED: &str = "青秀山节点一案应予剔除";

const RANKING: RankingId = RankingId(Uuid::from_u128(0x4a21));
const OBJECTION: ObjectionId = ObjectionId(Uuid::from_u128(0x0b3ec7));

/// Writes them: their global ids, by the names that arguments and input fields have.
pub async fn ranked(world: &World) -> Vec<(&'static str, String)> {
    let (agency_id, vendor) = (world.agency("NNDSJ"), world.vendor("八桂运维"));
    let now = world.app.clock().now();
    let period = Period { kind: PeriodKind::Month, start: "2026-01-01".parse().expect("a date") };
    let candidate = Candidate {
        subject: vendor.0,
        name: "八桂运维".to_owned(),
        standing: Standing::Figure(9_235),
        grade: None,
        sample: 40,
        notes: vec![],
    };
    let sheet = RankingSheet { lists: vec![rank(RankingMeasure::Score, 1, vec![candidate])] };
    let contract = world.contract("NN-2026");
    let basis = RankingBasis {
        rules: RankingRules { kind: RankingKind::Vendors, agency: agency_id, period, min_sample: 1 },
        vendors: vec![VendorBasis { vendor, contracts: vec![whole_year(contract)], parts: vec![], exact: None }],
        agencies: vec![],
    };
    let db = connect(&world.db.config.url).await;
    let publication = ranking_publication::Model {
        id: RANKING,
        agency_id,
        kind: RankingKind::Vendors,
        period_kind: period.kind,
        period_start: period.start,
        state: RankingState::Announced,
        number: 1,
        published_number: None,
        is_public: false,
        min_sample: 1,
        objection_days: 7,
        objections_end_at: Some(now + chrono::TimeDelta::days(7)),
        drafter_id: None,
        announced_at: Some(now),
        published_at: None,
        version: 1,
        created_at: now,
    };
    insert(&db, publication).await.expect("a ranking");
    let version = ranking_version::Model {
        ranking_id: RANKING,
        number: 1,
        sheet: serde_json::to_value(sheet).expect("JSON"),
        input_hash: basis.hash(),
        basis: serde_json::to_value(basis).expect("JSON"),
        reason: None,
        drafter_id: None,
        drafter_name: "平台".to_owned(),
        drafted_at: now,
    };
    insert(&db, version).await.expect("a version");
    let step = ranking_step::Model {
        ranking_id: RANKING,
        seq: 1,
        number: 1,
        step: RankingStep::Announce,
        from_state: RankingState::Draft,
        to_state: RankingState::Announced,
        note: None,
        actor_id: None,
        actor_name: "平台".to_owned(),
        recorded_at: now,
    };
    insert(&db, step).await.expect("a step");
    let subject = ranking_subject::Model { ranking_id: RANKING, subject_id: vendor.0, number: 1 };
    insert(&db, subject).await.expect("a subject");
    let objection = ranking_objection::Model {
        id: OBJECTION,
        ranking_id: RANKING,
        number: 1,
        subject_id: vendor.0,
        reason: OBJECTED.to_owned(),
        author_id: None,
        author_name: "负责人".to_owned(),
        filed_at: now,
    };
    insert(&db, objection).await.expect("an objection");
    db.close().await.expect("closing");
    vec![
        ("rankingId", global("RankingPublication", RANKING.0)),
        ("objectionId", global("RankingObjection", OBJECTION.0)),
    ]
}

fn whole_year(contract: ContractId) -> RankedContract {
    RankedContract {
        contract,
        number: "NN-2026".to_owned(),
        first: "2026-01-01".parse().expect("a date"),
        last: "2026-12-31".parse().expect("a date"),
        amount: Fen(16_650_000),
    }
}
