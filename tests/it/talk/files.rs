//! Files of tickets and comments: sent once, fetched by those who may read them, taken back and still named.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::desk::{Desk, PNG, one};
use crate::support::both;
use crate::support::db::Backend;

async fn a_file_is_seen_by_those_who_may_read_it(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.attach("clerk", "报错.png", "PUBLIC").await;
    desk.attach("operator", "预算.png", "AGENCY_INTERNAL").await;
    desk.attach("engineer", "报价.png", "VENDOR_INTERNAL").await;
    let names = async |who: &str| -> Vec<String> { desk.files(who).await.into_iter().map(|(name, ..)| name).collect() };
    assert_eq!(names("manager").await, ["报错.png", "预算.png"]);
    assert_eq!(names("regulator").await, ["报错.png", "预算.png"]);
    assert_eq!(names("vendor_manager").await, ["报错.png", "报价.png"]);
    let url = desk.files("engineer").await[0].2.clone().expect("an address");
    let (status, headers, bytes) = desk.get(&url).await;
    assert_eq!((status, bytes.as_slice()), (200, PNG));
    assert_eq!(headers[0], "image/png");
    assert!(headers[1].starts_with("attachment; filename="), "{headers:?}");
    assert_eq!(desk.get(&url).await.0, 404, "good once");
    // The log says so, to each side what is its own.
    let logged = desk.events("engineer", &["ATTACHED"]).await;
    let told: Vec<_> =
        logged.iter().map(|event| (&event["fileName"], &event["visibility"], &event["sha256"])).collect();
    let hash = json!(hex::encode(Sha256::digest(PNG)));
    let expected = [(json!("报错.png"), json!("PUBLIC")), (json!("报价.png"), json!("VENDOR_INTERNAL"))];
    let expected: Vec<_> = expected.iter().map(|(name, seen)| (name, seen, &hash)).collect();
    assert_eq!(told, expected);
    // An address that was given before does not outlive the role.
    let url = desk.files("operator").await[1].2.clone().expect("an address");
    desk.dismiss("operator").await;
    assert_eq!(desk.get(&url).await.0, 404);
    desk.story.end().await;
}

async fn a_file_belongs_to_ones_own_comment(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.comment("engineer", "见附图", "VENDOR_INTERNAL").await;
    let comment = desk.events("engineer", &["COMMENTED"]).await[0]["id"].clone();
    let of_comment = |visibility: Value| {
        let mut input = desk.announced("机柜.png", "PUBLIC");
        (input["commentId"], input["visibility"]) = (comment.clone(), visibility);
        input
    };
    let refused =
        async |who: &str, visibility| desk.as_(who).refused("prepareTicketAttachment", of_comment(visibility)).await;
    assert_eq!(refused("vendor_manager", Value::Null).await, one("NOT_FOUND", "commentId"), "another's comment");
    assert_eq!(refused("clerk", Value::Null).await, one("NOT_FOUND", "commentId"));
    assert_eq!(refused("engineer", json!("PUBLIC")).await, one("INVALID", "visibility"), "shown to more than it");
    let url = desk.address("engineer", of_comment(Value::Null)).await;
    assert_eq!(desk.put(&url, PNG).await.status.as_u16(), 201);
    let found = desk.look("vendor_manager", "attachments { nodes { name visibility commentId } }").await;
    let expected = json!([{ "name": "机柜.png", "visibility": "VENDOR_INTERNAL", "commentId": comment }]);
    assert_eq!(found["attachments"]["nodes"], expected);
    assert_eq!(desk.files("clerk").await, []);
}

async fn what_is_taken_back_stays_by_name_and_hash(backend: Backend) {
    let desk = Desk::open(backend).await;
    let file = desk.attach("clerk", "误传.png", "PUBLIC").await;
    let url = desk.files("engineer").await[0].2.clone().expect("an address");
    let input = json!({ "ticketAttachmentId": file, "reason": "含个人信息" });
    for (who, code) in [("engineer", "FORBIDDEN"), ("vendor_manager", "FORBIDDEN"), ("lz_operator", "NOT_FOUND")] {
        assert_eq!(desk.as_(who).refused("withdrawTicketAttachment", input.clone()).await[0].0, code, "{who}");
    }
    let able = async |who: &str| desk.look(who, "attachments { nodes { canWithdraw } }").await;
    assert_eq!(able("vendor_manager").await["attachments"]["nodes"][0]["canWithdraw"], false);
    assert_eq!(able("operator").await["attachments"]["nodes"][0]["canWithdraw"], true, "of their side");
    let blank = json!({ "ticketAttachmentId": file, "reason": " " });
    assert_eq!(desk.as_("clerk").refused("withdrawTicketAttachment", blank).await, one("REQUIRED", "reason"));
    let fields = "attachment { state withdrawnBy withdrawalReason downloadUrl }";
    let taken = desk.as_("operator").must("withdrawTicketAttachment", input.clone(), fields).await;
    let expected = json!({ "state": "WITHDRAWN", "withdrawnBy": "operator", "withdrawalReason": "含个人信息",
        "downloadUrl": null });
    assert_eq!(taken["attachment"], expected);
    assert_eq!(desk.get(&url).await.0, 404, "an address that was given before");
    let again = desk.as_("clerk").refused("withdrawTicketAttachment", input).await;
    assert_eq!(again, one("WRONG_STATE", "ticketAttachmentId"));
    assert_eq!(desk.files("engineer").await, [("误传.png".to_owned(), "WITHDRAWN".to_owned(), None)]);
    let logged = desk.events("engineer", &["ATTACHED", "ATTACHMENT_WITHDRAWN"]).await;
    let told = |event: &Value| json!([event["type"], event["fileName"], event["sha256"], event["reason"]]);
    let hash = hex::encode(Sha256::digest(PNG));
    let expected =
        [json!(["ATTACHED", "误传.png", hash, null]), json!(["ATTACHMENT_WITHDRAWN", "误传.png", hash, "含个人信息"])];
    assert_eq!(logged.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!(desk.story.told(&desk.ticket, "ticket.attached").await, 1);
    assert_eq!(desk.story.told(&desk.ticket, "ticket.attachment_withdrawn").await, 1);
    desk.story.end().await;
}

both! {
    a_file_is_seen_by_those_who_may_read_it,
    a_file_belongs_to_ones_own_comment,
    what_is_taken_back_stays_by_name_and_hash,
}
