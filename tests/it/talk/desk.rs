//! A ticket that people talk about: Nanning's clerk raised it, the vendor's engineer has it.

use app::notice::{NoticeReport, deliver};
use app::setup::user::withdraw_role;
use poem::Body;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::client::{Answer, Client};
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, global_id};

pub const PNG: &[u8] = b"\x89PNG\r\n\x1A\n a picture";

pub struct Desk {
    pub story: Story,
    pub ticket: String,
}

impl Desk {
    pub async fn open(backend: Backend) -> Self {
        let story = Story::open(backend).await;
        let ticket = story.raise(P2).await;
        let desk = Self { story, ticket };
        let engineer = json!({ "engineerId": desk.person("engineer") });
        desk.story.act("vendor_manager", "assignTicket", &desk.ticket, engineer).await;
        desk.deliver().await;
        desk
    }

    pub fn as_(&self, who: &str) -> Client {
        self.story.world.as_(who)
    }

    /// The global id of somebody.
    pub fn person(&self, login: &str) -> String {
        global_id("User", self.story.world.user(login).0)
    }

    /// What an act on the ticket takes.
    pub fn on(&self, mut more: Value) -> Value {
        more["ticketId"] = json!(self.ticket);
        more
    }

    pub async fn comment(&self, who: &str, body: &str, visibility: &str) {
        let input = self.on(json!({ "body": body, "visibility": visibility }));
        self.as_(who).must("commentTicket", input, "").await;
    }

    pub async fn look(&self, who: &str, fields: &str) -> Value {
        self.story.look(who, &self.ticket, fields).await
    }

    /// The events that somebody reads, of some types.
    pub async fn events(&self, who: &str, types: &[&str]) -> Vec<Value> {
        let fields =
            "events { id type visibility body reason stars remark mentions { name } attachmentId fileName sha256
            workEntryId workStartedAt minutes }";
        let found = self.look(who, fields).await;
        let events = found["events"].as_array().expect("events").iter();
        events.filter(|event| types.contains(&event["type"].as_str().unwrap_or_default())).cloned().collect()
    }

    /// Numbers the messages and brings the inboxes up to them, twice: the second run finds nothing left.
    pub async fn deliver(&self) -> NoticeReport {
        self.story.relay().await;
        let report = deliver(&self.story.world.system_op()).await.expect("delivered");
        let again = deliver(&self.story.world.system_op()).await.expect("delivered again");
        assert_eq!(again, NoticeReport::default());
        report
    }

    /// The kinds in somebody's inbox, the newest first, and the text of what each is about.
    pub async fn inbox(&self, who: &str) -> Vec<(String, Option<String>)> {
        let document = "{ viewer { notifications { nodes { kind ticket { id } event { body } } } } }";
        let found = self.as_(who).gql(document, json!({})).await.at("/viewer/notifications/nodes");
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let nodes = found.as_array().expect("nodes").iter();
        nodes.map(|node| (text(&node["kind"]).expect("a kind"), text(&node["event"]["body"]))).collect()
    }

    /// Only the kinds, the oldest first.
    pub async fn kinds(&self, who: &str) -> Vec<String> {
        let mut kinds: Vec<String> = self.inbox(who).await.into_iter().map(|(kind, _)| kind).collect();
        kinds.reverse();
        kinds
    }

    pub async fn unread(&self, who: &str) -> Value {
        self.as_(who).gql("{ viewer { unreadNotifications } }", json!({})).await.at("/viewer/unreadNotifications")
    }

    /// Takes somebody's only role away.
    pub async fn dismiss(&self, login: &str) {
        let world = &self.story.world;
        let grant = world.app.directory().users[&world.user(login)].grants[0].id;
        withdraw_role(&world.op("security_admin"), grant).await.expect("withdrawn");
    }

    /// What `prepareTicketAttachment` takes for a picture.
    pub fn announced(&self, name: &str, visibility: &str) -> Value {
        self.on(json!({
            "name": name, "visibility": visibility, "mediaType": "image/png", "size": PNG.len(),
            "sha256": hex::encode(Sha256::digest(PNG)),
        }))
    }

    /// Announces a file: the address that takes its bytes.
    pub async fn address(&self, who: &str, input: Value) -> String {
        let prepared =
            self.as_(who).must("prepareTicketAttachment", input, "attachment { state } upload { url }").await;
        assert_eq!(prepared["attachment"]["state"], "PENDING");
        prepared["upload"]["url"].as_str().expect("an address").to_owned()
    }

    pub async fn put(&self, url: &str, bytes: &'static [u8]) -> Answer {
        let request = self.story.world.endpoint.put(url).header("accept-language", "en").content_type("image/png");
        let mut response = request.body(Body::from(bytes)).send().await.0;
        let bytes = response.take_body().into_bytes().await.expect("a body");
        Answer {
            status: response.status(),
            retry_after: None,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        }
    }

    /// Sends a picture: its global id.
    pub async fn attach(&self, who: &str, name: &str, visibility: &str) -> String {
        let url = self.address(who, self.announced(name, visibility)).await;
        let stored = self.put(&url, PNG).await;
        assert_eq!(stored.status.as_u16(), 201, "{}", stored.body);
        stored.body["id"].as_str().expect("an id").to_owned()
    }

    /// The files that somebody sees: name, state, and the address to fetch each.
    pub async fn files(&self, who: &str) -> Vec<(String, String, Option<String>)> {
        let found = self.look(who, "attachments { nodes { name state downloadUrl } }").await;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let nodes = found["attachments"]["nodes"].as_array().expect("nodes").iter();
        nodes
            .map(|node| {
                let [name, state] = ["name", "state"].map(|of| text(&node[of]).expect("a text"));
                (name, state, text(&node["downloadUrl"]))
            })
            .collect()
    }

    /// Fetches a file: status, content type, disposition, bytes.
    pub async fn get(&self, url: &str) -> (u16, [String; 2], Vec<u8>) {
        let mut response = self.story.world.endpoint.get(url).send().await.0;
        let headers =
            ["content-type", "content-disposition"].map(|name| response.header(name).unwrap_or_default().to_owned());
        let bytes = response.take_body().into_vec().await.expect("a body");
        (response.status().as_u16(), headers, bytes)
    }
}

/// A refusal of one field.
pub fn one(code: &str, field: &str) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), Some(field.to_owned()))]
}
