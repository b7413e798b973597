//! A clerk at the counter: what will bind is told before anything is written, and what one raised is found again.

use serde_json::{Value, json};

use super::story::{P2, Story, at, global_id};
use crate::setup::previews::{preview, refused};
use crate::support::both;
use crate::support::db::Backend;

const BINDING: &str = "binding { day zone contractNumber contractName contractEndsOn vendor { name }
    policyName policyVersionNumber }";

/// What the form of a new P2 incident asks once the system is chosen.
fn question(story: &Story, system: &str) -> Value {
    json!({
        "systemId": global_id("ManagedSystem", story.world.system(system).0), "kind": "INCIDENT",
        "impact": P2.0, "urgency": P2.1, "raisedAt": story.world.app.clock().now(),
    })
}

async fn what_will_bind_is_told_before_raising(backend: Backend) {
    let story = Story::open(backend).await;
    let clerk = story.world.as_("clerk");
    let fields = format!("policyVersionId {BINDING} clocks {{ metric seq dueAt }}");
    let told = preview(&clerk, question(&story, "NN-OA"), &fields).await;
    let expected = json!({
        "day": "2026-03-02", "zone": "Asia/Shanghai", "contractNumber": "NN-2026",
        "contractName": "2026 年度信息系统运维服务", "contractEndsOn": "2026-12-31", "vendor": { "name": "八桂运维" },
        "policyName": "全区运维服务级别", "policyVersionNumber": 1,
    });
    assert_eq!(told["binding"], expected);

    let ticket = story.raise(P2).await;
    let seen = story.look("clerk", &ticket, "vendor { name } clocks { metric seq dueAt }").await;
    assert_eq!((&seen["vendor"], &seen["clocks"]), (&told["binding"]["vendor"], &told["clocks"]));
    let fields = "binding { day policyVersionId contract { number } }";
    let binding = story.look("region_manager", &ticket, fields).await["binding"].clone();
    let bound = json!({
        "day": "2026-03-02", "policyVersionId": told["policyVersionId"], "contract": { "number": "NN-2026" },
    });
    assert_eq!(binding, bound);
    story.end().await;
}

async fn the_contract_is_told_to_who_may_raise_or_see_it(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let fields = "binding { contractNumber } clocks { metric }";
    let told = async |who: &str, input: Value| {
        let told = preview(&world.as_(who), input, fields).await;
        assert_eq!(told["clocks"][0], json!({ "metric": "RESPONSE" }), "{who}");
        told["binding"].clone()
    };
    // The county's clerk may raise for the city's system, which its own county uses.
    for who in ["clerk", "operator", "county_clerk", "manager", "region_manager", "regulator", "vendor_manager"] {
        let binding = told(who, question(&story, "NN-OA")).await;
        assert_eq!(binding, json!({ "contractNumber": "NN-2026" }), "{who}");
    }
    assert_eq!(told("engineer", question(&story, "NN-OA")).await, Value::Null, "no contract.view, and none to raise");
    let mut by_policy = question(&story, "NN-OA");
    by_policy["policyId"] = json!(global_id("SlaPolicy", world.policy("GX-SLA").0));
    assert_eq!(told("clerk", by_policy).await, Value::Null, "asked about is the policy");
    for who in ["lz_operator", "lz_engineer"] {
        let refused = refused(&world.as_(who), question(&story, "NN-OA")).await;
        assert_eq!(refused, [("NOT_FOUND".to_owned(), "systemId".to_owned())], "{who}");
    }
}

