//! Other systems: they come with a token, and tell what people did elsewhere, and when.

use app::sla::{RiseReport, raise_severity};
use chrono::{DateTime, TimeDelta, Utc};
use poem::http::StatusCode;
use serde_json::{Value, json};

use crate::policies::desk::{Desk, HOUR};
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, at, global_id};

/// A service account at an agency or a vendor, with a token: its client, and the id of the token.
async fn machine(story: &Story, login: &str, at: Value) -> (Client, String) {
    let admin = story.world.as_("security_admin");
    let new = json!({ "login": login, "name": login, "password": "not used by machines" });
    let made = admin.must("createUser", new, "user { id }").await;
    let mut role = at;
    role["userId"] = made["user"]["id"].clone();
    role["role"] = json!("SERVICE_ACCOUNT");
    admin.must("grantRole", role, "").await;
    let new = json!({ "userId": made["user"]["id"], "name": "监控平台" });
    let issued = admin.must("issueAccessToken", new, "token accessToken { id hint expiresAt }").await;
    let token = issued["token"].as_str().expect("a token").to_owned();
    assert!(token.ends_with(issued["accessToken"]["hint"].as_str().expect("a hint")));
    let expires: DateTime<Utc> = serde_json::from_value(issued["accessToken"]["expiresAt"].clone()).expect("a time");
    assert_eq!(expires, story.world.app.clock().now() + TimeDelta::days(90));
    let client = Client { endpoint: story.world.endpoint.clone(), token: Some(token) };
    (client, issued["accessToken"]["id"].as_str().expect("an id").to_owned())
}

fn agency(story: &Story) -> Value {
    json!({ "agencyId": global_id("Agency", story.world.agency("NNDSJ").0) })
}

fn vendor(story: &Story) -> Value {
    json!({ "vendorId": global_id("Vendor", story.world.vendor("八桂运维").0) })
}

async fn a_token_opens_the_account_and_nothing_else(backend: Backend) {
    let story = Story::open(backend).await;
    let (client, token) = machine(&story, "monitor", agency(&story)).await;
    let viewer = "{ viewer { user { id name accessTokens { id lastUsedOn } } roles { role } side } }";
    let seen = client.gql(viewer, json!({})).await;
    assert_eq!(seen.at("/viewer/roles"), json!([{ "role": "SERVICE_ACCOUNT" }]));
    assert_eq!(seen.at("/viewer/user/accessTokens"), json!([{ "id": token, "lastUsedOn": "2026-03-02" }]));
    let user = seen.at("/viewer/user/id");
    let stored = story.ledger().await.rows("access_token").await.join("\n");
    assert!(!stored.contains(client.token.as_deref().expect("a token")), "only its hash is kept");

    let wrong = Client { token: client.token.as_deref().map(|token| format!("{token}x")), ..client.clone() };
    assert_eq!(wrong.gql(viewer, json!({})).await.status, StatusCode::UNAUTHORIZED);
    let admin = || story.world.as_("security_admin");
    let revoked = admin().must("revokeAccessToken", json!({ "accessTokenId": token }), "user { id }").await;
    assert_eq!(revoked["user"]["id"], user);
    let refused = client.gql(viewer, json!({})).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"));
    assert_eq!(admin().refused("revokeAccessToken", json!({ "accessTokenId": token })).await[0].0, "NOT_FOUND");

    let person = global_id("User", story.world.user("clerk").0);
    let refused = admin().refused("issueAccessToken", json!({ "userId": person, "name": "不该有" })).await;
    assert_eq!(refused, [("NOT_A_SERVICE_ACCOUNT".to_owned(), Some("userId".to_owned()))]);
    let long = json!({ "userId": user, "name": "太久", "expiresAt": "2027-03-04T01:00:00Z" });
    assert_eq!(admin().refused("issueAccessToken", long).await, [("PERIOD".to_owned(), Some("expiresAt".to_owned()))]);
    let year = json!({ "userId": user, "name": "一年", "expiresAt": "2027-03-02T01:00:00Z" });
    let issued = admin().must("issueAccessToken", year, "token").await;
    let client = Client { token: issued["token"].as_str().map(str::to_owned), ..client };
    story.world.pass(TimeDelta::days(365));
    let over = client.gql(viewer, json!({})).await;
    assert_eq!(over.status, StatusCode::UNAUTHORIZED, "not valid at the second it expires");
}

