//! Files of contracts: announced, sent once, fetched once, taken back, and forgotten when they never came.

use std::io;
use std::path::{Path, PathBuf};

use app::file::{DropReport, drop_unfinished_files};
use chrono::TimeDelta;
use futures_util::stream;
use poem::Body;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use storage::coord::Coord;

use super::office::{Office, one};
use crate::support::both;
use crate::support::client::{Answer, TestEndpoint};
use crate::support::db::Backend;

const PDF: &[u8] = b"%PDF-1.7 \xE5\x90\x88\xE5\x90\x8C";
const SHOWN: &str = "attachments { totalCount nodes { id name mediaType size sha256 state uploadedBy uploadedAt } }";

/// What `prepareContractAttachment` takes.
fn announced(office: &Office, bytes: &[u8]) -> Value {
    json!({
        "contractId": office.contract, "name": "合同正本 2026.pdf", "mediaType": "application/pdf",
        "size": bytes.len(), "sha256": hex::encode(Sha256::digest(bytes)),
    })
}

/// Announces a file as the manager: the address.
async fn address(office: &Office, input: Value) -> String {
    let fields = "attachment { state } upload { url expiresAt }";
    let prepared = office.as_("manager").must("prepareContractAttachment", input, fields).await;
    assert_eq!(prepared["attachment"]["state"], "PENDING");
    prepared["upload"]["url"].as_str().expect("an address").to_owned()
}

