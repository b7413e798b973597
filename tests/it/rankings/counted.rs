//! A page of rankings takes as many statements as one of them, whatever is asked of each.

use serde_json::json;

use super::board::Board;
use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::db::Backend;

const PAGE: &str = "{ rankings { nodes { availableActions history { step } objections { id } readerNames
    summary { ranked credits changes { name } } versions { number lists { rows { name } } vendorBasis { exact } } } } }";

async fn a_page_takes_as_many_statements_as_one(backend: Backend) {
    let board = Board::published(backend, true).await;
    let counted = Counted::of(&board.world, "regulator");
    let one = counted.client.gql(PAGE, json!({})).await.at("/rankings/nodes");
    let statements = counted.last();
    assert_eq!(one.as_array().map(Vec::len), Some(1));
    // The page, and what is seen of it, four; what hangs on them, six; summaries, three.
    assert_eq!(statements, 13);
    for (period, day) in [("MONTH", "2026-11-01"), ("MONTH", "2026-12-01"), ("QUARTER", "2026-10-01")] {
        let mut new = board.year();
        new["period"] = json!(period);
        new["day"] = json!(day);
        board.world.as_("regulator").must("draftRanking", new, "").await;
    }
    let all = counted.client.gql(PAGE, json!({})).await.at("/rankings/nodes");
    assert_eq!(all.as_array().map(Vec::len), Some(4));
    assert_eq!(counted.last(), statements);
}

both! { a_page_takes_as_many_statements_as_one }
