//! Hostile requests against the real schema: each is refused by the name of its limit and its figure (F29).

use std::sync::Arc;

use api::http::Console;
use poem::http::Method;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::support::client::{Answer, Client, test_endpoint};
use crate::support::db::Backend;
use crate::support::world::World;

/// `count` fragments, each of which spreads the next one `width` times.
fn bomb(count: usize, width: usize) -> String {
    let mut text = "{ ...F0 }".to_owned();
    for at in 0..count {
        let next = format!("...F{} ", at + 1).repeat(width);
        text.push_str(&format!(" fragment F{at} on Query {{ {next} }}"));
    }
    text + &format!(" fragment F{count} on Query {{ viewer {{ permissions }} }}")
}

async fn clerk() -> (World, Client) {
    let world = World::new(Backend::Sqlite).await;
    let clerk = world.as_("clerk");
    (world, clerk)
}

/// The code, the figure allowed and the figure found, which the message repeats.
#[track_caller]
fn refusal(answer: &Answer) -> (String, u64, u64) {
    let error = &answer.body["errors"][0];
    let figure = |name: &str| error["extensions"][name].as_u64().unwrap_or_else(|| panic!("no {name}: {error}"));
    let (limit, found) = (figure("limit"), figure("found"));
    let message = error["message"].as_str().unwrap_or_default();
    assert!(message.ends_with(&format!("{found} exceeds the limit of {limit}")), "{message}");
    assert_eq!(answer.body.get("data").unwrap_or(&Value::Null), &Value::Null);
    (answer.code(), limit, found)
}

async fn post(client: &Client, body: &Value) -> Answer {
    send(client, Method::POST, "application/json", body.to_string()).await
}

async fn send(client: &Client, method: Method, media: &str, body: String) -> Answer {
    let mut request = client.endpoint.request(method, "/graphql").content_type(media).body(body);
    if let Some(token) = &client.token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let mut response = request.send().await.0;
    let bytes = response.take_body().into_bytes().await.expect("a body");
    Answer { status: response.status(), retry_after: None, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
}

#[tokio::test]
async fn fragment_bombs_are_counted_not_walked() {
    let (_world, clerk) = clerk().await;
    for (count, width, least) in [(24, 2, 1 << 24), (4, 64, 1 << 24), (29, 2, 1 << 29)] {
        let answer = clerk.gql(&bomb(count, width), json!({})).await;
        let (code, limit, found) = refusal(&answer);
        assert_eq!((code.as_str(), limit, answer.status.as_u16()), ("LIMIT_SELECTIONS", 5_000, 400));
        assert!(found > least, "{found}");
    }
    let answer = clerk.gql(&bomb(200, 2), json!({})).await;
    assert_eq!(refusal(&answer).0, "LIMIT_NESTING", "too deep to be counted at all");
    // The same on a type below the root.
    let below = bomb(24, 2).replace("on Query", "on Ticket").replace("{ ...F0 }", "{ tickets { nodes { ...F0 } } }");
    let below = below.replace("viewer { permissions }", "id");
    assert_eq!(refusal(&clerk.gql(&below, json!({})).await).0, "LIMIT_SELECTIONS");
    assert_eq!(clerk.gql(&bomb(3, 2), json!({})).await.at("/viewer/permissions/0"), "ticket.view");
}

#[tokio::test]
async fn floods_are_refused_by_their_own_limits() {
    let (_world, clerk) = clerk().await;
    let repeated = |part: &dyn Fn(usize) -> String, count: usize| (0..count).map(part).collect::<Vec<_>>().join(" ");
    let aliases = format!("{{ viewer {{ {} }} }}", repeated(&|at| format!("a{at}: side"), 51));
    let roots = format!("{{ {} }}", repeated(&|_| "viewer { side }".to_owned(), 21));
    let deep = format!("{{ agencies {{ nodes {} }} }}", "{ parent ".repeat(16) + "{ id }" + &" }".repeat(16));
    let brackets = format!("{{ node(id: {}\"x\"{}) {{ id }} }}", "[".repeat(40), "]".repeat(40));
    let tokens = format!("{{ viewer {{ {} }} }}", "side ".repeat(6_000));
    for (document, code, limit, least) in [
        (aliases, "LIMIT_ALIASES", 50, 51),
        (roots, "LIMIT_ROOT_FIELDS", 20, 21),
        (deep, "LIMIT_DEPTH", 16, 17),
        (brackets, "LIMIT_NESTING", 32, 33),
        (tokens, "LIMIT_TOKENS", 5_000, 5_001),
    ] {
        let (found_code, found_limit, found) = refusal(&clerk.gql(&document, json!({})).await);
        assert_eq!((found_code.as_str(), found_limit), (code, limit), "{found}");
        assert!(found >= least, "{code}: {found}");
    }
    let large = json!({ "id": "x".repeat(300_000) });
    let answer = clerk.gql("query($id: ID!) { node(id: $id) { id } }", large).await;
    assert_eq!(refusal(&answer), ("LIMIT_VARIABLES".to_owned(), 262_144, 300_000 + 1 + 2));
}

#[tokio::test]
async fn bodies_and_batches_have_an_end() {
    let (world, clerk) = clerk().await;
    let huge = json!({ "query": "{ viewer { side } }", "variables": { "text": "x".repeat(10_000_000) } });
    let answer = post(&clerk, &huge).await;
    let (code, limit, found) = refusal(&answer);
    assert_eq!((code.as_str(), limit, answer.status.as_u16()), ("LIMIT_BODY", 1_048_576, 413));
    assert!(found > 1_048_576, "{found}");
    let comment = json!({ "query": "mutation { logOut(input: { refreshToken: \"x\" }) { done } }" });
    let answer = post(&clerk, &Value::Array(vec![comment; 11])).await;
    assert_eq!(refusal(&answer), ("LIMIT_BATCH".to_owned(), 10, 11));
    drop(world);
}

#[tokio::test]
async fn the_most_that_one_operation_may_cost_is_a_limit_too() {
    let (_world, clerk) = clerk().await;
    let nested = "{ agencies(first: 100) { nodes { children(first: 100) { nodes { children(first: 100) { nodes { id } } } } } } }";
    let answer = clerk.gql(nested, json!({})).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "LIMIT_COMPLEXITY"));
    let figure = |name: &str| answer.body["errors"][0]["extensions"][name].as_u64().expect("a figure");
    let limit = figure("limit");
    assert!(figure("found") > limit, "{}", answer.body);
    let message = answer.body["errors"][0]["message"].as_str().expect("a message");
    assert!(message.contains(&format!("more than the limit of {limit}")), "{message}");
    let page = clerk.gql("{ tickets(first: 101) { nodes { id } } }", json!({})).await;
    assert_eq!(
        (page.code().as_str(), &page.body["errors"][0]["extensions"]["limit"]),
        ("LIMIT_PAGE_SIZE", &json!(100))
    );
}

