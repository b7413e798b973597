//! What only tells of changes is forgotten once its time is over: never what somebody may still have to read.

use app::retention::{RetentionReport, prune};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};

use crate::access::stage::global;
use crate::support::both;
use crate::support::db::{Backend, connect};
use crate::support::world::World;

both! {
    what_is_old_is_taken_out_of_the_feed_and_who_missed_it_is_told_to_read_anew,
    nothing_is_pruned_that_somebody_may_still_have_to_read,
    notifications_are_forgotten_once_they_were_read,
}

async fn raised(world: &World, title: &str) -> String {
    let input = json!({
        "systemId": global("ManagedSystem", world.system("NN-OA").0), "title": title, "kind": "INCIDENT",
        "impact": "LOW", "urgency": "LOW",
    });
    let raised = world.as_("clerk").must("raiseTicket", input, "ticket { id }").await;
    raised["ticket"]["id"].as_str().expect("an id").to_owned()
}

async fn commented(world: &World, ticket: &str) {
    let input = json!({ "ticketId": ticket, "body": "已到现场", "visibility": "PUBLIC" });
    world.as_("engineer").must("commentTicket", input, "").await;
}

/// Numbered, notified and indexed.
async fn followed(world: &World) {
    let op = world.system_op();
    app::outbox::relay(&op).await.expect("relayed");
    app::notice::deliver(&op).await.expect("delivered");
    app::search::follow(&op).await.expect("indexed");
}

/// As if so many numbers had been given out, and followed.
async fn far_on(db: &DatabaseConnection, names: &str, number: i64) {
    let sql = format!("UPDATE epoch SET value = {number} WHERE name IN ({names})");
    db.execute_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("set");
}

const ALL: &str = "'feed', 'notified', 'search'";

async fn pruned(world: &World) -> RetentionReport {
    let report = prune(&world.system_op()).await.expect("a run");
    let again = prune(&world.system_op()).await.expect("another run");
    assert_eq!(again, RetentionReport::default(), "run twice, it changes nothing");
    report
}

async fn page(world: &World, who: &str, after: Option<i64>) -> (String, Value) {
    let document = "query($after: String) { changes(after: $after) { nodes { seq topic } readTo upTo prunedTo } }";
    let answer = world.as_(who).gql(document, json!({ "after": after.map(|after| after.to_string()) })).await;
    let code = answer.body["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned();
    (code, answer.body["data"]["changes"].clone())
}

fn last(page: &Value) -> i64 {
    page["nodes"].as_array().and_then(|nodes| nodes.last()).expect("a change")["seq"].as_i64().expect("a number")
}

async fn what_is_old_is_taken_out_of_the_feed_and_who_missed_it_is_told_to_read_anew(backend: Backend) {
    let world = World::new(backend).await;
    let db = connect(&world.db.config.url).await;
    let old = &raised(&world, "旧单").await;
    commented(&world, old).await;
    followed(&world).await;
    let (_, before) = page(&world, "clerk", None).await;
    assert_eq!((before["nodes"].as_array().map(Vec::len), &before["prunedTo"]), (Some(2), &json!(0)));
    let cursor = last(&before);
    world.pass(TimeDelta::days(10));
    raised(&world, "新单").await;
    followed(&world).await;
    world.pass(TimeDelta::days(395));
    assert_eq!(pruned(&world).await, RetentionReport::default(), "the last 50,000 numbers are kept however old");
    far_on(&db, ALL, 60_000).await;
    let report = pruned(&world).await;
    assert_eq!(
        (report.messages, report.pruned_to, report.notifications),
        (2, Some(cursor), 0),
        "the new one is 395 days old"
    );
    // Who had everything goes on; who had not is told so.
    let (_, next) = page(&world, "clerk", Some(cursor)).await;
    let topics: Vec<_> = next["nodes"].as_array().expect("nodes").iter().map(|node| node["topic"].clone()).collect();
    assert_eq!((topics, &next["prunedTo"]), (vec![json!("ticket.raised")], &json!(cursor)));
    for behind in [0, cursor - 1] {
        assert_eq!(page(&world, "clerk", Some(behind)).await, ("FEED_PRUNED".to_owned(), Value::Null));
    }
    let (_, anew) = page(&world, "clerk", None).await;
    assert_eq!(anew["nodes"], next["nodes"], "without a cursor from the oldest that is kept");
    let seen =
        world.as_("clerk").gql("query($id: ID!) { ticket(id: $id) { events { type } } }", json!({ "id": old })).await;
    assert_eq!(seen.at("/ticket/events"), json!([{ "type": "RAISED" }, { "type": "COMMENTED" }]), "the log stays");
    // What is about no ticket stays, so that it is known to have been told.
    let left = "SELECT COUNT(*) FROM outbox WHERE ticket_id IS NULL AND feed_seq < 10000";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), left)).await.expect("a count");
    assert!(row.expect("a row").try_get_by_index::<i64>(0).expect("a number") > 0);
    db.close().await.expect("closing");
}

async fn nothing_is_pruned_that_somebody_may_still_have_to_read(backend: Backend) {
    let world = World::new(backend).await;
    let db = connect(&world.db.config.url).await;
    raised(&world, "旧单").await;
    app::outbox::relay(&world.system_op()).await.expect("relayed");
    world.pass(TimeDelta::days(500));
    for behind in ["'feed'", "'feed', 'search'", "'feed', 'notified'"] {
        far_on(&db, ALL, 0).await;
        far_on(&db, behind, 60_000).await;
        assert_eq!(pruned(&world).await, RetentionReport::default(), "somebody has not looked at it: {behind}");
    }
    far_on(&db, ALL, 60_000).await;
    assert_eq!(pruned(&world).await.messages, 1);
    db.close().await.expect("closing");
}

async fn notifications_are_forgotten_once_they_were_read(backend: Backend) {
    let world = World::new(backend).await;
    let ticket = &raised(&world, "收文失败").await;
    for _ in 0..3 {
        commented(&world, ticket).await;
    }
    followed(&world).await;
    let inbox = async || {
        let document = "{ viewer { unreadNotifications notifications { nodes { id } } } }";
        let viewer = world.as_("clerk").gql(document, json!({})).await.at("/viewer");
        let ids: Vec<Value> =
            viewer["notifications"]["nodes"].as_array().expect("nodes").iter().map(|node| node["id"].clone()).collect();
        (viewer["unreadNotifications"].clone(), ids)
    };
    let (_, ids) = inbox().await;
    assert_eq!(ids.len(), 3);
    let read = json!({ "notificationIds": [ids[0], ids[2]] });
    world.as_("clerk").must("markNotificationsRead", read, "unread").await;
    world.pass(TimeDelta::days(180));
    assert_eq!(pruned(&world).await, RetentionReport::default());
    world.pass(TimeDelta::seconds(1));
    assert_eq!(pruned(&world).await, RetentionReport { notifications: 2, ..RetentionReport::default() });
    assert_eq!(inbox().await, (json!(1), vec![ids[1].clone()]), "what was not read stays");
}
