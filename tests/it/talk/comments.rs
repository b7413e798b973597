//! What is written inside a side is read, heard and told there alone, and nothing that is written is a response.

use serde_json::json;

use super::desk::Desk;
use crate::live::socket::{Server, Socket};
use crate::support::both;
use crate::support::db::Backend;

async fn what_is_written_inside_a_side_stays_there(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.comment("operator", "预算有限", "AGENCY_INTERNAL").await;
    desk.comment("engineer", "备件缺货", "VENDOR_INTERNAL").await;
    desk.comment("engineer", "正在排查", "PUBLIC").await;
    let bodies = async |who: &str| -> Vec<String> {
        let events = desk.events(who, &["COMMENTED"]).await;
        events.iter().map(|event| event["body"].as_str().expect("a text").to_owned()).collect()
    };
    for who in ["clerk", "operator", "manager", "supervisor", "regulator", "assessor"] {
        assert_eq!(bodies(who).await, ["预算有限", "正在排查"], "{who}");
    }
    for who in ["engineer", "vendor_manager"] {
        assert_eq!(bodies(who).await, ["备件缺货", "正在排查"], "{who}");
    }
    for (who, visibility) in [("engineer", "AGENCY_INTERNAL"), ("clerk", "VENDOR_INTERNAL")] {
        let input = desk.on(json!({ "body": "x", "visibility": visibility }));
        assert_eq!(desk.as_(who).refused("commentTicket", input).await[0].0, "NOT_YOUR_SIDE", "{who}");
    }
    // The feed names whom a message is for.
    let sql = "SELECT CASE WHEN agency_id IS NULL THEN '-' ELSE 'agency' END || ' '
        || CASE WHEN vendor_id IS NULL THEN '-' ELSE 'vendor' END FROM outbox WHERE topic = 'ticket.commented'
        ORDER BY created_at, id";
    let addressed = desk.story.ledger().await.texts(sql).await;
    assert_eq!(addressed, ["agency -", "- vendor", "agency vendor"]);
    let payloads = desk.story.ledger().await.rows("outbox").await.join("\n");
    let audit = desk.story.ledger().await.rows("audit_entry").await.join("\n");
    for text in ["预算有限", "备件缺货", "正在排查"] {
        assert!(!payloads.contains(text) && !audit.contains(text), "{text} left the log");
    }
    desk.story.end().await;
}

async fn what_is_written_inside_a_side_is_heard_there_alone(backend: Backend) {
    let desk = Desk::open(backend).await;
    let world = &desk.story.world;
    let server = Server::of(&world.app, &world.config).await;
    let head = desk.as_("clerk").gql("{ changes(first: 1) { upTo } }", json!({})).await.at("/changes/upTo");
    let listen = async |login: &str| {
        let mut socket = Socket::open(&server, &world.as_(login)).await;
        let document = format!(
            "subscription {{ ticketChanged(afterSeq: {head}) {{ topic seq ticket {{ events {{ body }} }} }} }}"
        );
        socket.subscribe("live", &document).await;
        socket
    };
    let (mut clerk, mut engineer) = (listen("clerk").await, listen("engineer").await);
    desk.comment("operator", "预算有限", "AGENCY_INTERNAL").await;
    desk.comment("engineer", "备件缺货", "VENDOR_INTERNAL").await;
    desk.comment("engineer", "正在排查", "PUBLIC").await;
    desk.story.relay().await;
    let [inside, heard] = [clerk.change().await, clerk.change().await];
    let [own, same] = [engineer.change().await, engineer.change().await];
    let seq = |change: &serde_json::Value| change["seq"].as_i64().expect("a place");
    assert_eq!(heard["seq"], same["seq"], "what is written to all is heard by all");
    assert_eq!((seq(&inside) + 2, seq(&own) + 1), (seq(&heard), seq(&heard)));
    assert!(!same.to_string().contains("预算有限") && !heard.to_string().contains("备件缺货"));
    assert!(inside.to_string().contains("预算有限") && own.to_string().contains("备件缺货"));
}

async fn e34_nothing_that_is_written_is_a_response(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.story.pass_minutes(10);
    desk.comment("engineer", "您好，已收到", "PUBLIC").await;
    desk.attach("engineer", "现场.png", "PUBLIC").await;
    let started = desk.story.world.app.clock().now() - chrono::TimeDelta::minutes(5);
    let work = json!({ "startedAt": started, "minutes": 5, "summary": "远程查看", "billable": false,
        "visibility": "PUBLIC" });
    desk.as_("engineer").must("logWork", desk.on(work), "").await;
    assert_eq!(desk.story.clock(&desk.ticket, "RESPONSE").await.state, "RUNNING");
    assert_eq!(desk.look("clerk", "state").await["state"], "ASSIGNED");
    desk.story.pass_minutes(21);
    desk.story.sweep().await;
    assert_eq!(desk.story.clock(&desk.ticket, "RESPONSE").await.state, "BREACHED");
    desk.story.end().await;
}

both! {
    what_is_written_inside_a_side_stays_there,
    what_is_written_inside_a_side_is_heard_there_alone,
    e34_nothing_that_is_written_is_a_response,
}
