//! What must not be called is not: refused as it is written, and again as it is to be called.

use app::webhook::{WebhookReport, send_webhooks};
use serde_json::{Value, json};
use storage::coord::Coord;

use super::receiver::Receiver;
use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::World;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::global_id;

both! {
    an_address_inside_is_refused_as_it_is_written,
    an_address_inside_is_refused_as_it_is_called,
    what_cannot_be_an_endpoint_is_refused_by_field,
}

/// A world that opens no network, and may call by http or not.
async fn world(backend: Backend, http: bool) -> World {
    let adjusted = World::adjusted(World::furnished(backend).await, Coord::memory(), |config| {
        config.webhooks.allow_http = http;
    });
    adjusted.await
}

fn new(world: &World, url: &str) -> Value {
    json!({ "agencyId": global_id("Agency", world.agency("NNDSJ").0), "url": url })
}

async fn refused(world: &World, input: Value) -> Vec<(String, Option<String>)> {
    world.as_("security_admin").refused("createWebhookEndpoint", input).await
}

fn at(code: &str, field: &str) -> (String, Option<String>) {
    (code.to_owned(), Some(field.to_owned()))
}

async fn an_address_inside_is_refused_as_it_is_written(backend: Backend) {
    let world = world(backend, false).await;
    for url in [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0.0.0.0/",
        "https://10.0.0.1/",
        "https://172.16.3.4/",
        "https://192.168.1.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[::1]/",
        "https://[::]/",
        "https://[fe80::1]/",
        "https://[fd00:ec2::254]/",
        "https://[ff02::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
    ] {
        assert_eq!(refused(&world, new(&world, url)).await, [at("ADDRESS_REFUSED", "url")], "{url}");
    }
    for url in [
        "",
        "hooks",
        "http://hooks.example.gov.cn/",
        "ftp://hooks.example.gov.cn/",
        "file:///etc/passwd",
        "https://user@hooks.example.gov.cn/",
        "https://:word@hooks.example.gov.cn/",
        "https://hooks.example.gov.cn/#part",
        "https://",
    ] {
        let code = if url.is_empty() { "REQUIRED" } else { "INVALID" };
        assert_eq!(refused(&world, new(&world, url)).await, [at(code, "url")], "{url}");
    }
    let good = new(&world, "https://hooks.example.gov.cn/gongdan?from=nn");
    let made = world.as_("security_admin").must("createWebhookEndpoint", good, "endpoint { id url }").await;
    assert_eq!(made["endpoint"]["url"], json!("https://hooks.example.gov.cn/gongdan?from=nn"));
    let change = json!({ "endpointId": made["endpoint"]["id"], "url": "https://[::1]/" });
    let errors = world.as_("security_admin").refused("updateWebhookEndpoint", change).await;
    assert_eq!(errors, [at("ADDRESS_REFUSED", "url")]);
}

/// A name may stand for another address by the time that it is called, and settings may have been narrowed.
async fn an_address_inside_is_refused_as_it_is_called(backend: Backend) {
    let world = world(backend, true).await;
    let receiver = Receiver::open().await;
    let url = format!("http://localhost:{}/hooks", receiver.address.port());
    let made = world.as_("security_admin").must("createWebhookEndpoint", new(&world, &url), "endpoint { id }").await;
    let endpoint = &made["endpoint"]["id"];
    let ledger = Ledger::of(&world).await;
    for literal in [None, Some(receiver.url()), Some(format!("http://[::ffff:7f00:1]:{}/", receiver.address.port()))] {
        if let Some(literal) = &literal {
            let written = ledger.run(&format!("UPDATE webhook_endpoint SET url = '{literal}'")).await.expect("written");
            assert_eq!(written, 1);
        }
        world.as_("security_admin").must("sendTestWebhook", json!({ "endpointId": endpoint }), "").await;
        let report = send_webhooks(&world.system_op()).await.expect("a run");
        assert_eq!(report, WebhookReport { failed: 1, ..WebhookReport::default() }, "{literal:?}");
        let log = "query($id: ID!) { webhookDeliveries(endpointId: $id) { nodes { attempts { failure status } } } }";
        let log = world.as_("security_admin").gql(log, json!({ "id": endpoint })).await;
        let attempts = log.at("/webhookDeliveries/nodes/0/attempts");
        assert_eq!(attempts, json!([{ "failure": "ADDRESS_REFUSED", "status": null }]), "{literal:?}");
    }
    assert_eq!(receiver.received().len(), 0, "nobody knocked");
}

async fn what_cannot_be_an_endpoint_is_refused_by_field(backend: Backend) {
    let world = world(backend, false).await;
    let good = new(&world, "https://hooks.example.gov.cn/");
    let with = |name: &str, value: Value| {
        let mut input = good.clone();
        input[name] = value;
        input
    };
    let vendor = json!(global_id("Vendor", world.vendor("八桂运维").0));
    assert_eq!(refused(&world, with("vendorId", vendor)).await, [at("INVALID", "agencyId")]);
    assert_eq!(refused(&world, with("agencyId", Value::Null)).await, [at("INVALID", "agencyId")]);
    let nobody = json!(global_id("Agency", uuid::Uuid::from_u128(42)));
    assert_eq!(refused(&world, with("agencyId", nobody)).await, [at("NOT_FOUND", "agencyId")]);
    assert_eq!(refused(&world, with("topics", json!(["sla.*"]))).await, [at("INVALID", "topics")]);
    let many: Vec<String> = (0..51).map(|n| format!("topic.n{n}")).collect();
    assert_eq!(refused(&world, with("topics", json!(many))).await, [at("TOO_MANY", "topics")]);
    assert_eq!(refused(&world, with("description", json!("长".repeat(501)))).await, [at("TOO_LONG", "description")]);
    let long = format!("https://hooks.example.gov.cn/{}", "a".repeat(2_000));
    assert_eq!(refused(&world, with("url", json!(long))).await, [at("TOO_LONG", "url")]);
    let mut several = with("topics", json!(["?"]));
    several["url"] = json!("nowhere");
    assert_eq!(refused(&world, several).await, [at("INVALID", "url"), at("INVALID", "topics")]);
}
