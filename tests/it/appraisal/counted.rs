//! What months are counted as beside the promises of incidents: closings, complaints, reports, lateness, inspections. What
//! was merged step by step is what a count of everything gives.

use app::scorecard::{BehindQuery, ScorecardQuery, ScorecardView, refresh, scorecards, tickets_behind};
use domain::ids::{ContractId, ScorecardId};
use domain::scorecard::{Counters, Formula, PeriodKind, SubjectKind, Tally, yyyymm};
use domain::sla::Metric;
use domain::ticket::Priority;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use storage::entity::scorecard;
use storage::query::scorecard::times;
use storage::write::mark_stale;
use uuid::Uuid;

use crate::inspections::desk::Desk as Inspections;
use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::World;
use crate::talk::desk::Desk;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{P2, Story};

const fn of(part: i64, whole: i64) -> Tally {
    Tally { part, whole }
}

/// The card of March of Nanning's contract.
async fn card(world: &World) -> ScorecardView {
    refresh(&world.system_op()).await.expect("scored");
    let query = ScorecardQuery {
        contract: Some(world.contract("NN-2026")),
        period: Some(PeriodKind::Month),
        limit: 2,
        ..ScorecardQuery::default()
    };
    let found = scorecards(&world.op("manager"), &query).await.expect("cards").rows;
    let [card] = found.as_slice() else { panic!("one month: {found:?}") };
    card.clone()
}

async fn march(world: &World) -> Counters {
    card(world).await.counters
}

/// How many tickets stand behind a formula, as if the scheme had it.
async fn behind(world: &World, formula: Formula) -> usize {
    let mut card = card(world).await;
    card.terms[0].formula = formula;
    let asked = BehindQuery { criterion: card.terms[0].code.clone(), after: None, limit: 50, with_total: true };
    let found = tickets_behind(&world.op("manager"), &card, &asked).await.expect("tickets");
    assert_eq!(found.total, Some(found.rows.len() as i64), "{formula}");
    found.rows.len()
}

/// Counts everything again from nothing: every card says what it said, and how long promises took.
pub async fn assert_recounted(world: &World) {
    refresh(&world.system_op()).await.expect("scored");
    let ledger = Ledger::of(world).await;
    let cards = async || {
        let rows = scorecard::Entity::find().all(&ledger.db).await.expect("cards");
        let months: Vec<(ContractId, i32)> = rows
            .iter()
            .filter(|row| (row.subject_kind, row.period_kind) == (SubjectKind::Contract, PeriodKind::Month))
            .map(|row| (ContractId(row.subject_id), yyyymm(row.period_start)))
            .collect();
        let made = |row: scorecard::Model| {
            let (id, computed_at) = (ScorecardId(Uuid::nil()), world.app.clock().now());
            format!("{:?}", scorecard::Model { id, computed_at, ..row })
        };
        let mut texts: Vec<String> = rows.into_iter().map(made).collect();
        let times = times(&ledger.db, &months).await.expect("times");
        texts.extend(times.iter().filter(|of| !of.used.is_nothing()).map(|of| format!("{of:?}")));
        texts.sort_unstable();
        (texts, months)
    };
    let (before, months) = cards().await;
    assert!(before.len() > months.len(), "longer periods and vendors");
    ledger.run("DELETE FROM scorecard").await.expect("none left");
    mark_stale(&ledger.db, months).await.expect("marked");
    refresh(&world.system_op()).await.expect("scored");
    assert_eq!(cards().await.0, before);
}

async fn complaint(story: &Story) -> String {
    let mut request = story.request("NN-OA", "催了三次没人理", P2);
    request["kind"] = json!("COMPLAINT");
    story.raise_as("clerk", request).await
}

