//! Many tickets in one request: one result each, in order, and what one is refused keeps no other back.

use serde_json::{Value, json};

use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story};

/// The codes of each element, and each ticket's state.
async fn many(story: &Story, who: &str, mutation: &str, items: Value) -> Vec<(Value, Vec<String>)> {
    let fields = "results { index ticket { state } errors { code } }";
    let payload = story.world.as_(who).must(mutation, json!({ "items": items }), fields).await;
    let results = payload["results"].as_array().expect("results");
    for (at, result) in results.iter().enumerate() {
        assert_eq!(result["index"], json!(at), "in order");
    }
    let codes = |of: &Value| {
        let errors = of["errors"].as_array().expect("errors").iter();
        errors.map(|error| error["code"].as_str().expect("a code").to_owned()).collect()
    };
    results.iter().map(|of| (of["ticket"]["state"].clone(), codes(of))).collect()
}

fn done(state: &str) -> (Value, Vec<String>) {
    (json!(state), vec![])
}

fn refused(code: &str) -> (Value, Vec<String>) {
    (Value::Null, vec![code.to_owned()])
}

async fn each_element_has_a_result_of_its_own(backend: Backend) {
    let story = Story::open(backend).await;
    let items = json!([
        story.request("NN-OA", "一", P2),
        story.request("NN-OA", " ", P2),
        story.request("NN-OLD", "三", P2),
        story.request("NN-OA", "四", P2),
    ]);
    let raised = many(&story, "clerk", "raiseTickets", items).await;
    assert_eq!(raised, [done("NEW"), refused("REQUIRED"), refused("NOT_COVERED"), done("NEW")]);
    let page =
        story.world.as_("clerk").gql("{ tickets(orderBy: CREATED_ASC) { nodes { id title } } }", json!({})).await;
    let ids: Vec<Value> =
        page.at("/tickets/nodes").as_array().expect("nodes").iter().map(|node| node["id"].clone()).collect();
    let [one, two] = ids.as_slice() else { panic!("{ids:?}") };
    let foreign = story.raise_as("lz_operator", story.request("LZ-OA", "柳州", P2)).await;
    let on = |ticket: &Value| json!({ "ticketId": ticket });

    let items = json!([on(one), on(&json!(foreign)), { "ticketId": "nonsense" }, on(two), on(one)]);
    let assigned = many(&story, "vendor_manager", "assignTickets", items.clone()).await;
    let unknown = || refused("NOT_FOUND");
    assert_eq!(assigned, [done("ASSIGNED"), unknown(), unknown(), done("ASSIGNED"), refused("ALREADY_DONE")]);
    let seen = many(&story, "engineer", "acknowledgeTickets", items).await;
    assert_eq!(seen, [done("IN_PROGRESS"), unknown(), unknown(), done("IN_PROGRESS"), refused("ALREADY_DONE")]);

    let rank = |ticket: &Value| json!({ "ticketId": ticket, "impact": "LOW", "urgency": "LOW", "reason": "范围缩小" });
    let ranked = many(&story, "operator", "changePriorities", json!([rank(one), rank(two)])).await;
    assert_eq!(ranked, [done("IN_PROGRESS"), done("IN_PROGRESS")]);
    let remark = |ticket: &Value| json!({ "ticketId": ticket, "body": "已知悉", "visibility": "PUBLIC" });
    let written = many(&story, "clerk", "commentTickets", json!([remark(one), remark(two)])).await;
    assert_eq!(written, [done("IN_PROGRESS"), done("IN_PROGRESS")]);
    story.solve(one.as_str().expect("an id")).await;
    let confirmed = many(&story, "clerk", "confirmTickets", json!([on(two), on(one)])).await;
    assert_eq!(confirmed, [refused("WRONG_STATE"), done("CLOSED")]);
    let cancel = |ticket: &Value| json!({ "ticketId": ticket, "reason": "误报" });
    let fresh = json!(story.raise(P2).await);
    let cancelled = many(&story, "clerk", "cancelTickets", json!([cancel(one), cancel(two), cancel(&fresh)])).await;
    assert_eq!(cancelled, [refused("WRONG_STATE"), refused("CONSENT_NEEDED"), done("CANCELLED")]);
    assert_eq!(many(&story, "regulator", "cancelTickets", json!([cancel(two)])).await, [refused("FORBIDDEN")]);
    story.relay().await;
    story.end().await;
}

async fn more_than_a_hundred_are_refused_as_a_whole(backend: Backend) {
    let story = Story::open(backend).await;
    let clerk = story.world.as_("clerk");
    let item = story.request("NN-OA", "公文收不到", P2);
    for count in [0, 101] {
        let items = json!({ "items": vec![item.clone(); count] });
        let answer = clerk.mutate("raiseTickets", items, "results { index }").await;
        let error = answer.at("/raiseTickets/errors/0");
        assert_eq!((&error["code"], &error["field"]), (&json!("TOO_MANY"), &json!("items")));
        assert!(error["message"].as_str().is_some_and(|text| text.contains(&format!("{count} elements"))), "{error}");
        assert_eq!(answer.at("/raiseTickets/results"), Value::Null);
    }
    // What is asked of the results counts for each element.
    let fields = "results { ticket { a: history { seq field from to by userId occurredAt recordedAt }
        b: history { seq field from to by userId occurredAt recordedAt }
        events { seq type body reason cause solution } clocks { metric explanation { zone } verdicts { revision } } } }";
    let dear = clerk.mutate("raiseTickets", json!({ "items": vec![item.clone(); 100] }), fields).await;
    assert_eq!(dear.code(), "LIMIT_COMPLEXITY");
    clerk.must("raiseTickets", json!({ "items": [item] }), fields).await;
    story.end().await;
}

both! {
    each_element_has_a_result_of_its_own,
    more_than_a_hundred_are_refused_as_a_whole,
}
