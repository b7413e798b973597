//! A board that is watched.

use serde_json::{Value, json};

use super::Pair;
use super::socket::Socket;
use crate::support::both;
use crate::support::db::Backend;

both! {
    a_board_tells_who_came_changed_and_left,
    who_comes_back_to_a_board_learns_what_became_of_it,
    many_changes_of_a_ticket_are_one,
}

/// Watches the open tickets in reach from a number on.
async fn watch(pair: &Pair, login: &str, seq: i64) -> Socket {
    let mut socket = Socket::open(&pair.server, &pair.world.as_(login)).await;
    let fields = "resync seq entered { id title } changed { id state } left";
    let states = "filter: { states: [NEW, ASSIGNED, IN_PROGRESS] }";
    socket
        .subscribe("board", &format!("subscription {{ boardChanged({states}, afterSeq: {seq}) {{ {fields} }} }}"))
        .await;
    socket
}

fn ids(list: &Value) -> Vec<&Value> {
    list.as_array().expect("a list").iter().map(|ticket| &ticket["id"]).collect()
}

async fn a_board_tells_who_came_changed_and_left(backend: Backend) {
    let pair = Pair::new(backend).await;
    let mut board = watch(&pair, "clerk", pair.head().await).await;
    // With the first message it surely listens: what came before that is told as changed.
    pair.raised("operator", "NN-OA", "在先").await;
    board.told("boardChanged").await;
    let ticket = pair.raised("operator", "NN-OA", "收文失败").await;
    let came = board.told("boardChanged").await;
    assert_eq!((&came["resync"], &came["left"]), (&json!(false), &json!([])));
    assert_eq!((ids(&came["entered"]), ids(&came["changed"])), (vec![&ticket["id"]], vec![]), "{came}");
    pair.raised("lz_operator", "LZ-OA", "柳州收文失败").await;
    pair.there("engineer").must("acknowledgeTicket", json!({ "ticketId": ticket["id"] }), "").await;
    pair.told().await;
    let changed = board.told("boardChanged").await;
    assert_eq!((ids(&changed["entered"]), ids(&changed["changed"])), (vec![], vec![&ticket["id"]]), "{changed}");
    assert_eq!(changed["changed"][0]["state"], "IN_PROGRESS");
    let solution = json!({ "ticketId": ticket["id"], "cause": "证书过期", "solution": "更换证书" });
    pair.there("engineer").must("resolveTicket", solution, "").await;
    pair.told().await;
    let left = board.told("boardChanged").await;
    assert_eq!(left["left"], json!([ticket["id"]]), "{left}");
    assert_eq!((ids(&left["entered"]), ids(&left["changed"])), (vec![], vec![]), "{left}");
    assert!(left["seq"].as_i64() > changed["seq"].as_i64(), "{left} after {changed}");
}

async fn who_comes_back_to_a_board_learns_what_became_of_it(backend: Backend) {
    let pair = Pair::new(backend).await;
    let solved = pair.raised("operator", "NN-OA", "将解决").await;
    let begin = pair.head().await;
    pair.there("engineer").must("acknowledgeTicket", json!({ "ticketId": solved["id"] }), "").await;
    let solution = json!({ "ticketId": solved["id"], "cause": "证书过期", "solution": "更换证书" });
    pair.there("engineer").must("resolveTicket", solution, "").await;
    let new = pair.raised("operator", "NN-OA", "新的").await;
    let mut board = watch(&pair, "clerk", begin).await;
    let back = board.told("boardChanged").await;
    assert_eq!(back["left"], json!([solved["id"]]), "{back}");
    assert_eq!((ids(&back["entered"]), ids(&back["changed"])), (vec![], vec![&new["id"]]), "{back}");
    assert_eq!(back["seq"], json!(pair.head().await));
    let next = pair.raised("operator", "NN-OA", "再来").await;
    assert_eq!(ids(&board.told("boardChanged").await["entered"]), vec![&next["id"]]);
}

async fn many_changes_of_a_ticket_are_one(backend: Backend) {
    let pair = Pair::new(backend).await;
    let ticket = pair.raised("operator", "NN-OA", "收文失败").await;
    let begin = pair.head().await;
    for _ in 0..5 {
        pair.commented("engineer", &ticket, "PUBLIC").await;
    }
    let mut board = watch(&pair, "clerk", begin).await;
    let told = board.told("boardChanged").await;
    assert_eq!((ids(&told["changed"]), &told["seq"]), (vec![&ticket["id"]], &json!(begin + 5)), "{told}");
}
