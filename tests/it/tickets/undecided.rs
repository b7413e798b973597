//! Pauses that wait for a decision: whoever may give it finds them, at the cost of what waits.

use domain::access::{Action, TicketScope};
use domain::ids::AgencyId;
use domain::ticket::states_for;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use storage::query::pause::{UndecidedFilter, undecided_page};
use uuid::Uuid;

use super::story::{P2, P4, Story, global_id, uuid_of};
use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::db::{Backend, TestDb, connect};

/// Who waits where, as somebody sees it: the pauses of one answer, how many there are, and where to go on.
async fn waiting(story: &Story, who: &str, page: &str) -> (Vec<String>, Value, Value) {
    let document = format!(
        "{{ pausesToDecide({page}) {{ totalCount pageInfo {{ hasNextPage hasPreviousPage endCursor }}
            nodes {{ pause {{ id }} }} }} }}"
    );
    let found = story.world.as_(who).gql(&document, json!({})).await.at("/pausesToDecide");
    let id = |node: &Value| node["pause"]["id"].as_str().expect("an id").to_owned();
    let nodes = found["nodes"].as_array().expect("nodes").iter().map(id).collect();
    (nodes, found["totalCount"].clone(), found["pageInfo"].clone())
}

async fn on_hold(story: &Story, (clerk, system): (&str, &str), (operator, engineer): (&str, &str)) -> (String, String) {
    let ticket = story.raise_as(clerk, story.request(system, "公文收不到", P2)).await;
    story.act(operator, "assignTicket", &ticket, json!({})).await;
    let pause = story.hold(engineer, &ticket, "THIRD_PARTY").await;
    (ticket, pause)
}

async fn whoever_may_decide_finds_what_waits_oldest_first(backend: Backend) {
    let story = Story::open(backend).await;
    let (ticket, oldest) = &on_hold(&story, ("clerk", "NN-OA"), ("operator", "engineer")).await;
    story.until(2, "01:30");
    let (county, younger) = &on_hold(&story, ("county_clerk", "QX-HALL"), ("operator", "engineer")).await;
    story.until(2, "02:00");
    let (_, liuzhou) = &on_hold(&story, ("lz_operator", "LZ-OA"), ("lz_operator", "lz_engineer")).await;
    let (first, total, page) = waiting(&story, "manager", "first: 1").await;
    assert_eq!((&first, &total, &page["hasNextPage"]), (&vec![oldest.clone()], &json!(2), &json!(true)));
    let (second, _, page) = waiting(&story, "manager", &format!("first: 1, after: {}", page["endCursor"])).await;
    assert_eq!(
        (&second, &page["hasNextPage"], &page["hasPreviousPage"]),
        (&vec![younger.clone()], &json!(false), &json!(true))
    );
    let found = async |who: &str, filter: &str| waiting(&story, who, filter).await.0;
    assert_eq!(found("region_manager", "first: 50").await, [oldest, younger, liuzhou].map(String::clone));
    assert_eq!(found("lz_manager", "first: 50").await, [liuzhou.as_str()]);
    let id = |of: &str, uuid| global_id(of, uuid);
    let county_alone = format!("agencyId: \"{}\"", id("Agency", story.world.agency("NNQX").0));
    assert_eq!(found("manager", &county_alone).await, [younger.as_str()]);
    let vendors = |name: &str| format!("vendorId: \"{}\"", id("Vendor", story.world.vendor(name).0));
    assert_eq!(found("manager", &vendors("八桂运维")).await.len(), 2);
    // Whose tickets one does not see, one does not find by naming them.
    let strangers = format!("agencyId: \"{}\"", id("Agency", story.world.agency("LZDSJ").0));
    assert_eq!(found("manager", &strangers).await, [""; 0]);
    assert_eq!(found("manager", &vendors("桂北信息")).await, [""; 0]);
    let contract = format!("contractId: \"{}\"", id("ServiceContract", story.world.contract("LZ-2026").0));
    assert_eq!(found("manager", &contract).await, [""; 0]);
    assert_eq!(found("region_manager", &contract).await, [liuzhou.as_str()]);
    for who in ["clerk", "supervisor", "engineer", "vendor_manager", "system_admin"] {
        let refused = story.world.as_(who).gql("{ pausesToDecide { totalCount } }", json!({})).await;
        assert_eq!(refused.code(), "FORBIDDEN", "{who}");
    }
    assert_eq!(found("manager", "open: true").await.len(), 2);
    assert_eq!(found("manager", "open: false").await, [""; 0]);
    // What is decided waits no more, and neither does what nobody can decide, because its ticket was withdrawn.
    story.act("manager", "acceptPause", ticket, json!({ "pauseId": oldest })).await;
    assert_eq!(found("manager", "first: 50").await, [younger.as_str()]);
    story.act("county_clerk", "cancelTicket", county, json!({ "reason": "误报" })).await;
    let (none, total, _) = waiting(&story, "manager", "first: 50").await;
    assert_eq!((none, total), (vec![], json!(0)));
    let seen = story.look("county_clerk", county, "pauses { decision }").await;
    assert_eq!(seen["pauses"], json!([{ "decision": "PENDING" }]));
    story.end().await;
}