#[tokio::test]
async fn who_asks_is_told_what_an_operation_costs() {
    let (_world, clerk) = clerk().await;
    let query = "query($first: Int) { tickets(first: $first) { nodes { id title } } }";
    let costs = async |first: u32| {
        let body = json!({ "query": query, "variables": { "first": first }, "extensions": { "cost": true } });
        let answer = post(&clerk, &body).await;
        assert!(answer.body["data"]["tickets"]["nodes"].is_array(), "it is answered as well: {}", answer.body);
        answer.body["extensions"]["cost"].clone()
    };
    let (one, ten) = (costs(1).await, costs(10).await);
    assert_eq!((&one["limit"], &ten["limit"]), (&json!(50_000), &json!(50_000)));
    let figure = |cost: &Value| cost["found"].as_u64().expect("a figure");
    assert_eq!(figure(&ten) - figure(&one), 9 * 3, "{one} {ten}: nine more nodes with two fields each");
    assert!(clerk.gql("{ viewer { side } }", json!({})).await.body.get("extensions").is_none());
}

#[tokio::test]
async fn nothing_changes_by_a_link_a_form_or_a_query_string() {
    let (world, clerk) = clerk().await;
    let document = "mutation { logOut(input: { refreshToken: \"x\" }) { done } }";
    let body = json!({ "query": document }).to_string();
    for media in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/graphql"]
    {
        let answer = send(&clerk, Method::POST, media, body.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (415, "BAD_REQUEST"), "{media}");
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let answer = send(&clerk, method.clone(), "application/json", body.clone()).await;
        assert_eq!(answer.status.as_u16(), 405, "{method}");
    }
    let mut config = world.config.clone();
    config.server.graphiql = false;
    let closed = endpoint(&world, &config);
    for client in [&clerk.endpoint, &closed] {
        let query = "mutation%7BlogOut(input%3A%7BrefreshToken%3A%22x%22%7D)%7Bdone%7D%7D";
        let mut response = client.get(format!("/graphql?query={query}")).send().await.0;
        let body = response.take_body().into_string().await.expect("a text");
        assert!(!body.contains("\"done\""), "{body}");
    }
}

#[tokio::test]
async fn production_tells_nobody_its_types() {
    let (world, clerk) = clerk().await;
    let mut config = world.config.clone();
    config.server.graphiql = false;
    let closed = Client { endpoint: endpoint(&world, &config), ..clerk.clone() };
    for document in ["{ __schema { queryType { name } } }", "{ __type(name: \"Ticket\") { name fields { name } } }"] {
        let answer = closed.gql(document, json!({})).await;
        let text = answer.body.to_string();
        assert!(!text.contains("Query") && !text.contains("fields"), "{text}");
        assert!(clerk.gql(document, json!({})).await.body["errors"].is_null());
    }
    // Nor does a misspelt field bring up its neighbours.
    let misspelt = closed.gql("{ viewer { permisions } }", json!({})).await;
    assert!(!misspelt.body.to_string().contains("permissions"), "{}", misspelt.body);
    assert_eq!(closed.gql("{ viewer { side } }", json!({})).await.at("/viewer/side"), "AGENCY");
    let page = closed.endpoint.get("/graphql").send().await;
    assert_eq!(page.0.status().as_u16(), 405);
}

fn endpoint(world: &World, config: &gongdan::config::Config) -> crate::support::client::TestEndpoint {
    let app = Arc::clone(&world.app);
    test_endpoint(
        gongdan::serve::endpoint(&app, config, CancellationToken::new(), Console::unbuilt()).expect("an endpoint"),
    )
}
