//! A hand-over: the clock goes on, each second is charged to a party, and each vendor sees its own leg.

use serde_json::{Value, json};

use super::shed::Shed;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::at;

const NOT_FOUND: &str = "query($id: ID!) { ticket(id: $id) { id } }";

async fn e28_the_promise_goes_on_and_each_second_is_charged_to_a_party(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    let due = story.clock(ticket, "RESTORE").await.due_at;
    assert_eq!(due, Some(at(2, "09:00")), "eight hours");
    story.until(2, "02:00");
    shed.propose(ticket).await;
    let waiting = story.look("operator", ticket, "handOver { side reason proposedAt contract { number } }").await;
    let expected = json!({
        "side": "VENDOR", "reason": "专线中断，属网络合同", "proposedAt": "2026-03-02T02:00:00+00:00", "contract": null,
    });
    assert_eq!(waiting["handOver"], expected);
    assert!(story.actions("manager", ticket).await.contains(&"DECIDE_HAND_OVER".to_owned()));
    assert!(!story.actions("operator", ticket).await.contains(&"PROPOSE_HAND_OVER".to_owned()), "one at a time");
    story.until(2, "03:00");
    assert_eq!(shed.accept(ticket).await, "IN_PROGRESS", "the work goes on where it stood");
    let seen =
        story.look("operator", ticket, "vendor { name } assignee { name } handOver { side } contract { number }");
    let expected = json!({
        "vendor": { "name": "桂北信息" }, "assignee": null, "handOver": null, "contract": { "number": "NN-2026" },
    });
    assert_eq!(seen.await, expected, "the promise is still that of the first contract");
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", due), "and so is the deadline");
    assert_eq!(
        (story.told(ticket, "ticket.hand_over_proposed").await, story.told(ticket, "ticket.handed_over").await),
        (1, 1)
    );
    assert_eq!(shed.office.told("leg.ended").await, 1, "the first vendor is told");
    story.until(2, "07:00");
    story.act("lz_engineer", "resolveTicket", ticket, json!({ "cause": "光缆中断", "solution": "熔接" })).await;
    let fields = "clocks { metric state explanation { segments { kind party vendor { name } from openSeconds }
        charges { party vendor { name } openSeconds } } }";
    let seen = story.look("operator", ticket, fields).await;
    let restore = seen["clocks"].as_array().expect("clocks").iter().find(|of| of["metric"] == "RESTORE").expect("one");
    assert_eq!(restore["state"], json!("MET"));
    let charge = |party: &str, vendor: Value, hours: i64| json!({ "party": party, "vendor": vendor, "openSeconds": hours * 3_600 });
    let (first, second) = (json!({ "name": "八桂运维" }), json!({ "name": "桂北信息" }));
    let expected = json!([charge("VENDOR", first, 1), charge("AGENCY", Value::Null, 1), charge("VENDOR", second, 4)]);
    assert_eq!(restore["explanation"]["charges"], expected);
    let kinds: Vec<_> =
        restore["explanation"]["segments"].as_array().expect("segments").iter().map(|of| of["kind"].clone()).collect();
    assert_eq!(kinds, ["RUNNING", "HAND_OVER", "RUNNING"]);
    story.end().await;
}

