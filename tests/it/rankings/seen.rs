//! Who sees what of a ranking: those who rank all of it, its readers what is published, whoever is ranked themselves.

use serde_json::{Value, json};

use super::board::{Board, END, ROWS};
use crate::support::both;
use crate::support::db::Backend;

/// Every text that tells of others.
const EVERYTHING: &str = "state number lists { rows { name figure } unrated { name } } objections { name }
    readerNames history { step } versions { lists { rows { name figure } unrated { name } } changes { name }
        vendorBasis { name contractNumbers parts { score contractNumber } } }";

async fn before_it_is_published_a_vendor_sees_itself_alone(backend: Backend) {
    let board = Board::announced(backend).await;
    for (who, own, others) in [
        ("vendor_manager", "八桂运维", ["桂北信息", "南国网络", "LZ-2026", "OLD-2026"]),
        ("lz_vendor", "桂北信息", ["八桂运维", "南国网络", "NN-2026", "OLD-2026"]),
    ] {
        let seen = board.look(who, EVERYTHING).await.to_string();
        assert!(seen.contains(own), "{who}: {seen}");
        for other in others {
            assert!(!seen.contains(other), "{who} learns of {other}: {seen}");
        }
    }
    let own = board.look("vendor_manager", ROWS).await;
    let row = json!({
        "rank": 1, "tied": true, "name": "八桂运维", "figure": "90.00", "grade": "Excellent", "sample": 40,
        "confidence": "HIGH", "notes": [],
    });
    assert_eq!(own, json!({ "lists": [{ "measure": "SCORE", "rows": [row], "unrated": [] }] }));
    for who in ["manager", "lz_manager", "assessor"] {
        assert_eq!(board.all(who, "id").await, [Value::Null; 0], "{who}");
    }
    let forbidden = board.world.as_("clerk").gql("{ rankings { nodes { id } } }", json!({})).await;
    assert_eq!(forbidden.code(), "FORBIDDEN");
}

async fn it_is_published_to_chosen_agencies_and_to_nobody_else(backend: Backend) {
    let board = Board::published(backend, false).await;
    let all =
        json!([{ "rows": [{ "name": "八桂运维" }, { "name": "桂北信息" }], "unrated": [{ "name": "南国网络" }] }]);
    let lists = "lists { rows { name } unrated { name } }";
    for who in ["manager", "supervisor", "regulator", "region_manager", "assessor"] {
        assert_eq!(board.look(who, lists).await["lists"], all, "{who}");
    }
    assert_eq!(board.all("lz_manager", "id").await, [Value::Null; 0], "Liuzhou was not chosen");
    let own = json!([{ "rows": [{ "name": "桂北信息" }], "unrated": [] }]);
    assert_eq!(board.look("lz_vendor", lists).await["lists"], own, "ranked, and no reader");
    let basis = board.look("manager", "versions { vendorBasis { name } agencyBasis { name } }").await;
    assert_eq!(basis, json!({ "versions": [{ "vendorBasis": [], "agencyBasis": [] }] }), "what it rests on stays");
    let readers = board.look("regulator", "readerNames").await;
    let mut names: Vec<String> = serde_json::from_value(readers["readerNames"].clone()).expect("names");
    names.sort_unstable();
    assert_eq!(names, ["南宁市大数据发展局", "自治区数据局"]);
    assert_eq!(board.look("manager", "readerNames").await, json!({ "readerNames": [] }));
    let everybody = board.world.nobody().gql("{ publicRankings { totalCount nodes { id } } }", json!({})).await;
    assert_eq!(everybody.at("/publicRankings"), json!({ "totalCount": 0, "nodes": [] }));
}

async fn messages_say_that_there_is_something_and_no_figure(backend: Backend) {
    let board = Board::announced(backend).await;
    board.step("lz_vendor", "objectToRanking", json!({ "reason": "有异议" })).await;
    board.world.as_("supervisor").must("answerObjection", board.answer("REJECTED").await, "").await;
    board.until(END);
    board.step("supervisor", "publishRanking", json!({ "public": true })).await;
    let ledger = board.ledger().await;
    let told = ledger
        .texts(
            "SELECT topic || ' ' || COUNT(agency_id) || ' ' || COUNT(vendor_id) AS line FROM outbox
            WHERE topic LIKE 'ranking.%' GROUP BY topic ORDER BY topic",
        )
        .await;
    assert_eq!(
        told,
        ["ranking.announced 0 3", "ranking.answered 0 1", "ranking.objected 1 0", "ranking.published 1 3"]
    );
    let payloads = ledger.texts("SELECT CAST(payload AS text) AS line FROM outbox WHERE topic LIKE 'ranking.%'").await;
    let tells = |payload: &&String| ["figure", "score", "桂北", "八桂"].iter().any(|kept| payload.contains(kept));
    assert_eq!(payloads.iter().filter(tells).collect::<Vec<_>>(), [""; 0]);
}

both! {
    before_it_is_published_a_vendor_sees_itself_alone,
    it_is_published_to_chosen_agencies_and_to_nobody_else,
    messages_say_that_there_is_something_and_no_figure,
}
