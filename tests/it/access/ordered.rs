//! A report of Nanning's contract that its manager has delivered, and what was delivered of it.

use app::export::{ReportFile, ReportOf};
use domain::export::{FileFormat, FileLanguage};
use domain::ids::{ReportDeliveryId, ReportScheduleId};
use domain::report::schedule::DeliveryOutcome;
use serde_json::json;
use storage::entity::report_delivery;
use storage::query::setup::insert;
use uuid::Uuid;

use super::stage::global;
use crate::support::db::connect;
use crate::support::world::World;
use crate::tickets::story::uuid_of;

/// What it is called: it stands nowhere else.
pub const ORDERED: &str = "青秀山片区月报";

const DELIVERY: ReportDeliveryId = ReportDeliveryId(Uuid::from_u128(0xde11));

/// Orders it and writes the delivery: their global ids, by the names that arguments and input fields have.
pub async fn ordered(world: &World) -> Vec<(&'static str, String)> {
    let contract = world.contract("NN-2026");
    let new = json!({
        "name": ORDERED, "report": { "contractId": global("ServiceContract", contract.0) }, "format": "CSV",
        "language": "ZH", "cadence": { "dayOfMonth": 1 }, "hour": 8,
    });
    let made = world.as_("manager").must("createReportSchedule", new, "schedule { id }").await;
    let schedule = made["schedule"]["id"].as_str().expect("an id").to_owned();
    let of = ReportOf::ContractMonth { contract, month: 202602 };
    let file = ReportFile { of, format: FileFormat::Csv, language: FileLanguage::Zh };
    let now = world.app.clock().now();
    let row = report_delivery::Model {
        id: DELIVERY,
        schedule_id: ReportScheduleId(uuid_of(&schedule)),
        nominal_at: now,
        passed_over: 0,
        covers_from: "2026-01-31T16:00:00Z".parse().expect("a time"),
        covers_before: "2026-02-28T16:00:00Z".parse().expect("a time"),
        file: serde_json::to_value(file).expect("JSON"),
        file_name: Some("report.zip".to_owned()),
        outcome: DeliveryOutcome::Ready,
        code: None,
        reason: None,
        reason_zh: None,
        delivered_at: now,
    };
    let db = connect(&world.db.config.url).await;
    insert(&db, row).await.expect("a delivery");
    db.close().await.expect("closing");
    vec![("scheduleId", schedule), ("deliveryId", global("ReportDelivery", DELIVERY.0))]
}