/// The monitoring platform hands over in the morning what it saw in the night: the breach is known, and nobody is woken.
async fn e35_what_a_machine_raises_late_alarms_nobody_of_the_past(backend: Backend) {
    let story = Story::open(backend).await;
    let (monitor, _) = machine(&story, "monitor", agency(&story)).await;
    let mut request = story.request("NN-OA", "公文收不到", P2);
    request["raisedAt"] = json!(at(1, "22:00"));
    request["lateReason"] = json!("夜间告警汇总");
    let raised = monitor.must("raiseTicket", request, "ticket { id breached raisedBy { name } }").await;
    assert_eq!(raised["ticket"]["raisedBy"]["name"], json!("monitor"));
    let ticket = raised["ticket"]["id"].as_str().expect("an id");
    assert_eq!(raised["ticket"]["breached"], json!(true));
    let response = story.clock(ticket, "RESPONSE").await;
    assert_eq!((response.state.as_str(), response.breached_at), ("BREACHED", Some(at(1, "22:30"))));
    story.sweep().await;
    for topic in ["sla.warn", "sla.breach", "sla.escalate"] {
        assert_eq!(story.told(ticket, topic).await, 0, "{topic}");
    }
    // What is still to come is told.
    story.until(2, "06:00");
    story.sweep().await;
    assert!(story.told(ticket, "sla.breach").await > 0, "RESTORE among them, eight hours after it was asked for");
    story.end().await;
}

/// Nobody is woken by what is told late; the level rises all the same.
async fn e35_what_a_machine_raises_late_becomes_graver_by_itself(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let graver = |metric: &str, hours: i64| desk.target(metric, hours * HOUR, json!({ "priority": "P1" }));
    let mut terms = desk.usual(json!({ "severityRules": { "rises": [{ "from": "P2" }] } }));
    terms["targets"].as_array_mut().expect("targets").extend([graver("RESTORE", 4), graver("RESOLVE", 12)]);
    desk.agreed(terms).await;
    let (monitor, _) = machine(story, "monitor", agency(story)).await;
    story.until(2, "20:00");
    let mut request = story.request("NN-OA", "公文收不到", P2);
    (request["raisedAt"], request["lateReason"]) = (json!(at(2, "02:00")), json!("夜间告警汇总"));
    let raised = monitor.must("raiseTicket", request, "ticket { id priority }").await;
    assert_eq!(raised["ticket"]["priority"], json!("P2"));
    let ticket = raised["ticket"]["id"].as_str().expect("an id");
    story.sweep().await;
    assert_eq!(story.told(ticket, "sla.breach").await, 0);
    let op = story.world.system_op();
    let rose = RiseReport { risen: 1, ..RiseReport::default() };
    assert_eq!(raise_severity(&op).await.expect("a run"), rose, "not restored in eight hours");
    assert_eq!(raise_severity(&op).await.expect("another run"), RiseReport::default());
    assert_eq!(story.look("clerk", ticket, "priority").await["priority"], json!("P1"));
    story.end().await;
}

/// The vendor's own system tells at ten what its engineer did at half past nine.
async fn e47_what_a_machine_tells_late_revises_the_verdict(backend: Backend) {
    let story = Story::open(backend).await;
    let (desk, _) = machine(&story, "desk", vendor(&story)).await;
    let ticket = &story.raise(P2).await;
    story.act("vendor_manager", "assignTicket", ticket, json!({})).await;
    story.pass_minutes(60);
    story.sweep().await;
    assert_eq!(story.clock(ticket, "RESPONSE").await.judged(), [("BREACHED", "DEADLINE_PASSED")]);
    let refused = desk.refused("recordArrival", json!({ "ticketId": ticket })).await;
    assert_eq!(refused, [("REQUIRED".to_owned(), Some("occurredAt".to_owned()))]);
    let ack = json!({ "ticketId": ticket, "occurredAt": at(2, "01:20"), "lateReason": "系统对接" });
    assert_eq!(desk.refused("acknowledgeTicket", ack.clone()).await[0].0, "FORBIDDEN", "E34");
    desk.must("recordArrival", ack, "ticket { state }").await;
    let response = story.clock(ticket, "RESPONSE").await;
    assert_eq!(response.judged(), [("BREACHED", "DEADLINE_PASSED"), ("MET", "ARRIVED")]);
    assert_eq!(response.stopped_at, Some(at(2, "01:20")));
    assert_eq!(story.told(ticket, "sla.correction").await, 1);
    let before = story.told(ticket, "sla.escalate").await;
    story.pass_minutes(60);
    story.sweep().await;
    assert_eq!(story.told(ticket, "sla.escalate").await, before, "what was taken back is not escalated");
    story.end().await;
}

both! {
    a_token_opens_the_account_and_nothing_else,
    e35_what_a_machine_raises_late_alarms_nobody_of_the_past,
    e35_what_a_machine_raises_late_becomes_graver_by_itself,
    e47_what_a_machine_tells_late_revises_the_verdict,
}