async fn a_page_costs_five_statements_whatever_its_size(backend: Backend) {
    let story = Story::open(backend).await;
    for _ in 0..12 {
        on_hold(&story, ("clerk", "NN-OA"), ("operator", "engineer")).await;
    }
    for _ in 0..3 {
        story.raise(P4).await;
    }
    let counted = Counted::of(&story.world, "manager");
    let fields = "totalCount nodes { pause { reason decision silentAt evidence { text } availableActions }
        ticket { number title agency { name } vendor { name } contract { number } } }";
    for size in [1, 5, 12] {
        let document = format!("{{ pausesToDecide(first: {size}) {{ {fields} }} }}");
        let found = counted.client.gql(&document, json!({})).await.at("/pausesToDecide");
        assert_eq!((found["nodes"].as_array().map(Vec::len), &found["totalCount"]), (Some(size), &json!(12)));
        assert_eq!(found["nodes"][0]["pause"]["availableActions"], json!(["ACCEPT_PAUSE", "REJECT_PAUSE"]));
        // The pauses, their tickets, how many; the logs for what may be done, and for the evidence.
        assert_eq!(counted.last(), 5, "{size} pauses");
    }
    // All began at the same moment: pages neither skip nor repeat one.
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    for _ in 0..3 {
        let behind = if after.is_null() { String::new() } else { format!(", after: {after}") };
        let (some, _, page) = waiting(&story, "manager", &format!("first: 5{behind}")).await;
        seen.extend(some);
        after = page["endCursor"].clone();
    }
    assert!(seen.is_sorted_by_key(|id| uuid_of(id)), "{seen:?}");
    seen.dedup();
    assert_eq!(seen.len(), 12);
}

/// SQLite keeps no statistics: told nothing, it would begin with every ticket of the agencies.
#[tokio::test]
async fn what_waits_is_found_by_an_index_over_what_waits() {
    let database = TestDb::create(Backend::Sqlite).await;
    let db = connect(&database.config.url).await;
    let agencies = vec![AgencyId(Uuid::from_u128(1)), AgencyId(Uuid::from_u128(2))];
    let scope = TicketScope::Orgs { agencies: agencies.clone(), vendors: vec![] };
    let states = states_for(Action::TicketDecidePause);
    let filter = UndecidedFilter { states, agencies: Some(agencies), vendor: None, contract: None, open: Some(true) };
    let page = undecided_page(DbBackend::Sqlite, &scope, &filter, None, 51);
    let explained = Statement { sql: format!("EXPLAIN QUERY PLAN {}", page.sql), ..page };
    let rows = db.query_all_raw(explained).await.expect("a plan");
    let steps: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").expect("a step")).collect();
    assert!(steps[0].contains("p USING INDEX ticket_pause_pending"), "{steps:?}");
    assert!(steps[1].starts_with("SEARCH t USING INDEX") && steps[1].ends_with("(id=?)"), "{steps:?}");
    db.close().await.expect("closing");
}

both! {
    whoever_may_decide_finds_what_waits_oldest_first,
    a_page_costs_five_statements_whatever_its_size,
}
