//! What people brought to the scorecards of Nanning's contract: an entry of the ledger and a score.
//!
//! The contract's own scheme has neither a ledger nor criteria that people score, so the rows are written by hand.

use domain::ids::{LedgerEntryId, ManualScoreId};
use domain::scorecard::PeriodKind;
use storage::entity::{ledger_entry, manual_score};
use storage::query::setup::insert;
use uuid::Uuid;

use super::stage::global;
use crate::support::db::connect;
use crate::support::world::World;
use crate::tickets::story::uuid_of;

/// Evidence that stands nowhere else.
pub const BOOKED: &str = "市督查通报第七号";
pub const GIVEN: &str = "驻场签到表三月册";

/// Writes them: their global ids, by the names that arguments and input fields have.
pub async fn scoring(world: &World, ids: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    let (_, scheme) = ids.iter().find(|(of, _)| *of == "schemeId").expect("a scheme");
    let (contract_id, scheme_id) = (world.contract("NN-2026"), uuid_of(scheme).into());
    let (agency_id, vendor_id) = (world.agency("NNDSJ"), world.vendor("八桂运维"));
    let now = world.app.clock().now();
    let entry = ledger_entry::Model {
        id: LedgerEntryId(Uuid::from_u128(0x1ed6e7)),
        contract_id,
        agency_id,
        vendor_id,
        scheme_id,
        item: "CRITICISED".to_owned(),
        points_hundredths: -500,
        occurred_on: "2026-03-01".parse().expect("a date"),
        ticket_id: None,
        evidence: BOOKED.to_owned(),
        booked_by: None,
        booker: "经理".to_owned(),
        booked_at: now,
    };
    let score = manual_score::Model {
        id: ManualScoreId(Uuid::from_u128(0x5c04e)),
        contract_id,
        agency_id,
        vendor_id,
        scheme_id,
        criterion: "STAFFING".to_owned(),
        period_kind: PeriodKind::Quarter,
        period_start: "2026-01-01".parse().expect("a date"),
        number: 1,
        rate: "19/20".to_owned(),
        evidence: GIVEN.to_owned(),
        given_by: None,
        giver: "经理".to_owned(),
        given_at: now,
    };
    let found = vec![
        ("ledgerEntryId", global("LedgerEntry", entry.id.0)),
        ("manualScoreId", global("ManualScore", score.id.0)),
    ];
    let db = connect(&world.db.config.url).await;
    insert(&db, entry).await.expect("an entry");
    insert(&db, score).await.expect("a score");
    db.close().await.expect("closing");
    found
}
