//! One fault, called in twice: the second ticket ends, the first goes on and knows what was said on the second.

use serde_json::{Value, json};

use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, P3, Story};

both! { e33_a_duplicate_is_cancelled_and_not_counted, e33_a_merged_ticket_is_referred_to_and_not_rewritten }

async fn e33_a_duplicate_is_cancelled_and_not_counted(backend: Backend) {
    let story = Story::open(backend).await;
    let (first, second) = (&story.raise(P2).await, &story.raise(P2).await);
    let of = |other: &str| json!({ "ofTicketId": other });
    for who in ["clerk", "engineer", "manager"] {
        assert_eq!(story.refused(who, "markTicketDuplicate", second, of(first)).await, "FORBIDDEN", "{who}");
    }
    assert_eq!(story.refused("operator", "markTicketDuplicate", first, of(first)).await, "NOT_LINKABLE");
    let county = &story.raise_as("county_clerk", story.request("QX-HALL", "大厅断网", P3)).await;
    let other_agency = json!({ "ticketId": county, "ofTicketId": first });
    let elsewhere = story.world.as_("operator").refused("markTicketDuplicate", other_agency).await;
    assert_eq!(elsewhere, [("NOT_LINKABLE".to_owned(), Some("ofTicketId".to_owned()))], "another agency's");

    story.pass_minutes(10);
    assert!(story.actions("operator", second).await.contains(&"MARK_DUPLICATE".to_owned()));
    let payload = story
        .world
        .as_("operator")
        .must(
            "markTicketDuplicate",
            json!({ "ticketId": second, "ofTicketId": first }),
            "ticket { state } otherTicket { state }",
        )
        .await;
    assert_eq!((&payload["ticket"]["state"], &payload["otherTicket"]["state"]), (&json!("CANCELLED"), &json!("NEW")));
    assert!(!story.actions("operator", second).await.contains(&"MARK_DUPLICATE".to_owned()));
    let clocks = story.clocks(second).await;
    assert!(!clocks.is_empty() && clocks.iter().all(|clock| clock.state == "CANCELLED"), "{clocks:?}");
    assert!(clocks.iter().flat_map(|clock| clock.judged()).all(|judged| judged == ("CANCELLED", "CANCELLED")));
    let log =
        story.look("engineer", second, "events { type reason } links { relation end merged ticket { id } }").await;
    let events: Vec<&Value> = log["events"].as_array().expect("events").iter().map(|event| &event["type"]).collect();
    assert_eq!(events, ["RAISED", "CANCELLED", "LINKED"], "the vendor sees why");
    assert_eq!(log["events"][1]["reason"], json!("重复工单"));
    let link = json!({ "relation": "DUPLICATES", "end": "FROM", "merged": false, "ticket": { "id": first } });
    assert_eq!(log["links"], json!([link]));

    // Half an hour passes: the one that goes on is late, the other is nothing any more.
    story.pass_minutes(21);
    let report = story.sweep().await;
    assert_eq!((report.breaches, story.clock(first, "RESPONSE").await.state.as_str()), (1, "BREACHED"));
    assert!(story.clocks(second).await.iter().all(|clock| clock.state == "CANCELLED"));

    // What was cancelled takes no duplicate, and stays one.
    let third = &story.raise(P2).await;
    assert_eq!(story.refused("operator", "markTicketDuplicate", third, of(second)).await, "NOT_LINKABLE");
    let id = story.look("operator", first, "links { id }").await["links"][0]["id"].clone();
    let back = json!({ "linkId": id, "reason": "其实不是" });
    assert_eq!(story.world.as_("operator").refused("withdrawTicketLink", back).await[0].0, "NOT_LINKABLE");
    story.act("operator", "markTicketDuplicate", first, of(third)).await;
    assert_eq!(story.refused("operator", "markTicketDuplicate", third, of(first)).await, "NOT_LINKABLE", "no circle");
    story.end().await;
}

async fn e33_a_merged_ticket_is_referred_to_and_not_rewritten(backend: Backend) {
    let story = Story::open(backend).await;
    let (first, second) = (&story.raise(P3).await, &story.raise(P3).await);
    for (body, visibility) in [("二楼也断了", "PUBLIC"), ("先别告诉服务商", "AGENCY_INTERNAL")] {
        story.act("clerk", "commentTicket", second, json!({ "body": body, "visibility": visibility })).await;
    }
    let before = story.look("clerk", second, "events { id type body }").await["events"].clone();
    let merged = json!({ "intoTicketId": first, "reason": "与前一工单为同一故障" });
    assert_eq!(story.act("operator", "mergeTickets", second, merged).await, "CANCELLED");
    let after = story.look("clerk", second, "events { id type body }").await["events"].clone();
    let (before, after) = (before.as_array().expect("events"), after.as_array().expect("events"));
    assert_eq!((&after[..before.len()], after.len()), (&before[..], before.len() + 2), "nothing is rewritten");

    // From the one that goes on one reads what was said on the other: what one may read of it.
    let fields = "links { relation end merged ticket { number events { type body } } } events { type body }";
    for (who, heard) in [("clerk", vec!["二楼也断了", "先别告诉服务商"]), ("engineer", vec!["二楼也断了"])]
    {
        let seen = story.look(who, first, fields).await;
        let link = &seen["links"][0];
        assert_eq!(
            (&link["relation"], &link["end"], &link["merged"]),
            (&json!("DUPLICATES"), &json!("TO"), &json!(true))
        );
        let events = link["ticket"]["events"].as_array().expect("events").iter();
        let bodies: Vec<&str> = events.filter_map(|event| event["body"].as_str()).collect();
        assert_eq!(bodies, heard, "{who}");
        assert!(!seen["events"].to_string().contains("二楼也断了"), "nothing is copied");
    }
    assert_eq!(story.told(first, "ticket.linked").await, 1);
    story.end().await;
}