async fn e28_the_first_vendor_sees_its_own_leg_and_nothing_later(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    let say = |body: &str, visibility: &str| json!({ "body": body, "visibility": visibility });
    story.act("engineer", "commentTicket", ticket, say("本单位内部：先查光模块", "VENDOR_INTERNAL")).await;
    story.until(2, "02:00");
    shed.propose(ticket).await;
    story.until(2, "03:00");
    shed.accept(ticket).await;
    story.act("lz_engineer", "commentTicket", ticket, say("桂北内部：派两人", "VENDOR_INTERNAL")).await;
    story.act("operator", "commentTicket", ticket, say("请尽快恢复", "PUBLIC")).await;
    story.until(2, "04:00");
    story.act("lz_engineer", "recordRestoration", ticket, json!({})).await;
    // The ticket is gone for the first vendor: lists, counts, single reads, acts.
    for who in ["vendor_manager", "engineer"] {
        let client = shed.office.as_(who);
        assert_eq!(client.gql(NOT_FOUND, json!({ "id": ticket })).await.code(), "NOT_FOUND");
        assert_eq!(client.gql("{ tickets { totalCount } }", json!({})).await.at("/tickets/totalCount"), json!(0));
    }
    assert_eq!(
        story.refused("engineer", "resolveTicket", ticket, json!({ "cause": "x", "solution": "x" })).await,
        "NOT_FOUND"
    );
    // Its leg is what it keeps.
    let fields = "number ticketNumber title until vendor { name } contract { number } system { code } reason
        events { seq type body vendor { name } } clocks { metric state dueAt charges { party vendor { name } openSeconds } }";
    let kept = shed.legs("engineer", fields).await;
    assert_eq!(kept["totalCount"], json!(1));
    let leg = &kept["nodes"][0];
    assert_eq!((&leg["number"], &leg["until"]), (&json!(1), &json!("2026-03-02T03:00:00+00:00")));
    assert_eq!(leg["system"], json!({ "code": "NN-OA" }));
    let events = leg["events"].as_array().expect("events");
    let types: Vec<_> = events.iter().map(|event| event["type"].as_str().expect("a type")).collect();
    let expected = ["RAISED", "ASSIGNED", "ACKNOWLEDGED", "COMMENTED", "HAND_OVER_PROPOSED", "HANDED_OVER"];
    assert_eq!(types, expected);
    assert_eq!(events[3]["body"], json!("本单位内部：先查光模块"), "its own talk");
    assert_eq!(events[5]["vendor"], json!({ "name": "桂北信息" }), "it knows who has the ticket");
    let clocks = leg["clocks"].as_array().expect("clocks");
    let restore = clocks.iter().find(|clock| clock["metric"] == "RESTORE").expect("one");
    assert_eq!(restore["state"], json!("RUNNING"), "as it stood then: that it was restored since does not show");
    let charged = json!([
        { "party": "VENDOR", "vendor": { "name": "八桂运维" }, "openSeconds": 3_600 },
        { "party": "AGENCY", "vendor": null, "openSeconds": 3_600 },
    ]);
    assert_eq!(restore["charges"], charged);
    let text = kept.to_string();
    assert!(!text.contains("桂北内部") && !text.contains("请尽快恢复"), "{text}");
    // The second vendor sees the whole ticket, but not what the first said among its own; and its own leg.
    let log = story.look("lz_engineer", ticket, "events { body } legs { number }").await;
    let text = log["events"].to_string();
    assert!(text.contains("桂北内部") && text.contains("请尽快恢复") && !text.contains("先查光模块"), "{text}");
    assert_eq!(log["legs"], json!([{ "number": 2 }]));
    // The agency sees both legs, and nobody's inner talk.
    let both = story.look("operator", ticket, "legs { number vendor { name } until reason system { code } }").await;
    let expected = json!([
        { "number": 1, "vendor": { "name": "八桂运维" }, "until": "2026-03-02T03:00:00+00:00", "reason": "",
          "system": { "code": "NN-OA" } },
        { "number": 2, "vendor": { "name": "桂北信息" }, "until": null, "reason": "专线中断，属网络合同",
          "system": { "code": "NN-NET" } },
    ]);
    assert_eq!(both["legs"], expected);
    for who in ["lz_operator", "security_admin"] {
        let answer = shed.office.as_(who).gql("{ ticketLegs { nodes { id } } }", json!({})).await;
        assert!(!answer.body.to_string().contains("VGlja2V0TGVn"), "{who}: {}", answer.body);
    }
    story.end().await;
}