async fn closings_complaints_reports_and_lateness_are_counted(backend: Backend) {
    let desk = Desk::open(backend).await;
    let (story, world) = (&desk.story, &desk.story.world);
    let close = async |ticket: &str, who: &'static str| {
        story.act(who, "resolveTicket", ticket, json!({ "cause": "光缆中断", "solution": "熔接" })).await;
        story.act("clerk", "confirmTicket", ticket, Value::Null).await;
    };
    story.act("engineer", "acknowledgeTicket", &desk.ticket, json!({})).await;
    desk.attach("engineer", "内部.png", "VENDOR_INTERNAL").await;
    desk.attach("operator", "截图.png", "PUBLIC").await;
    close(&desk.ticket, "engineer").await;
    assert_eq!(march(world).await.record, of(0, 1), "what the agency cannot read shows nothing, nor does its own file");
    story.act("clerk", "reopenTicket", &desk.ticket, json!({ "reason": "又断了" })).await;
    desk.attach("engineer", "修复.png", "PUBLIC").await;
    close(&desk.ticket, "engineer").await;
    assert_eq!(march(world).await.record, of(1, 2), "each closing counts");

    let late = story.raise(P2).await;
    story.pass_minutes(130);
    story.sweep().await;
    let swept = march(world).await;
    assert_eq!(
        (swept.update, swept.late.of(Metric::Response, Priority::P2)),
        (of(0, 1), [1, 0, 0]),
        "not answered yet"
    );
    story.act("engineer", "acknowledgeTicket", &late, json!({})).await;
    assert_eq!(march(world).await.late.of(Metric::Response, Priority::P2), [0, 0, 1], "130 minutes for 30");
    close(&late, "engineer").await;
    let reported = story.raise(P2).await;
    story.act("engineer", "acknowledgeTicket", &reported, json!({})).await;
    story.pass_minutes(70);
    story.act("engineer", "reportProgress", &reported, json!({})).await;
    close(&reported, "engineer").await;
    let told = march(world).await;
    assert_eq!((told.update, told.record), (of(1, 2), of(1, 4)));

    let answered = complaint(story).await;
    story.act("engineer", "acknowledgeTicket", &answered, json!({})).await;
    close(&answered, "vendor_manager").await;
    complaint(story).await;
    story.pass_minutes(24 * 60 + 1);
    story.sweep().await;
    let complained = march(world).await;
    assert_eq!(complained.complaint, of(1, 2));
    assert_eq!(complained.late.of(Metric::Resolve, Priority::P2), [1, 0, 0]);
    for (formula, tickets) in [
        (Formula::RecordsComplete, 4),
        // The one that nobody reported on, the one that was, and the complaint that nobody answered.
        (Formula::UpdateInTime, 3),
        (Formula::ComplaintsInTime, 2),
        (Formula::InspectionsDone, 0),
        (Formula::Manual, 0),
    ] {
        assert_eq!(behind(world, formula).await, tickets, "{formula}");
    }
    assert_recounted(world).await;
    story.end().await;
}

async fn inspections_are_counted_in_the_month_of_their_date(backend: Backend) {
    let desk = Inspections::open(backend).await;
    let world = &desk.story.world;
    desk.checked_plan("FREQ=WEEKLY;BYDAY=TU;COUNT=2", "SKIP").await;
    desk.until("2026-03-03 09:30");
    desk.raise().await;
    let done = desk.tickets().await.remove(0);
    desk.inspect(&done).await;
    assert_eq!(march(world).await.inspection, of(1, 1));
    desk.until("2026-03-10 09:30");
    desk.raise().await;
    assert_eq!(march(world).await.inspection, of(1, 1), "what may still be done counts on neither side");
    desk.until("2026-03-12 08:00");
    assert_eq!(desk.miss().await, 1);
    assert_eq!(march(world).await.inspection, of(1, 2));
    assert_eq!(behind(world, Formula::InspectionsDone).await, 2);
    assert_recounted(world).await;
}

both! {
    closings_complaints_reports_and_lateness_are_counted,
    inspections_are_counted_in_the_month_of_their_date,
}
