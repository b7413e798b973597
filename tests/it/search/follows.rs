//! How the index comes about: behind the feed, once, whoever is killed; and again from nothing.

use app::search::{FollowReport, RebuildReport};
use serde_json::json;

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;

both! {
    the_index_follows_the_feed,
    what_changed_nothing_is_not_written_again,
    two_at_once_write_each_ticket_once,
    a_lost_index_is_rebuilt,
    a_search_is_a_few_statements,
    what_was_imported_is_found,
}

async fn the_index_follows_the_feed(backend: Backend) {
    let desk = Desk::open(backend).await;
    let ticket = desk.raise("公文收不到", "").await;
    assert_eq!(desk.finds("clerk", "公文").await, "", "not yet");
    assert_eq!(desk.index().await, FollowReport { looked: 1, written: 1 });
    assert_eq!(desk.finds("clerk", "公文").await, "公文收不到");
    desk.comment("clerk", &ticket, "PUBLIC", "今天好了").await;
    assert_eq!(desk.finds("clerk", "今天好了").await, "");
    assert_eq!(desk.index().await, FollowReport { looked: 1, written: 1 });
    assert_eq!(desk.finds("clerk", "今天好了").await, "公文收不到");
}

async fn what_changed_nothing_is_not_written_again(backend: Backend) {
    let desk = Desk::open(backend).await;
    let ticket = desk.raise("公文收不到", "").await;
    desk.index().await;
    desk.story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
    assert_eq!(desk.index().await, FollowReport { looked: 1, written: 0 });
    // Deadlines change no text.
    desk.story.pass_minutes(60 * 24 * 3);
    assert!(desk.story.sweep().await.breaches > 0);
    assert_eq!(desk.index().await, FollowReport::default());
}

async fn two_at_once_write_each_ticket_once(backend: Backend) {
    let desk = Desk::open(backend).await;
    for number in 0..20 {
        desk.raise(&format!("故障{number}"), "").await;
    }
    let op = desk.story.world.system_op();
    app::outbox::relay(&op).await.expect("a relay");
    let (one, other) = tokio::join!(app::search::follow(&op), app::search::follow(&op));
    let (one, other) = (one.expect("followed"), other.expect("followed"));
    assert_eq!((one.looked + other.looked, one.written + other.written), (20, 20));
    assert_eq!(desk.finds("clerk", "故障").await.split(' ').count(), 20);
}

async fn a_lost_index_is_rebuilt(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.raise("公文收不到", "").await;
    desk.raise("打印机卡纸", "").await;
    desk.index().await;
    let ledger = desk.story.ledger().await;
    ledger.run("DELETE FROM ticket_text").await.expect("lost");
    if backend == Backend::Sqlite {
        ledger.run("DELETE FROM ticket_tokens").await.expect("lost");
    } else {
        ledger.run("DELETE FROM search_term").await.expect("lost");
    }
    assert_eq!(desk.finds("clerk", "公文").await, "");
    let op = desk.story.world.system_op();
    let report = app::search::rebuild(&op).await.expect("rebuilt");
    assert_eq!(report, RebuildReport { waiting: 2, looked: 2, written: 2 });
    let report = app::search::rebuild(&op).await.expect("rebuilt again");
    assert_eq!(report, RebuildReport { waiting: 2, looked: 2, written: 0 });
    assert_eq!(desk.finds("clerk", "公文").await, "公文收不到");
}

async fn a_search_is_a_few_statements(backend: Backend) {
    let desk = Desk::open(backend).await;
    for number in 0..60 {
        desk.raise(&format!("故障{number}"), "").await;
    }
    desk.index().await;
    let op = desk.story.world.op("operator");
    let statements = async |words: &str, limit: u64| {
        let asked = app::search::SearchQuery { words: words.to_owned(), limit, ..Default::default() };
        let (page, statements) = app::sql_count::scope(app::search::search(&op, &asked)).await;
        (page.expect("a page").hits.len(), statements)
    };
    // PostgreSQL looks first how common the words are; a walk that came to the end is followed by the index.
    let (common, short, rare) = if backend == Backend::Sqlite { (1, 1, 1) } else { (2, 3, 2) };
    assert_eq!(statements("故障", 50).await, (50, common));
    assert_eq!(statements("故障", 99).await, (60, short));
    assert_eq!(statements("故障59", 50).await, (1, rare));
}

async fn what_was_imported_is_found(backend: Backend) {
    let db = crate::import::hard_cases(backend).await;
    let ledger = crate::tickets::ledger::Ledger::open(&db.config.url).await;
    let expected = ledger
        .texts("SELECT number FROM ticket WHERE title LIKE '%Subcategory 135%' ORDER BY created_at DESC, id")
        .await;
    assert!(!expected.is_empty());
    let world = crate::support::world::World::on(db, storage::coord::Coord::memory()).await;
    let op = world.system_op();
    let report = app::search::follow(&op).await.expect("followed");
    assert_eq!((report.looked, report.written), (668, 668), "no message told of them");
    let asked = app::search::SearchQuery {
        words: "subcategory-135".to_owned(),
        limit: 100,
        with_total: true,
        ..Default::default()
    };
    let found = app::search::search(&op, &asked).await.expect("a page");
    assert_eq!(found.total, i64::try_from(expected.len()).ok());
    let mut numbers: Vec<_> = found.hits.iter().map(|hit| hit.row.number.clone()).collect();
    let mut expected = expected;
    numbers.sort_unstable();
    expected.sort_unstable();
    assert_eq!(numbers, expected);
    assert!(found.hits.is_sorted_by_key(|hit| std::cmp::Reverse(hit.row.created_at)), "the newest first");
}