/// Its visit ends with its leg, and its times stand: it cannot be asked about them any more, and who has the ticket now did
/// not record them.
async fn what_the_first_vendor_recorded_stays_its_own(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    story.until(2, "01:30");
    story.act("engineer", "checkInVisit", ticket, json!({})).await;
    let corrected = |seq: i32, time: &str| json!({ "seq": seq, "correctedAt": at(2, time), "reason": "门禁记录" });
    story.act("engineer", "proposeCorrection", ticket, corrected(4, "01:20")).await;
    story.until(2, "02:00");
    shed.propose(ticket).await;
    story.until(2, "03:00");
    shed.accept(ticket).await;
    let leg = shed.legs("engineer", "events { type }").await["nodes"][0].clone();
    let types: Vec<_> = leg["events"].as_array().expect("events").iter().filter_map(|of| of["type"].as_str()).collect();
    let expected = "RAISED ASSIGNED ACKNOWLEDGED ARRIVED VISIT_BEGUN CORRECTION_PROPOSED HAND_OVER_PROPOSED VISIT_ENDED \
        HANDED_OVER";
    assert_eq!(types, expected.split(' ').collect::<Vec<_>>());

    let fields = "visits { checkedInAt checkedOutAt } corrections { id seq state availableActions }";
    let seen = story.look("manager", ticket, fields).await;
    let visit = json!({ "checkedInAt": "2026-03-02T01:30:00+00:00", "checkedOutAt": "2026-03-02T03:00:00+00:00" });
    assert_eq!(seen["visits"], json!([visit]), "nobody of it could check out any more");
    let id = &seen["corrections"][0]["id"];
    let waiting = json!([{ "id": id, "seq": 4, "state": "PROPOSED", "availableActions": ["REJECT"] }]);
    assert_eq!(seen["corrections"], waiting);
    let approve = json!({ "correctionId": id });
    assert_eq!(story.refused("manager", "approveCorrection", ticket, approve).await, "NOT_CORRECTABLE");
    for who in ["lz_engineer", "operator"] {
        let actions = story.actions(who, ticket).await;
        assert!(!actions.contains(&"PROPOSE_CORRECTION".to_owned()), "{who}: {actions:?}");
        let refused = story.refused(who, "proposeCorrection", ticket, corrected(3, "01:00")).await;
        assert_eq!(refused, "NOT_CORRECTABLE", "{who}");
    }
    story.act("manager", "rejectCorrection", ticket, json!({ "correctionId": id, "reason": "已移交" })).await;

    // What the second vendor records is its own to correct.
    story.until(2, "04:00");
    story.act("lz_engineer", "recordRestoration", ticket, json!({})).await;
    let events = story.look("operator", ticket, "events { seq type }").await;
    let restored =
        events["events"].as_array().expect("events").iter().find(|of| of["type"] == "RESTORED").expect("one");
    let seq = restored["seq"].as_i64().and_then(|seq| i32::try_from(seq).ok()).expect("a number");
    story.act("lz_engineer", "proposeCorrection", ticket, corrected(seq, "03:50")).await;
    story.end().await;
}

/// There and back again: three legs, and each is told to its own vendor.
async fn e28_a_ticket_may_come_back(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    shed.propose(ticket).await;
    story.pass_minutes(10);
    shed.accept(ticket).await;
    story.pass_minutes(50);
    let back = json!({ "contractId": shed.office.contract, "reason": "网络正常，系本端设备" });
    assert_eq!(story.act("operator", "proposeHandOver", ticket, back).await, "IN_PROGRESS");
    assert_eq!(
        story.act("operator", "acceptHandOver", ticket, json!({})).await,
        "IN_PROGRESS",
        "it covers the own system"
    );
    let legs = story.look("region_manager", ticket, "vendor { name } legs { number vendor { name } }").await;
    let names: Vec<_> =
        legs["legs"].as_array().expect("legs").iter().map(|leg| leg["vendor"]["name"].clone()).collect();
    assert_eq!(names, ["八桂运维", "桂北信息", "八桂运维"]);
    assert_eq!(legs["vendor"]["name"], json!("八桂运维"));
    let mine = shed.legs("engineer", "number events { type }").await;
    let numbers: Vec<_> = mine["nodes"].as_array().expect("legs").iter().map(|leg| leg["number"].clone()).collect();
    assert_eq!(numbers, [3, 1], "the latest first");
    assert_eq!(shed.legs("lz_engineer", "number").await["nodes"], json!([{ "number": 2 }]));
    story.act("engineer", "resolveTicket", ticket, json!({ "cause": "光模块", "solution": "更换" })).await;
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    story.end().await;
}

both! {
    e28_the_promise_goes_on_and_each_second_is_charged_to_a_party,
    e28_the_first_vendor_sees_its_own_leg_and_nothing_later,
    what_the_first_vendor_recorded_stays_its_own,
    e28_a_ticket_may_come_back,
}
