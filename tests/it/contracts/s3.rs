//! Files in a store that speaks S3: every request is signed, large ones come in parts, and what breaks off is withdrawn.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

use futures_util::stream;
use poem::http::{Method, StatusCode, header};
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::{Body, Endpoint, Request, Response, Server};
use serde_json::{Value, json};
use storage::coord::Coord;

use super::office::Office;
use crate::support::client::{Client, TestEndpoint};
use crate::support::db::Backend;

/// What the store holds, and what it was asked.
#[derive(Default)]
struct Bucket {
    objects: BTreeMap<String, Vec<u8>>,
    parts: BTreeMap<u32, Vec<u8>>,
    asked: Vec<String>,
}

/// As much of S3 as a file needs.
#[derive(Clone, Default)]
struct Store(Arc<Mutex<Bucket>>);

impl Endpoint for Store {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let signed = request.header(header::AUTHORIZATION).unwrap_or_default().to_owned();
        if !signed.starts_with("AWS4-HMAC-SHA256 Credential=papers/") || !signed.contains("/cn-south/s3/aws4_request") {
            return Ok(StatusCode::FORBIDDEN.into());
        }
        let body = request.take_body().into_vec().await?;
        let (path, query) = (request.uri().path().to_owned(), request.uri().query().unwrap_or_default().to_owned());
        let xml = |text: &str| Response::builder().content_type("application/xml").body(text.to_owned());
        let part = query.split('&').find_map(|one| one.strip_prefix("partNumber=")).and_then(|text| text.parse().ok());
        let mut bucket = self.0.lock().expect("nobody panics with it");
        let asked = part.map_or_else(|| query.split('=').next().unwrap_or_default().to_owned(), |_| "part".to_owned());
        bucket.asked.push(format!("{} {asked}", request.method()).trim().to_owned());
        Ok(match (request.method().clone(), query.as_str(), part) {
            (Method::POST, "uploads" | "uploads=", _) => {
                xml("<InitiateMultipartUploadResult><UploadId>7</UploadId></InitiateMultipartUploadResult>")
            }
            (Method::PUT, _, Some(part)) => {
                bucket.parts.insert(part, body);
                Response::builder().header(header::ETAG, format!("\"{part}\"")).finish()
            }
            (Method::POST, ..) => {
                let whole = std::mem::take(&mut bucket.parts).into_values().flatten().collect();
                bucket.objects.insert(path, whole);
                xml("<CompleteMultipartUploadResult><ETag>\"all\"</ETag></CompleteMultipartUploadResult>")
            }
            (Method::DELETE, _, _) => {
                bucket.parts.clear();
                StatusCode::NO_CONTENT.into()
            }
            (Method::GET, _, _) => match bucket.objects.get(&path) {
                Some(bytes) => Response::builder()
                    .header(header::ETAG, "\"all\"")
                    .header(header::LAST_MODIFIED, "Mon, 02 Mar 2026 01:00:00 GMT")
                    .header(header::CONTENT_LENGTH, bytes.len())
                    .body(bytes.clone()),
                None => StatusCode::NOT_FOUND.into(),
            },
            _ => StatusCode::METHOD_NOT_ALLOWED.into(),
        })
    }
}

async fn put(endpoint: &TestEndpoint, url: &str, pieces: Vec<io::Result<Vec<u8>>>) -> u16 {
    let body = Body::from_bytes_stream(stream::iter(pieces));
    endpoint.put(url).content_type("application/pdf").body(body).send().await.0.status().as_u16()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_speaks_s3_keeps_files() {
    let store = Store::default();
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.expect("a port");
    let address = acceptor.local_addr()[0].as_socket_addr().copied().expect("an address");
    let server = tokio::spawn(Server::new_with_acceptor(acceptor).run(store.clone()));

    let mut office = Office::open(Backend::Sqlite).await;
    let files = &mut office.story.world.config.files;
    files.url = "s3://gongdan/papers".to_owned();
    files.s3 = app::S3Config {
        endpoint: format!("http://{address}"),
        region: "cn-south".to_owned(),
        access_key_id: "papers".to_owned(),
        secret_access_key: "secret".to_owned(),
    };
    let replica = office.story.world.replica(Coord::memory()).await;
    let manager = Client { endpoint: replica.endpoint.clone(), token: office.as_("manager").token };
    let mut bytes = b"%PDF-1.7".to_vec();
    bytes.resize(6 * 1024 * 1024, b'x');
    let input = json!({ "contractId": office.contract, "name": "正本.pdf", "mediaType": "application/pdf",
        "size": bytes.len() });
    let announce = async || -> String {
        let prepared = manager.must("prepareContractAttachment", input.clone(), "upload { url }").await;
        prepared["upload"]["url"].as_str().expect("an address").to_owned()
    };
    let broken = vec![Ok(bytes[..500_000].to_vec()), Err(io::ErrorKind::ConnectionReset.into())];
    assert_eq!(put(&replica.endpoint, &announce().await, broken).await, 400);
    let pieces = bytes.chunks(100_000).map(|piece| Ok(piece.to_vec())).collect();
    assert_eq!(put(&replica.endpoint, &announce().await, pieces).await, 201);
    let query =
        "query($id: ID!) { node(id: $id) { ... on ServiceContract { attachments { nodes { downloadUrl } } } } }";
    let seen = manager.gql(query, json!({ "id": office.contract })).await.at("/node/attachments/nodes");
    let [Value::Object(only)] = seen.as_array().expect("files").as_slice() else { panic!("one file: {seen}") };
    let url = only["downloadUrl"].as_str().expect("an address");
    let mut response = replica.endpoint.get(url).send().await.0;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.take_body().into_vec().await.expect("bytes") == bytes, "other bytes came back");

    let bucket = store.0.lock().expect("nobody panics with it");
    assert_eq!(&bucket.asked[..2], ["POST uploads", "DELETE uploadId"], "what broke off is withdrawn");
    assert_eq!(&bucket.asked[2..], ["POST uploads", "PUT part", "PUT part", "POST uploadId", "GET"]);
    let keys: Vec<&String> = bucket.objects.keys().collect();
    assert!(matches!(keys[..], [key] if key.starts_with("/gongdan/papers/")), "{keys:?}");
    server.abort();
}
