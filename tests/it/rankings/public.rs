//! What everybody may read, without log-in.

use serde_json::{Value, json};

use super::board::{Board, ranks};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

const PUBLIC: &str =
    "{ publicRankings { totalCount nodes { id kind agencyName period startsOn endsOn minSample versions {
    number note lists { measure rows { rank name figure subjectId } unrated { name reason subjectId } }
    changes { name rankBefore rankAfter subjectId } } } } }";

async fn everybody_reads_what_is_public_and_its_corrections(backend: Backend) {
    let board = Board::published(backend, true).await;
    let nobody = board.world.nobody();
    let seen = nobody.gql(PUBLIC, json!({})).await.at("/publicRankings");
    let mut ranking = seen["nodes"][0].clone();
    let id = ranking["id"].take();
    let row = |name: &str| json!({ "rank": 1, "name": name, "figure": "90.00", "subjectId": null });
    let unrated = json!({ "name": "南国网络", "reason": "TOO_FEW", "subjectId": null });
    assert_eq!(
        (&seen["totalCount"], ranking),
        (
            &json!(1),
            json!({
                "id": null, "kind": "VENDORS", "agencyName": "自治区数据局", "period": "YEAR",
                "startsOn": "2026-01-01", "endsOn": "2026-12-31", "minSample": 10,
                "versions": [{
                    "number": 1, "note": "2026 年度", "changes": [],
                    "lists": [{ "measure": "SCORE", "rows": [row("八桂运维"), row("桂北信息")], "unrated": [unrated] }],
                }],
            })
        )
    );
    // Whoever is logged in may read it too, whatever their role.
    assert_eq!(board.world.as_("engineer").gql(PUBLIC, json!({})).await.at("/publicRankings"), seen);
    assert_eq!(board.ranks("lz_manager").await.len(), 2, "public is for every reader");

    board.freeze("LZ-2026", 2, 9_500, 20).await;
    board.step("supervisor", "correctRanking", json!({ "reason": "更正" })).await;
    board.step("supervisor", "announceRanking", json!({})).await;
    assert_eq!(nobody.gql(PUBLIC, json!({})).await.at("/publicRankings"), seen, "not yet");
    // Whoever is ranked reads what is public, and of the correction where they stand themselves.
    let fields =
        "state number availableActions lists { rows { name rank } } versions { number lists { rows { name } } }";
    let own = board.look("vendor_manager", fields).await;
    let (first, mine) = (json!([{ "name": "八桂运维" }, { "name": "桂北信息" }]), json!([{ "name": "八桂运维" }]));
    assert_eq!(
        own,
        json!({
            "state": "ANNOUNCED", "number": 2, "availableActions": ["OBJECT"],
            "lists": [{ "rows": [{ "name": "八桂运维", "rank": 2 }] }],
            "versions": [
                { "number": 1, "lists": [{ "rows": first }] }, { "number": 2, "lists": [{ "rows": mine }] },
            ],
        })
    );
    assert_eq!(board.look("lz_manager", "state number").await, json!({ "state": "PUBLISHED", "number": 1 }));
    board.until("2027-01-26T16:00:00Z");
    // It is not said again that it is public, and not taken back.
    board.step("regulator", "publishRanking", json!({ "note": "更正公告" })).await;
    let one = "query($id: ID!) { publicRanking(id: $id) { versions { number note lists { rows { name rank } }
        changes { name rankBefore rankAfter } } } }";
    let now = nobody.gql(one, json!({ "id": id })).await.at("/publicRanking/versions");
    assert_eq!([&now[0]["number"], &now[1]["number"], &now[1]["note"]], [&json!(1), &json!(2), &json!("更正公告")]);
    assert_eq!(ranks(&now[1]["lists"][0]), [("桂北信息".to_owned(), 1), ("八桂运维".to_owned(), 2)]);
    let change = |name: &str, after: i64| json!({ "name": name, "rankBefore": 1, "rankAfter": after });
    assert_eq!(now[1]["changes"], json!([change("桂北信息", 1), change("八桂运维", 2)]));
}

