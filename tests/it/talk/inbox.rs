//! The inbox: what happens to a ticket is told to those it concerns, once, and to nobody who sees it no longer.

use app::notice::{NoticeReport, deliver};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use migration::{Migrator, MigratorTrait};
use serde_json::{Value, json};

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;

async fn those_concerned_are_told_of_what_happens(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.as_("operator").must("watchTicket", desk.on(json!({})), "").await;
    desk.comment("operator", "预算有限", "AGENCY_INTERNAL").await;
    desk.comment("engineer", "备件缺货", "VENDOR_INTERNAL").await;
    let (story, ticket) = (&desk.story, &desk.ticket);
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    let pause = story.hold("engineer", ticket, "THIRD_PARTY").await;
    story.act("operator", "acceptPause", ticket, json!({ "pauseId": pause })).await;
    story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    story.solve(ticket).await;
    story.act("clerk", "rejectSolution", ticket, json!({ "reason": "仍收不到" })).await;
    desk.deliver().await;
    let clerk = ["ASSIGNED", "COMMENTED", "PAUSE_DECLARED", "PAUSE_DECIDED", "RESOLVED"];
    assert_eq!(desk.kinds("clerk").await, clerk, "and not of their own rejection");
    assert_eq!(desk.kinds("operator").await, ["PAUSE_DECLARED", "RESOLVED", "REOPENED"]);
    assert_eq!(desk.kinds("engineer").await, ["ASSIGNED", "PAUSE_DECIDED", "REOPENED"]);
    assert_eq!(desk.kinds("vendor_manager").await, [""; 0], "whom it does not concern");
    let told = desk.inbox("clerk").await;
    assert_eq!(told[3], ("COMMENTED".to_owned(), Some("预算有限".to_owned())), "the text stands on the ticket");
    // Nothing of what was written is in the rows.
    let rows = story.ledger().await.rows("notification").await.join("\n");
    assert!(!rows.contains("预算有限") && !rows.contains("备件缺货"));
    story.end().await;
}

async fn a_breach_is_told_once_whatever_runs_again(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.story.pass_minutes(31);
    desk.story.sweep().await;
    desk.story.relay().await;
    let op = desk.story.world.system_op();
    let (one, other) = tokio::join!(deliver(&op), deliver(&op));
    let both = [one.expect("delivered"), other.expect("delivered")];
    let written: u64 = both.iter().map(|report| report.notifications).sum();
    assert_eq!(written, 2, "the raiser and the engineer: {both:?}");
    assert_eq!(desk.kinds("clerk").await, ["ASSIGNED", "BREACHED"]);
    assert_eq!(desk.kinds("engineer").await, ["ASSIGNED", "BREACHED"]);
    // As if the place that was reached had been lost.
    let ledger = desk.story.ledger().await;
    ledger.run("UPDATE epoch SET value = 0 WHERE name = 'notified'").await.expect("set back");
    let again = deliver(&op).await.expect("delivered");
    assert!(again.messages > 0);
    assert_eq!(again.notifications, 0, "a message leaves one notification a person");
    assert_eq!(deliver(&op).await.expect("delivered"), NoticeReport::default());
    assert_eq!(desk.kinds("clerk").await, ["ASSIGNED", "BREACHED"]);
}

/// What was told before notifications kept the promise is named by the message, as long as that is there.
async fn a_breach_names_its_promise_after_an_upgrade_too(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.story.pass_minutes(31);
    desk.story.sweep().await;
    desk.deliver().await;
    let told = async || {
        let document = "{ viewer { notifications { nodes { kind metric } } } }";
        desk.as_("clerk").gql(document, json!({})).await.at("/viewer/notifications/nodes")
    };
    let expected = json!([{ "kind": "BREACHED", "metric": "RESPONSE" }, { "kind": "ASSIGNED", "metric": null }]);
    assert_eq!(told().await, expected);

    let ledger = desk.story.ledger().await;
    let all = Migrator::migrations();
    let before = all.iter().position(|of| of.name() == "m20261201_000046_notified_metric").expect("a migration");
    let steps = u32::try_from(all.len() - before).expect("few");
    Migrator::down(&ledger.db, Some(steps)).await.expect("down");
    migration::up(&ledger.db).await.expect("up");
    assert_eq!(told().await, expected);
    desk.story.end().await;
}

