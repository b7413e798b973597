//! Months that come to something else afterwards: a link that vanishes, a ticket that changed hands, an upgrade.

use app::scorecard::{ScorecardQuery, refresh, scorecards};
use domain::ids::ContractId;
use domain::scorecard::{Counters, PeriodKind, Tally, yyyymm};
use migration::{Migrator, MigratorTrait};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use storage::entity::score_stale;

use crate::dispatch::shed::Shed;
use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::World;
use crate::talk::desk::Desk;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{P2, Story, at};

const fn of(part: i64, whole: i64) -> Tally {
    Tally { part, whole }
}

/// Every month of a contract of Nanning that has a card, the latest first.
pub async fn months<T>(world: &World, contract: &str, counted: impl Fn(&Counters) -> T) -> Vec<(i32, T)> {
    refresh(&world.system_op()).await.expect("scored");
    let query = ScorecardQuery {
        contract: Some(world.contract(contract)),
        period: Some(PeriodKind::Month),
        limit: 12,
        ..ScorecardQuery::default()
    };
    let found = scorecards(&world.op("manager"), &query).await.expect("cards").rows;
    found.iter().map(|card| (yyyymm(card.period.start), counted(&card.counters))).collect()
}

/// The months that wait to be scored again.
async fn marked(ledger: &Ledger) -> Vec<(ContractId, i32)> {
    let rows = score_stale::Entity::find().order_by_asc(score_stale::Column::Month).all(&ledger.db).await;
    rows.expect("marks").into_iter().map(|mark| (mark.contract_id, mark.month)).collect()
}

/// Links due on 31 March at 23:30 and on 1 April at 01:30, both breached, until a solution of 23:10 is recorded.
async fn a_link_that_vanishes_is_taken_off_its_month(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    story.until(31, "13:30");
    let ticket = story.raise(P2).await;
    story.act("engineer", "acknowledgeTicket", &ticket, Value::Null).await;
    story.until(31, "17:40");
    story.sweep().await;
    let links = async || [story.clock_at(&ticket, "UPDATE", 1, 1).await, story.clock_at(&ticket, "UPDATE", 1, 2).await];
    let breached = [("BREACHED", Some(at(31, "15:30"))), ("BREACHED", Some(at(31, "17:30")))];
    assert_eq!(links().await.each_ref().map(|link| link.stands()), breached);
    let updates = async || months(world, "NN-2026", |counters| counters.update).await;
    assert_eq!(updates().await, [(202604, of(0, 1)), (202603, of(0, 1))]);

    let ledger = story.ledger().await;
    assert_eq!(marked(&ledger).await, [], "all are scored");
    let solution =
        json!({ "cause": "光缆中断", "solution": "熔接", "occurredAt": at(31, "15:10"), "lateReason": "现场无网络" });
    story.act("engineer", "resolveTicket", &ticket, solution).await;
    assert_eq!(marked(&ledger).await, [], "no month is counted anew");
    assert!(!ledger.rows("score_clock").await.is_empty(), "what changed is noted");
    let left: Vec<_> = story.clocks(&ticket).await.into_iter().filter(|clock| clock.metric == "UPDATE").collect();
    assert_eq!(left.iter().map(|link| (link.seq, link.state.as_str())).collect::<Vec<_>>(), [(1, "CANCELLED")]);
    assert_eq!(updates().await, [(202604, of(0, 0)), (202603, of(0, 0))]);
    story.end().await;
}

/// What the vendor brought that had the ticket before completes nobody else's record.
async fn a_record_is_complete_by_the_files_of_whoever_closes_it(backend: Backend) {
    let shed = Shed::open(backend).await;
    let (ticket, to_network) = (shed.at_work().await, shed.to_network());
    let desk = Desk { story: shed.office.story, ticket };
    let (story, ticket) = (&desk.story, &desk.ticket);
    let records = async |contract: &str| months(&story.world, contract, |counters| counters.record).await;
    let close = async || {
        let solution = json!({ "cause": "光缆中断", "solution": "熔接" });
        story.act("lz_engineer", "resolveTicket", ticket, solution).await;
        story.act("clerk", "confirmTicket", ticket, Value::Null).await;
    };
    desk.attach("engineer", "机房.png", "PUBLIC").await;
    story.act("vendor_manager", "proposeHandOver", ticket, json!({ "reason": "属网络合同" })).await;
    story.act("manager", "acceptHandOver", ticket, to_network).await;
    close().await;
    assert_eq!(records("NN-NET-2026").await, [(202603, of(0, 1))], "the file is the first vendor's");
    story.act("clerk", "reopenTicket", ticket, json!({ "reason": "又断了" })).await;
    desk.attach("lz_engineer", "熔接点.png", "PUBLIC").await;
    close().await;
    assert_eq!(records("NN-NET-2026").await, [(202603, of(1, 2))]);
    assert_eq!(records("NN-2026").await, [(202603, of(0, 0))], "it closed nothing");
    story.end().await;
}

/// What is counted since an upgrade is counted in the months before it too.
async fn months_scored_before_the_upgrade_are_counted_anew(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = story.raise(P2).await;
    story.act("engineer", "acknowledgeTicket", &ticket, Value::Null).await;
    story.solve(&ticket).await;
    assert_eq!(months(&story.world, "NN-2026", |counters| counters.resolve).await, [(202603, of(1, 1))]);
    let ledger = story.ledger().await;
    assert_eq!(marked(&ledger).await, []);

    let all = Migrator::migrations();
    let before = all.iter().position(|of| of.name() == "m20261130_000033_ledger").expect("a migration");
    let steps = u32::try_from(all.len() - before).expect("few");
    Migrator::down(&ledger.db, Some(steps)).await.expect("down");
    migration::up(&ledger.db).await.expect("up");
    assert_eq!(marked(&ledger).await, [(story.world.contract("NN-2026"), 202603)], "vendors' cards follow");
}

both! {
    a_link_that_vanishes_is_taken_off_its_month,
    a_record_is_complete_by_the_files_of_whoever_closes_it,
    months_scored_before_the_upgrade_are_counted_anew,
}
