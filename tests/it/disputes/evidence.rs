//! Files of a dispute: sent by either side while it is open, read by whoever sees it.

use poem::Body;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::desk::{Desk, one, whole};
use crate::support::both;
use crate::support::db::Backend;

const PDF: &[u8] = b"%PDF-1.7 \xE5\x81\x9C\xE7\x94\xB5\xE9\x80\x9A\xE7\x9F\xA5";

fn file(name: &str) -> Value {
    json!({
        "name": name, "mediaType": "application/pdf", "size": PDF.len(), "sha256": hex::encode(Sha256::digest(PDF)),
    })
}

/// Announces a file and sends it: the status of the answer.
async fn send(desk: &Desk, url: &str) -> u16 {
    let request = desk.story.world.endpoint.put(url).content_type("application/pdf").body(Body::from(PDF));
    request.send().await.0.status().as_u16()
}

async fn announce(desk: &Desk, who: &str, dispute: &str, name: &str) -> String {
    let input = super::desk::on(dispute, file(name));
    let prepared = desk.as_(who).must("prepareDisputeAttachment", input, "attachment { state } upload { url }").await;
    assert_eq!(prepared["attachment"]["state"], "PENDING");
    prepared["upload"]["url"].as_str().expect("an address").to_owned()
}

async fn evidence_is_sent_while_the_dispute_is_open(backend: Backend) {
    let desk = Desk::open(backend).await;
    let dispute = &desk.appeal().await;
    for (who, code) in
        [("engineer", "FORBIDDEN"), ("clerk", "FORBIDDEN"), ("regulator", "FORBIDDEN"), ("lz_manager", "NOT_FOUND")]
    {
        let refused = desk.refused(who, "prepareDisputeAttachment", dispute, file("停电通知.pdf")).await;
        assert_eq!(refused, whole(code), "{who}");
    }
    let url = announce(&desk, "vendor_manager", dispute, "停电通知.pdf").await;
    assert_eq!(desk.look("manager", dispute, "attachments { name }").await, json!({ "attachments": [] }));
    assert_eq!(send(&desk, &url).await, 201);
    assert_eq!(send(&desk, &url).await, 404, "the address is used up");
    let url = announce(&desk, "manager", dispute, "门禁记录.pdf").await;
    assert_eq!(send(&desk, &url).await, 201);
    let late = announce(&desk, "vendor_manager", dispute, "补充.pdf").await;
    let seen = desk.look("supervisor", dispute, "attachments { name state uploadedBy sha256 downloadUrl }").await;
    let files = seen["attachments"].as_array().expect("files");
    let told: Vec<_> = files.iter().map(|file| (&file["name"], &file["state"], &file["uploadedBy"])).collect();
    let (stored, pdf) = (json!("STORED"), json!(hex::encode(Sha256::digest(PDF))));
    assert_eq!(
        told,
        [
            (&json!("停电通知.pdf"), &stored, &json!("vendor_manager")),
            (&json!("门禁记录.pdf"), &stored, &json!("manager")),
        ]
    );
    assert!(files.iter().all(|file| file["sha256"] == pdf));
    let url = files[0]["downloadUrl"].as_str().expect("an address");
    let mut fetched = desk.story.world.endpoint.get(url).send().await.0;
    assert_eq!(fetched.status().as_u16(), 200);
    assert_eq!(fetched.take_body().into_vec().await.expect("a body"), PDF);

    desk.decide("manager", dispute, json!({ "outcome": "EXCLUDE", "reason": "停电属实" })).await;
    assert_eq!(send(&desk, &late).await, 403, "it is over");
    let refused = desk.refused("vendor_manager", "prepareDisputeAttachment", dispute, file("再补充.pdf")).await;
    assert_eq!(refused, one("WRONG_STATE", "disputeId"));
    let seen = desk.look("vendor_manager", dispute, "attachments { name }").await;
    assert_eq!(seen["attachments"].as_array().map(Vec::len), Some(2), "what was sent stays");
}

both! { evidence_is_sent_while_the_dispute_is_open }
