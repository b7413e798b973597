//! Alerts about promises, live.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::Pair;
use super::socket::Socket;
use crate::access::stage::global;
use crate::support::both;
use crate::support::db::Backend;

both! { alerts_are_heard_by_those_they_concern, alerts_can_be_narrowed_to_an_agency_or_a_vendor }

const FIELDS: &str = "resync seq kind metric cycle level dueAt recordedAt ticketId ticket { title breached }";

async fn listen(pair: &Pair, login: &str, narrowed: &str, seq: i64) -> Socket {
    let mut socket = Socket::open(&pair.server, &pair.world.as_(login)).await;
    let arguments = format!("{narrowed} afterSeq: {seq}");
    socket.subscribe("alerts", &format!("subscription {{ slaAlert({arguments}) {{ {FIELDS} }} }}")).await;
    socket
}

/// P2: half an hour to respond.
async fn urgent(pair: &Pair) -> Value {
    let input = json!({
        "systemId": global("ManagedSystem", pair.world.system("NN-OA").0), "title": "全市无法收文",
        "kind": "INCIDENT", "impact": "HIGH", "urgency": "MEDIUM",
    });
    let raised = pair.there("operator").must("raiseTicket", input, "ticket { id priority }").await;
    assert_eq!(raised["ticket"]["priority"], "P2");
    raised["ticket"]["id"].clone()
}

async fn pass(pair: &Pair, minutes: i64) {
    pair.world.pass(TimeDelta::minutes(minutes));
    app::sla::sweep(&pair.there.op_system("flag_sla")).await.expect("swept");
    pair.told().await;
}

async fn alerts_are_heard_by_those_they_concern(backend: Backend) {
    let pair = Pair::new(backend).await;
    let begin = pair.head().await;
    let mut clerk = listen(&pair, "clerk", "", begin).await;
    let mut stranger = listen(&pair, "lz_operator", "", begin).await;
    let ticket = urgent(&pair).await;
    pass(&pair, 25).await;
    let warned = clerk.told("slaAlert").await;
    assert_eq!(
        (&warned["kind"], &warned["metric"], &warned["level"], &warned["ticketId"]),
        (&json!("WARNING"), &json!("RESPONSE"), &json!(80), &ticket)
    );
    assert_eq!((&warned["cycle"], &warned["dueAt"]), (&json!(1), &json!("2026-03-02T01:30:00+00:00")), "{warned}");
    pass(&pair, 6).await;
    let breached = clerk.told("slaAlert").await;
    assert_eq!((&breached["kind"], &breached["level"]), (&json!("BREACH"), &Value::Null));
    assert_eq!(breached["ticket"], json!({ "title": "全市无法收文", "breached": true }));
    let late = json!({ "ticketId": ticket, "occurredAt": "2026-03-02T01:20:00Z", "lateReason": "电话受理" });
    pair.there("engineer").must("acknowledgeTicket", late, "").await;
    pair.told().await;
    let corrected = clerk.told("slaAlert").await;
    assert_eq!((&corrected["kind"], &corrected["dueAt"]), (&json!("CORRECTION"), &breached["dueAt"]), "{corrected}");
    // Who comes back hears the same again from where they were.
    let mut back = listen(&pair, "engineer", "", begin).await;
    for told in [warned, breached, corrected] {
        let heard = back.told("slaAlert").await;
        assert_eq!((&heard["seq"], &heard["kind"]), (&told["seq"], &told["kind"]));
    }
    // Liuzhou hears of its own first.
    let own = pair.raised("lz_operator", "LZ-OA", "柳州收文失败").await;
    pass(&pair, 60 * 24).await;
    assert_eq!(stranger.told("slaAlert").await["ticketId"], own["id"]);
}

async fn alerts_can_be_narrowed_to_an_agency_or_a_vendor(backend: Backend) {
    let pair = Pair::new(backend).await;
    let begin = pair.head().await;
    urgent(&pair).await;
    let liuzhou = pair.raised("lz_operator", "LZ-OA", "柳州收文失败").await;
    pass(&pair, 60 * 24).await;
    let agency = format!("agencyId: {}", json!(global("Agency", pair.world.agency("LZDSJ").0)));
    let vendor = format!("vendorId: {}", json!(global("Vendor", pair.world.vendor("桂北信息").0)));
    for narrowed in [&agency, &vendor] {
        let mut supervisor = listen(&pair, "supervisor", narrowed, begin).await;
        assert_eq!(supervisor.told("slaAlert").await["ticketId"], liuzhou["id"], "{narrowed}");
    }
    for (login, seen) in [("lz_engineer", true), ("clerk", false), ("engineer", false)] {
        let mut socket = listen(&pair, login, &agency, begin).await;
        let heard = socket.hear().await;
        let code = heard.pointer("/payload/errors/0/extensions/code").and_then(Value::as_str);
        assert_eq!(code, (!seen).then_some("NOT_FOUND"), "{login}: {heard}");
    }
}