/// A sheet keeps the names of its day; the English ones are told as the directory has them.
async fn whoever_reads_english_is_told_the_names_of_today(backend: Backend) {
    let board = Board::published(backend, true).await;
    let world = &board.world;
    let admin = world.as_("system_admin");
    let vendor = global_id("Vendor", world.vendor("八桂运维").0);
    let renamed = json!({ "vendorId": vendor, "name": "八桂智能运维", "nameEn": "Bagui" });
    admin.must("updateVendor", renamed, "vendor { id }").await;
    let agency = global_id("Agency", world.agency("GXDSJ").0);
    let named = json!({ "agencyId": agency, "nameEn": "Guangxi Data Bureau" });
    admin.must("updateAgency", named, "agency { id }").await;
    let public = "{ publicRankings { nodes { agencyNameEn versions {
        lists { rows { name nameEn } unrated { name nameEn } } } } } }";
    let seen = world.nobody().gql(public, json!({})).await.at("/publicRankings/nodes/0");
    let row = |name: &str, en: Value| json!({ "name": name, "nameEn": en });
    let list = json!({
        "rows": [row("八桂运维", json!("Bagui")), row("桂北信息", Value::Null)], "unrated": [row("南国网络", Value::Null)],
    });
    assert_eq!(seen, json!({ "agencyNameEn": "Guangxi Data Bureau", "versions": [{ "lists": [list] }] }));
    let fields = "agencyNameEn readerNames readerNamesEn lists { rows { name nameEn } unrated { name nameEn } }
        versions { vendorBasis { name nameEn } }";
    let seen = board.look("regulator", fields).await;
    assert_eq!((&seen["agencyNameEn"], &seen["lists"]), (&json!("Guangxi Data Bureau"), &json!([list])));
    let names = seen["readerNames"].as_array().expect("names").iter();
    let english = seen["readerNamesEn"].as_array().expect("names").iter();
    let mut readers: Vec<_> = names.zip(english).collect();
    readers.sort_by_key(|(_, en)| en.is_null());
    let nanning = (&json!("南宁市大数据发展局"), &Value::Null);
    assert_eq!(readers, [(&json!("自治区数据局"), &json!("Guangxi Data Bureau")), nanning]);
    let basis = seen["versions"][0]["vendorBasis"].as_array().expect("a basis");
    assert!(basis.contains(&row("八桂智能运维", json!("Bagui"))), "{basis:?}");
}

async fn what_is_not_public_is_nothing_to_everybody(backend: Backend) {
    let board = Board::published(backend, false).await;
    let id = board.look("manager", "id").await["id"].clone();
    let nobody = board.world.nobody();
    let one = "query($id: ID!) { publicRanking(id: $id) { id } }";
    assert_eq!(nobody.gql(one, json!({ "id": id })).await.at("/publicRanking"), Value::Null);
    assert_eq!(nobody.gql(one, json!({ "id": "VGlja2V0" })).await.at("/publicRanking"), Value::Null);
    let node = nobody.gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
    assert_eq!(node.code(), "UNAUTHENTICATED");
    assert_eq!(nobody.gql("{ rankings { nodes { id } } }", json!({})).await.code(), "UNAUTHENTICATED");
}

async fn reads_without_a_name_are_limited(backend: Backend) {
    let board = Board::open(backend).await;
    let (nobody, ask) = (board.world.nobody(), "{ publicRankings(first: 1) { nodes { id } } }");
    for _ in 0..60 {
        assert_eq!(nobody.gql(ask, json!({})).await.at("/publicRankings/nodes"), json!([]));
    }
    let refused = nobody.gql(ask, json!({})).await;
    assert_eq!(refused.code(), "RATE_LIMITED");
    assert!(refused.retry_after.is_some_and(|seconds| (1..=60).contains(&seconds)), "{refused:?}");
    assert_eq!(board.world.as_("engineer").gql(ask, json!({})).await.at("/publicRankings/nodes"), json!([]));
}

both! {
    everybody_reads_what_is_public_and_its_corrections,
    whoever_reads_english_is_told_the_names_of_today,
    what_is_not_public_is_nothing_to_everybody,
    reads_without_a_name_are_limited,
}
