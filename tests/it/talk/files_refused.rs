//! Files that are not taken: too many, too large, not what they are said to be, not theirs to send.

use serde_json::{Value, json};

use super::desk::{Desk, PNG};
use crate::support::both;
use crate::support::db::Backend;

/// Code, field and sentence of the first error.
async fn refused(desk: &Desk, who: &str, input: Value) -> (String, String, String) {
    let answer = desk.as_(who).mutate("prepareTicketAttachment", input, "").await;
    let errors = answer.at("/prepareTicketAttachment/errors");
    let error = errors.as_array().and_then(|errors| errors.first()).unwrap_or_else(|| panic!("{}", answer.body));
    let text = |of: &str| error[of].as_str().unwrap_or_default().to_owned();
    (text("code"), text("field"), text("message"))
}

async fn a_ticket_takes_so_many_files_and_bytes(backend: Backend) {
    let desk = Desk::open(backend).await;
    let mut large = desk.announced("录像.png", "PUBLIC");
    large["sha256"] = Value::Null;
    large["size"] = json!(52_428_801);
    let (code, field, message) = refused(&desk, "clerk", large.clone()).await;
    assert_eq!((code.as_str(), field.as_str()), ("LIMIT_FILE_BYTES", "size"));
    assert!(message.contains("52428801 exceeds the limit of 52428800"), "{message}");
    large["size"] = json!(52_428_800);
    for _ in 0..10 {
        desk.address("clerk", large.clone()).await;
    }
    let (code, field, message) = refused(&desk, "engineer", desk.announced("再来.png", "PUBLIC")).await;
    assert_eq!((code.as_str(), field.as_str()), ("LIMIT_TICKET_BYTES", "size"));
    assert!(message.contains(&format!("{} exceeds the limit of 524288000", 524_288_000 + PNG.len())), "{message}");
    let other = Desk::open(backend).await;
    for number in 0..100 {
        other.address("engineer", other.announced(&format!("{number}.png"), "VENDOR_INTERNAL")).await;
    }
    let (code, field, message) = refused(&other, "clerk", other.announced("第一百零一.png", "PUBLIC")).await;
    assert_eq!((code.as_str(), field.as_str()), ("LIMIT_FILES", "name"));
    assert_eq!(message, "files: 101 exceeds the limit of 100");
}

async fn what_is_announced_and_sent_is_checked(backend: Backend) {
    let desk = Desk::open(backend).await;
    let mut page = desk.announced("页面.html", "PUBLIC");
    page["mediaType"] = json!("text/html");
    assert_eq!(refused(&desk, "clerk", page).await.0, "MEDIA_TYPE", "no page is taken");
    let mut unsaid = desk.announced("a.png", "PUBLIC");
    unsaid["visibility"] = Value::Null;
    let (code, field, _) = refused(&desk, "clerk", unsaid).await;
    assert_eq!((code.as_str(), field.as_str()), ("REQUIRED", "visibility"));
    let theirs = refused(&desk, "engineer", desk.announced("a.png", "AGENCY_INTERNAL")).await;
    assert_eq!((theirs.0.as_str(), theirs.1.as_str()), ("NOT_YOUR_SIDE", "visibility"));
    assert_eq!(refused(&desk, "lz_operator", desk.announced("a.png", "PUBLIC")).await.0, "NOT_FOUND");
    assert_eq!(refused(&desk, "regulator", desk.announced("a.png", "PUBLIC")).await.0, "FORBIDDEN");
    // A page that is said to be a picture.
    let mut disguised = desk.announced("a.png", "PUBLIC");
    disguised["sha256"] = Value::Null;
    const PAGE: &[u8] = b"<script></script>!";
    assert_eq!(PAGE.len(), PNG.len());
    let url = desk.address("clerk", disguised).await;
    let answer = desk.put(&url, PAGE).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (415, "FILE_TYPE".to_owned()));
    let url = desk.address("clerk", desk.announced("a.png", "PUBLIC")).await;
    let short = desk.put(&url, &PNG[..10]).await;
    assert_eq!((short.status.as_u16(), short.code()), (400, "FILE_LENGTH".to_owned()));
    // Who lost the role meanwhile sends nothing.
    let url = desk.address("operator", desk.announced("a.png", "PUBLIC")).await;
    desk.dismiss("operator").await;
    assert_eq!(desk.put(&url, PNG).await.status.as_u16(), 404);
    assert_eq!(desk.files("clerk").await, []);
    assert_eq!(desk.events("clerk", &["ATTACHED"]).await, [Value::Null; 0]);
}

both! { a_ticket_takes_so_many_files_and_bytes, what_is_announced_and_sent_is_checked }