async fn put(endpoint: &TestEndpoint, url: &str, media_type: &str, length: Option<usize>, body: Body) -> Answer {
    let mut request = endpoint.put(url).header("accept-language", "en").content_type(media_type).body(body);
    if let Some(length) = length {
        request = request.header("content-length", length);
    }
    let mut response = request.send().await.0;
    let bytes = response.take_body().into_bytes().await.expect("a body");
    Answer { status: response.status(), retry_after: None, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
}

/// Status, code and figures of a refusal.
fn refusal(answer: &Answer) -> (u16, String, [Option<u64>; 2]) {
    let figures = &answer.body["errors"][0]["extensions"];
    let figure = |names: [&str; 2]| names.iter().find_map(|name| figures[*name].as_u64());
    (answer.status.as_u16(), answer.code(), [figure(["found", "found"]), figure(["limit", "announced"])])
}

/// Fetches a file: status, the headers that matter, and the bytes.
async fn get(office: &Office, url: &str) -> (u16, Vec<String>, Vec<u8>) {
    let mut response = office.story.world.endpoint.get(url).send().await.0;
    let names = ["content-type", "content-length", "content-disposition", "x-content-type-options", "cache-control"];
    let headers = names.iter().map(|name| response.header(name).unwrap_or_default().to_owned()).collect();
    let bytes = response.take_body().into_vec().await.expect("a body");
    (response.status().as_u16(), headers, bytes)
}

async fn download_url(office: &Office, who: &str) -> String {
    let seen = office.look(who, "attachments { nodes { downloadUrl } }").await;
    seen["attachments"]["nodes"][0]["downloadUrl"].as_str().expect("an address").to_owned()
}

async fn a_file_is_sent_once_and_fetched_once(backend: Backend) {
    let office = Office::open(backend).await;
    let endpoint = office.story.world.endpoint.clone();
    let url = address(&office, announced(&office, PDF)).await;
    assert_eq!(office.look("manager", SHOWN).await["attachments"]["totalCount"], 0, "nothing before it is whole");
    let stored = put(&endpoint, &url, "application/pdf", Some(PDF.len()), Body::from(PDF)).await;
    assert_eq!((stored.status.as_u16(), &stored.body["state"]), (201, &json!("STORED")));
    let again = put(&endpoint, &url, "application/pdf", Some(PDF.len()), Body::from(PDF)).await;
    assert_eq!((again.status.as_u16(), again.code()), (404, "NOT_FOUND".to_owned()), "the address is used up");
    let seen = office.look("vendor_manager", SHOWN).await;
    let file = &seen["attachments"]["nodes"][0];
    assert_eq!((&file["id"], &file["name"]), (&stored.body["id"], &json!("合同正本 2026.pdf")));
    assert_eq!((&file["size"], &file["uploadedBy"]), (&json!(PDF.len()), &json!("manager")));
    assert_eq!(file["sha256"], hex::encode(Sha256::digest(PDF)));

    let url = download_url(&office, "vendor_manager").await;
    let (status, headers, bytes) = get(&office, &url).await;
    assert_eq!((status, bytes.as_slice()), (200, PDF));
    assert_eq!(
        headers,
        [
            "application/pdf",
            &PDF.len().to_string(),
            "attachment; filename=\"____ 2026.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%E6%AD%A3%E6%9C%AC%202026.pdf",
            "nosniff",
            "private, no-store",
        ]
    );
    assert_eq!(get(&office, &url).await.0, 404, "good once");
    let late = download_url(&office, "manager").await;
    office.story.world.pass(TimeDelta::seconds(600));
    assert_eq!(get(&office, &late).await.0, 404, "and for ten minutes");
    let own = office.story.world.as_("manager").token.expect("a token");
    assert_eq!(get(&office, &format!("/files/{own}")).await.0, 404, "an access token is no address");

    let remove = json!({ "attachmentId": file["id"], "reason": "扫描件不清晰" });
    assert_eq!(
        office.as_("vendor_manager").refused("withdrawContractAttachment", remove.clone()).await[0].0,
        "FORBIDDEN",
        "the vendor reads"
    );
    let url = download_url(&office, "manager").await;
    let fields = "attachment { state withdrawnBy withdrawalReason downloadUrl }";
    let removed = office.as_("manager").must("withdrawContractAttachment", remove.clone(), fields).await;
    let expected = json!({ "state": "WITHDRAWN", "withdrawnBy": "manager", "withdrawalReason": "扫描件不清晰",
        "downloadUrl": null });
    assert_eq!(removed["attachment"], expected);
    assert_eq!(get(&office, &url).await.0, 404, "an address that was given before");
    assert_eq!(
        office.as_("manager").refused("withdrawContractAttachment", remove).await,
        one("WRONG_STATE", "attachmentId")
    );
    assert_eq!(office.look("manager", SHOWN).await["attachments"]["totalCount"], 0);
    let kept = office.look("supervisor", "attachments(includeWithdrawn: true) { nodes { name state } }").await;
    assert_eq!(kept["attachments"]["nodes"][0]["state"], "WITHDRAWN");
    let told = ["contract.attachment_stored", "contract.attachment_withdrawn"];
    assert_eq!((office.told(told[0]).await, office.told(told[1]).await), (1, 1));
}

async fn what_is_announced_is_checked_before_anything_is_sent(backend: Backend) {
    let office = Office::open(backend).await;
    let mut wrong = announced(&office, PDF);
    for (field, value) in [
        ("name", json!("../../etc/passwd")),
        ("mediaType", json!("application/x-msdownload")),
        ("size", json!(52_428_801)),
        ("sha256", json!("abc")),
    ] {
        wrong[field] = value;
    }
    let answer = office.as_("manager").mutate("prepareContractAttachment", wrong, "").await;
    let errors = answer.at("/prepareContractAttachment/errors");
    let errors: Vec<_> = errors.as_array().expect("errors").iter().map(|of| (&of["code"], &of["field"])).collect();
    let expected = [
        (json!("INVALID"), json!("name")),
        (json!("MEDIA_TYPE"), json!("mediaType")),
        (json!("LIMIT_FILE_BYTES"), json!("size")),
        (json!("INVALID"), json!("sha256")),
    ];
    assert!(errors.iter().copied().eq(expected.iter().map(|(code, field)| (code, field))), "{errors:?}");
    assert!(answer.body.to_string().contains("52428801 exceeds the limit of 52428800"), "{}", answer.body);
    let input = announced(&office, PDF);
    assert_eq!(
        office.as_("vendor_manager").refused("prepareContractAttachment", input.clone()).await[0].0,
        "FORBIDDEN"
    );
    assert_eq!(office.as_("lz_manager").refused("prepareContractAttachment", input).await[0].0, "NOT_FOUND");
    assert_eq!(office.look("manager", SHOWN).await["attachments"]["totalCount"], 0);
}

async fn what_comes_is_what_was_announced_or_nothing(backend: Backend) {
    let mut office = Office::open(backend).await;
    let endpoint = office.story.world.endpoint.clone();
    // What headers give away costs nothing: the address is still good.
    let url = address(&office, announced(&office, PDF)).await;
    let longer = put(&endpoint, &url, "application/pdf", Some(99), Body::from(PDF)).await;
    let length = PDF.len() as u64;
    assert_eq!(refusal(&longer), (400, "FILE_LENGTH".to_owned(), [Some(99), Some(length)]));
    let typed = put(&endpoint, &url, "image/png", Some(PDF.len()), Body::from(PDF)).await;
    assert_eq!(refusal(&typed), (415, "FILE_TYPE".to_owned(), [None, None]));
    // What the bytes give away uses it up.
    let (shorter, other) = (&PDF[..10], b"%PDF-1.7 ABCDEF".as_slice());
    assert_eq!(other.len(), PDF.len());
    let streamed = |bytes: &'static [u8]| Body::from_bytes_stream(stream::iter([Ok::<_, io::Error>(bytes)]));
    for (body, code, figures) in [
        (streamed(shorter), (400, "FILE_LENGTH"), [Some(10), Some(length)]),
        (streamed(b"%PDF-1.7 ABCDEFGHIJ"), (400, "FILE_LENGTH"), [Some(19), Some(length)]),
        (streamed(other), (400, "FILE_HASH"), [None, None]),
        (streamed(b"MZ\x90\0ABCDEFGHIJK"), (415, "FILE_TYPE"), [None, None]),
    ] {
        let url = address(&office, announced(&office, PDF)).await;
        let answer = put(&endpoint, &url, "application/pdf", None, body).await;
        assert_eq!(refusal(&answer), (code.0, code.1.to_owned(), figures), "{}", answer.body);
        assert_eq!(put(&endpoint, &url, "application/pdf", None, streamed(PDF)).await.status.as_u16(), 404);
    }
    // Another process takes less than was announced here.
    let url = address(&office, announced(&office, PDF)).await;
    office.story.world.config.files.max_bytes = 12;
    let narrow = office.story.world.replica(Coord::memory()).await;
    let answer = put(&narrow.endpoint, &url, "application/pdf", None, streamed(PDF)).await;
    assert_eq!(refusal(&answer), (413, "LIMIT_FILE_BYTES".to_owned(), [Some(length), Some(12)]));
    let message = answer.body["errors"][0]["message"].as_str().expect("a message");
    assert!(message.ends_with("exceeds the limit of 12"), "{message}");
    assert_eq!(office.look("manager", SHOWN).await["attachments"]["totalCount"], 0, "nothing of it is seen");
    assert_eq!(files_in(&folder(&office)), [""; 0], "nothing of it is kept");
    let other = put(&endpoint, "/files/no-such-address", "application/pdf", None, streamed(PDF)).await;
    assert_eq!((other.status.as_u16(), other.code()), (404, "NOT_FOUND".to_owned()));
}

async fn an_upload_that_breaks_off_leaves_nothing(backend: Backend) {
    let office = Office::open(backend).await;
    let world = &office.story.world;
    let url = address(&office, announced(&office, PDF)).await;
    let broken = stream::iter([Ok(&PDF[..5]), Err(io::Error::from(io::ErrorKind::ConnectionReset))]);
    let answer = put(&world.endpoint, &url, "application/pdf", None, Body::from_bytes_stream(broken)).await;
    assert_eq!(refusal(&answer), (400, "FILE_BROKEN_OFF".to_owned(), [Some(5), Some(PDF.len() as u64)]));
    assert_eq!(office.look("manager", SHOWN).await["attachments"]["totalCount"], 0);
    assert_eq!(files_in(&folder(&office)), [""; 0]);
    // A process that was killed leaves its pieces behind, and one that was killed later the whole.
    let ids = pending(&office).await;
    address(&office, announced(&office, PDF)).await;
    let later = pending(&office).await.into_iter().find(|id| !ids.contains(id)).expect("another");
    for (id, ending) in [(ids[0], "#1"), (later, "")] {
        let place = folder(&office).join(format!("{:02x}", id.as_bytes()[15]));
        std::fs::create_dir_all(&place).expect("a folder");
        std::fs::write(place.join(format!("{id}{ending}")), PDF).expect("a file");
    }
    let clean = async || drop_unfinished_files(&world.system_op()).await.expect("a run");
    world.pass(TimeDelta::hours(23));
    assert_eq!(clean().await, DropReport::default(), "it may still come");
    world.pass(TimeDelta::hours(2));
    assert_eq!(clean().await, DropReport { dropped: 2, addresses: 2 });
    assert_eq!(clean().await, DropReport::default(), "and not again");
    assert_eq!((files_in(&folder(&office)), pending(&office).await.len()), (vec![], 0));
}

async fn a_large_file_passes_through_in_pieces(backend: Backend) {
    let office = Office::open(backend).await;
    let mut bytes = PDF.to_vec();
    bytes.resize(11 * 1024 * 1024, b'x');
    let url = address(&office, announced(&office, &bytes)).await;
    let pieces: Vec<Result<Vec<u8>, io::Error>> = bytes.chunks(60_000).map(|piece| Ok(piece.to_vec())).collect();
    let body = Body::from_bytes_stream(stream::iter(pieces));
    let stored = put(&office.story.world.endpoint, &url, "application/pdf", None, body).await;
    assert_eq!(stored.status.as_u16(), 201, "{}", stored.body);
    let url = download_url(&office, "supervisor").await;
    let (status, _, found) = get(&office, &url).await;
    assert!(status == 200 && found == bytes, "{} bytes came back", found.len());
}

/// Where the world keeps its files.
fn folder(office: &Office) -> PathBuf {
    let url = &office.story.world.config.files.url;
    PathBuf::from(url.strip_prefix("file://").expect("a directory"))
}

fn files_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return vec![] };
    let entries = entries.map(|entry| entry.expect("an entry").path());
    let below = |path: PathBuf| match path.is_dir() {
        true => files_in(&path),
        false => vec![path.display().to_string()],
    };
    entries.flat_map(below).collect()
}

/// The files that are awaited.
async fn pending(office: &Office) -> Vec<uuid::Uuid> {
    use domain::file::AttachmentState;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    use storage::entity::attachment;
    let ledger = office.story.ledger().await;
    let rows = attachment::Entity::find().filter(attachment::Column::State.eq(AttachmentState::Pending));
    rows.all(&ledger.db).await.expect("rows").into_iter().map(|row| row.id.0).collect()
}

both! {
    a_file_is_sent_once_and_fetched_once,
    what_is_announced_is_checked_before_anything_is_sent,
    what_comes_is_what_was_announced_or_nothing,
    an_upload_that_breaks_off_leaves_nothing,
    a_large_file_passes_through_in_pieces,
}