async fn what_was_read_is_marked_by_its_reader_alone(backend: Backend) {
    let desk = Desk::open(backend).await;
    for text in ["一", "二", "三"] {
        desk.comment("engineer", text, "PUBLIC").await;
    }
    desk.deliver().await;
    assert_eq!(desk.unread("clerk").await, 4);
    let page = async |who: &str, arguments: &str| {
        let fields = "totalCount pageInfo { hasNextPage endCursor } nodes { id kind readAt event { body } }";
        let document = format!("{{ viewer {{ notifications({arguments}) {{ {fields} }} }} }}");
        desk.as_(who).gql(&document, json!({})).await.at("/viewer/notifications")
    };
    let first = page("clerk", "first: 2").await;
    assert_eq!((&first["totalCount"], &first["pageInfo"]["hasNextPage"]), (&json!(4), &json!(true)));
    let body = |page: &Value, at: usize| page["nodes"][at]["event"]["body"].clone();
    assert_eq!([body(&first, 0), body(&first, 1)], [json!("三"), json!("二")]);
    let after = first["pageInfo"]["endCursor"].as_str().expect("a cursor");
    let second = page("clerk", &format!("first: 2, after: \"{after}\"")).await;
    assert_eq!((body(&second, 0), &second["nodes"][1]["kind"]), (json!("一"), &json!("ASSIGNED")));
    assert_eq!(second["pageInfo"]["hasNextPage"], false);
    let cursor = String::from_utf8(URL_SAFE_NO_PAD.decode(after).expect("Base64")).expect("a text");
    let damaged = URL_SAFE_NO_PAD.encode(format!("{cursor}x"));
    let document = format!("{{ viewer {{ notifications(after: \"{damaged}\") {{ totalCount }} }} }}");
    assert_eq!(desk.as_("clerk").gql(&document, json!({})).await.code(), "INVALID_CURSOR");
    let mark = json!({ "notificationIds": [first["nodes"][0]["id"]] });
    let others = desk.as_("engineer").must("markNotificationsRead", mark.clone(), "unread").await;
    assert_eq!(others["unread"], 1, "the engineer's own one, and nothing of the clerk's");
    assert_eq!(desk.unread("clerk").await, 4);
    assert_eq!(desk.as_("clerk").must("markNotificationsRead", mark, "unread").await["unread"], 3);
    let unread = page("clerk", "unreadOnly: true").await;
    assert_eq!((&unread["totalCount"], body(&unread, 0)), (&json!(3), json!("二")));
    assert_eq!(desk.as_("clerk").must("markNotificationsRead", json!({}), "unread").await["unread"], 0);
    let read = page("clerk", "first: 4").await;
    assert!(read["nodes"].as_array().expect("nodes").iter().all(|node| node["readAt"].is_string()));
    let many = json!({ "notificationIds": vec![read["nodes"][0]["id"].clone(); 101] });
    let refused = desk.as_("clerk").refused("markNotificationsRead", many).await;
    assert_eq!(refused[0].0, "LIMIT_NOTIFICATIONS");
}

async fn who_sees_the_ticket_no_longer_gets_nothing(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.as_("operator").must("watchTicket", desk.on(json!({})), "").await;
    desk.comment("engineer", "之前", "PUBLIC").await;
    desk.deliver().await;
    assert_eq!(desk.kinds("operator").await, ["COMMENTED"]);
    desk.dismiss("operator").await;
    assert_eq!(desk.inbox("operator").await, [], "what was told is seen no longer either");
    assert_eq!(desk.unread("operator").await, 0);
    desk.comment("engineer", "之后", "PUBLIC").await;
    assert_eq!(desk.deliver().await.notifications, 1, "the raiser alone");
    let watchers = desk.look("clerk", "watchers { name }").await;
    assert_eq!(watchers["watchers"], json!([]), "and watches no longer");
}

both! {
    those_concerned_are_told_of_what_happens,
    a_breach_is_told_once_whatever_runs_again,
    a_breach_names_its_promise_after_an_upgrade_too,
    what_was_read_is_marked_by_its_reader_alone,
    who_sees_the_ticket_no_longer_gets_nothing,
}
