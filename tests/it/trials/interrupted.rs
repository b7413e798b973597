//! A worker dies in the midst of a back-test, or another takes it over: what is found is what an undisturbed one finds.

use domain::ids::BacktestId;
use domain::trial::Outcome;
use sea_orm::EntityTrait;
use serde_json::json;
use storage::entity::{backtest, backtest_change};
use storage::query::backtest as query;

use super::desk::{look, run, start};
use super::real_log::Log;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::uuid_of;

/// Whoever comes past the first batch ends there.
const DEADLY: [&str; 2] = [
    "CREATE TRIGGER deadly BEFORE UPDATE ON backtest WHEN NEW.done > 250 BEGIN SELECT RAISE(ABORT, 'killed'); END",
    "CREATE OR REPLACE FUNCTION killed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$;
     CREATE TRIGGER deadly BEFORE UPDATE ON backtest FOR EACH ROW WHEN (NEW.done > 250) EXECUTE FUNCTION killed()",
];
const HARMLESS: [&str; 2] = ["DROP TRIGGER deadly", "DROP TRIGGER deadly ON backtest"];

async fn what_a_dead_worker_left_is_gone_on_with(backend: Backend) {
    let log = Log::hard_cases(backend).await;
    let (manager, place) = (log.world.as_("uci_manager"), usize::from(backend == Backend::Postgres));
    let input = log.stricter().await;
    let whole = start(&manager, input.clone()).await;
    assert_eq!(run(&log.world).await.done, 1);

    let broken = start(&manager, input.clone()).await;
    log.ledger.run(DEADLY[place]).await.expect("a trigger");
    app::backtest::run_backtests(&log.world.system_op()).await.expect_err("it dies in the second batch");
    let left = look(&manager, &broken).await;
    assert_eq!((&left["state"], &left["progress"]), (&json!("RUNNING"), &json!({ "done": 250, "total": 668 })));
    assert_eq!(left["summary"]["compared"], 250, "a whole batch, and nothing of the next");
    log.ledger.run(HARMLESS[place]).await.expect("no trigger");
    let report = run(&log.world).await;
    assert_eq!((report.done, report.looked_at), (1, 668 - 250), "it goes on from there: {report:?}");
    let (one, other) = (look(&manager, &whole).await, look(&manager, &broken).await);
    assert_eq!(one["summary"], other["summary"]);
    assert_eq!(changes(&log, &whole).await, changes(&log, &broken).await);
    assert!(!changes(&log, &whole).await.is_empty());

    // Given up while a worker is at it: the worker writes no more.
    let given_up = start(&manager, input).await;
    log.ledger.run(DEADLY[place]).await.expect("a trigger");
    app::backtest::run_backtests(&log.world.system_op()).await.expect_err("it dies again");
    manager.must("cancelBacktest", json!({ "backtestId": given_up }), "").await;
    log.ledger.run(HARMLESS[place]).await.expect("no trigger");
    assert_eq!(run(&log.world).await.looked_at, 0);
    let given_up = look(&manager, &given_up).await;
    assert_eq!((&given_up["state"], &given_up["progress"]["done"]), (&json!("CANCELLED"), &json!(250)));
}

async fn a_worker_that_was_given_up_for_dead_writes_nothing_more(backend: Backend) {
    let log = Log::hard_cases(backend).await;
    let (manager, db) = (log.world.as_("uci_manager"), &log.ledger.db);
    let id = start(&manager, log.stricter().await).await;
    let now = log.world.app.clock().now();
    let read = async || query::next(db).await.expect("reading").expect("it waits");
    let stale = read().await;
    assert!(query::take(db, &stale, now).await.expect("taking"));
    assert!(!query::take(db, &stale, now).await.expect("taking"), "as it was read before");
    let held = backtest::Model { epoch: stale.epoch + 1, ..stale };
    assert!(query::set_total(db, &held, 668).await.expect("counting"));
    assert!(query::take(db, &read().await, now).await.expect("taking over"));
    let place = (uuid_of(&id), 250);
    assert!(!query::advance(db, &held, place, &Outcome::default()).await.expect("writing"), "it is another's");
    assert!(!query::end(db, &held, domain::trial::BacktestState::Done, now).await.expect("ending"));
    assert_eq!(run(&log.world).await.done, 1);
    assert_eq!(look(&manager, &id).await["progress"], json!({ "done": 668, "total": 668 }));
}

async fn what_cannot_be_carried_out_fails_in_the_end_and_holds_nobody_up(backend: Backend) {
    let log = Log::hard_cases(backend).await;
    let manager = log.world.as_("uci_manager");
    let input = log.stricter().await;
    let (broken, sound) = (start(&manager, input.clone()).await, start(&manager, input).await);
    let id = BacktestId(uuid_of(&broken));
    let row = query::any(&log.ledger.db, id).await.expect("reading").expect("it waits");
    let damaged = backtest::Model { candidate: json!({ "no": "terms" }), ..row };
    storage::query::setup::update(&log.ledger.db, damaged).await.expect("damaged");
    for _ in 1..5 {
        app::backtest::run_backtests(&log.world.system_op()).await.expect_err("it cannot be read");
    }
    let report = run(&log.world).await;
    assert_eq!((report.failed, report.done), (1, 1));
    assert_eq!(look(&manager, &broken).await["state"], "FAILED");
    assert_eq!(look(&manager, &sound).await["state"], "DONE");
}

/// What was found, whichever back-test found it.
async fn changes(log: &Log, id: &str) -> Vec<backtest_change::Model> {
    let id = BacktestId(uuid_of(id));
    let all = backtest_change::Entity::find().all(&log.ledger.db).await.expect("changes");
    let nobody = BacktestId(uuid::Uuid::nil());
    let own = all.into_iter().filter(|row| row.backtest_id == id);
    let mut own: Vec<_> = own.map(|row| backtest_change::Model { backtest_id: nobody, ..row }).collect();
    own.sort_by_key(|row| (row.ticket_id, row.metric, row.cycle, row.seq));
    own
}

both! {
    what_a_dead_worker_left_is_gone_on_with,
    a_worker_that_was_given_up_for_dead_writes_nothing_more,
    what_cannot_be_carried_out_fails_in_the_end_and_holds_nobody_up,
}