async fn a_preview_refuses_as_raising_does(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let asked = async |who: &str, system: &str, raised_at: Value| {
        let mut input = question(&story, system);
        input["raisedAt"] = raised_at;
        refused(&world.as_(who), input).await
    };
    let raised = async |system: &str, raised_at: Value| {
        let mut request = story.request(system, "公文收不到", P2);
        request["raisedAt"] = raised_at;
        request["lateReason"] = json!("系统停用前已电话报修");
        let refused = world.as_("clerk").refused("raiseTicket", request).await;
        refused.into_iter().map(|(code, field)| (code, field.unwrap_or_default())).collect::<Vec<_>>()
    };
    let one = |code: &str| vec![(code.to_owned(), "systemId".to_owned())];
    let (yesterday, today) = (json!(at(1, "02:00")), json!(at(2, "01:00")));
    assert_eq!(asked("clerk", "NN-OLD", today.clone()).await, one("NOT_COVERED"));
    assert_eq!(raised("NN-OLD", today.clone()).await, one("NOT_COVERED"));

    for (who, number) in [("manager", "NN-2026"), ("lz_manager", "LZ-2026")] {
        let contract = global_id("ServiceContract", world.contract(number).0);
        let end = json!({ "contractId": contract, "version": 4, "reason": "换服务商" });
        world.as_(who).must("terminateContract", end, "").await;
    }
    let policy = json!({ "policyId": global_id("SlaPolicy", world.policy("GX-SLA").0) });
    world.as_("region_manager").must("retirePolicy", policy, "").await;
    for (day, code) in [(&today, "NOT_COVERED"), (&yesterday, "NO_PUBLISHED_VERSION")] {
        for who in ["clerk", "manager"] {
            assert_eq!(asked(who, "NN-OA", day.clone()).await, one(code), "{who}");
        }
        assert_eq!(raised("NN-OA", day.clone()).await, one(code));
        // Whose contract covers the system now is no affair of a former vendor.
        assert_eq!(asked("engineer", "NN-OA", day.clone()).await, one("NO_PUBLISHED_VERSION"));
    }
}

async fn what_one_raised_is_found_page_by_page(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    for (who, system, title) in [
        ("clerk", "NN-OA", "一"),
        ("operator", "NN-OA", "二"),
        ("clerk", "NN-OA", "三"),
        ("county_clerk", "QX-HALL", "四"),
        ("clerk", "NN-OA", "五"),
    ] {
        story.pass_minutes(1);
        story.raise_as(who, story.request(system, title, P2)).await;
    }
    let mine = json!({ "raisedById": global_id("User", world.user("clerk").0) });
    let page = async |who: &str, order: &str, after: Value| {
        let document = "query($filter: TicketFilter, $order: TicketOrder!, $after: String) {
            tickets(filter: $filter, orderBy: $order, first: 2, after: $after) {
                totalCount nodes { title raisedBy { name } } pageInfo { hasNextPage endCursor } } }";
        let variables = json!({ "filter": mine, "order": order, "after": after });
        let found = world.as_(who).gql(document, variables).await.at("/tickets");
        let nodes = found["nodes"].as_array().expect("nodes");
        assert!(nodes.iter().all(|node| node["raisedBy"]["name"] == "clerk"), "{found}");
        let titles: String = nodes.iter().filter_map(|node| node["title"].as_str()).collect();
        let info = &found["pageInfo"];
        (titles, found["totalCount"].clone(), info["hasNextPage"] == json!(true), info["endCursor"].clone())
    };
    for (order, first, second) in [("CREATED_DESC", "五三", "一"), ("DUE_ASC", "一三", "五")] {
        let (titles, total, more, after) = page("clerk", order, Value::Null).await;
        assert_eq!((titles.as_str(), total, more), (first, json!(3), true), "{order}");
        let (titles, total, more, _) = page("clerk", order, after).await;
        assert_eq!((titles.as_str(), total, more), (second, json!(3), false), "{order}");
    }
    for (who, total) in [("operator", 3), ("engineer", 3), ("county_clerk", 0), ("lz_operator", 0)] {
        assert_eq!(page(who, "CREATED_DESC", Value::Null).await.1, json!(total), "{who}");
    }

    let agency = global_id("Agency", world.agency("NNDSJ").0);
    let view = json!({ "name": "柜台报修", "filter": mine, "organisationId": agency });
    let shown = "view { filter { raisedBy { name } assignee { name } } }";
    let saved = world.as_("clerk").must("saveView", view, shown).await;
    assert_eq!(saved["view"]["filter"], json!({ "raisedBy": { "name": "clerk" }, "assignee": null }));
}

both! {
    what_will_bind_is_told_before_raising,
    the_contract_is_told_to_who_may_raise_or_see_it,
    a_preview_refuses_as_raising_does,
    what_one_raised_is_found_page_by_page,
}
