//! `Idempotency-Key`: the same key and body, the same answer and one effect.

use std::collections::BTreeSet;

use poem::http::StatusCode;
use serde_json::{Value, json};
use storage::coord::Coord;
use tokio::task::JoinSet;

use crate::support::both;
use crate::support::client::{Answer, Client};
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story};

pub const RAISE: &str = "mutation($input: RaiseTicketInput!) {
    raiseTicket(input: $input) { ticket { id number version } errors { code field } } }";
const ACKNOWLEDGE: &str = "mutation($input: AcknowledgeTicketInput!) {
    acknowledgeTicket(input: $input) { ticket { state version } errors { code } } }";

/// Raises under a key.
pub async fn raise(client: &Client, key: &str, input: &Value) -> Answer {
    client.gql_once(key, RAISE, json!({ "input": input })).await
}

async fn tickets(story: &Story) -> usize {
    let page = story.world.as_("region_manager").gql("{ tickets { nodes { id } } }", json!({})).await;
    page.at("/tickets/nodes").as_array().expect("nodes").len()
}

async fn the_same_request_again_is_answered_alike_and_takes_effect_once(backend: Backend) {
    let story = Story::open(backend).await;
    let input = story.request("NN-OA", "公文收不到", P2);
    let first = raise(&story.world.as_("clerk"), "k-1", &input).await;
    assert_eq!(first.at("/raiseTicket/ticket/number"), json!("NNDSJ-20260302-0001"));
    story.pass_minutes(20);
    let clerk = story.world.as_("clerk");
    let there = story.world.replica(Coord::memory()).await;
    let elsewhere = Client { endpoint: there.endpoint.clone(), ..clerk.clone() };
    for client in [&clerk, &elsewhere] {
        let again = raise(client, "k-1", &input).await;
        assert_eq!((again.status, &again.body), (StatusCode::OK, &first.body));
    }
    assert_eq!(raise(&clerk, "\"k-1\"", &input).await.body, first.body, "quotation marks do not belong to it");
    assert_eq!(tickets(&story).await, 1);

    let other = story.request("NN-OA", "打不开", P2);
    let reused = raise(&clerk, "k-1", &other).await;
    assert_eq!((reused.status, reused.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "IDEMPOTENCY_KEY_REUSED"));
    let theirs = raise(&story.world.as_("operator"), "k-1", &input).await;
    assert_eq!(theirs.at("/raiseTicket/ticket/number"), json!("NNDSJ-20260302-0002"), "a key is its owner's");
    assert_ne!(raise(&clerk, "k-2", &input).await.body, first.body);
    assert_eq!(tickets(&story).await, 3);
    story.end().await;
}

async fn what_is_done_once_a_ticket_is_no_refusal_to_whoever_asks_again(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let engineer = story.world.as_("engineer");
    let variables = json!({ "input": { "ticketId": ticket } });
    let first = engineer.gql_once("ack", ACKNOWLEDGE, variables.clone()).await;
    assert_eq!(first.at("/acknowledgeTicket/ticket"), json!({ "state": "IN_PROGRESS", "version": 2 }));
    assert_eq!(engineer.gql_once("ack", ACKNOWLEDGE, variables.clone()).await.body, first.body);
    let without = engineer.gql(ACKNOWLEDGE, variables).await;
    assert_eq!(without.at("/acknowledgeTicket/errors/0/code"), json!("ALREADY_DONE"));
    assert_eq!(story.look("engineer", ticket, "events { type }").await["events"].as_array().map(Vec::len), Some(2));

    let admin = story.world.as_("system_admin");
    let document = "mutation($input: CreateVendorInput!) {
        createVendor(input: $input) { vendor { id } errors { code } } }";
    let code = domain::party::CreditCode::complete("91450200198230681").expect("17 characters").to_string();
    let vendor = json!({ "input": { "creditCode": code, "name": "桂南数码" } });
    let made = admin.gql_once("vendor", document, vendor.clone()).await;
    assert_eq!(made.at("/createVendor/errors"), json!([]));
    assert_eq!(admin.gql_once("vendor", document, vendor.clone()).await.body, made.body);
    assert_eq!(admin.gql(document, vendor).await.at("/createVendor/errors/0/code"), json!("TAKEN"));
    story.end().await;
}

async fn of_many_callers_at_once_one_takes_effect_and_all_hear_the_same(backend: Backend) {
    let story = Story::open(backend).await;
    let there = story.world.replica(Coord::memory()).await;
    let here = story.world.as_("clerk");
    let elsewhere = Client { endpoint: there.endpoint.clone(), ..here.clone() };
    let input = story.request("NN-OA", "公文收不到", P2);
    for round in 0..3 {
        let mut running = JoinSet::new();
        for caller in 0..10 {
            let (client, input) = (if caller % 2 == 0 { here.clone() } else { elsewhere.clone() }, input.clone());
            running.spawn(async move { raise(&client, &format!("round-{round}"), &input).await });
        }
        let mut answers = BTreeSet::new();
        while let Some(answer) = running.join_next().await {
            let answer = answer.expect("an answer");
            answers.insert((answer.status.as_u16(), answer.body.to_string()));
        }
        assert_eq!(answers.len(), 1, "{answers:?}");
        assert_eq!(tickets(&story).await, round + 1);
    }
    let ticket = &story.raise(P2).await;
    let mut running = JoinSet::new();
    for caller in 0..8 {
        let token = story.world.as_("engineer").token;
        let endpoint = if caller % 2 == 0 { here.endpoint.clone() } else { there.endpoint.clone() };
        let (client, variables) = (Client { endpoint, token }, json!({ "input": { "ticketId": ticket } }));
        running.spawn(async move { client.gql_once("ack", ACKNOWLEDGE, variables).await });
    }
    while let Some(answer) = running.join_next().await {
        let answer = answer.expect("an answer");
        assert_eq!(answer.at("/acknowledgeTicket/ticket/version"), json!(2), "{}", answer.body);
    }
    story.end().await;
}

async fn what_was_refused_leaves_the_key_free(backend: Backend) {
    let story = Story::open(backend).await;
    let clerk = story.world.as_("clerk");
    let refused = raise(&clerk, "k", &story.request("NN-OA", " ", P2)).await;
    assert_eq!(refused.at("/raiseTicket/errors/0/code"), json!("REQUIRED"));
    let raised = raise(&clerk, "k", &story.request("NN-OA", "公文收不到", P2)).await;
    let ticket = raised.at("/raiseTicket/ticket/id");

    let engineer = story.world.as_("engineer");
    let variables = json!({ "input": { "ticketId": ticket } });
    story.act("engineer", "acknowledgeTicket", ticket.as_str().expect("an id"), json!({})).await;
    // Refused inside its transaction, after the key was claimed there.
    let again = engineer.gql_once("ack", ACKNOWLEDGE, variables).await;
    assert_eq!(again.at("/acknowledgeTicket/errors/0/code"), json!("ALREADY_DONE"));
    assert_eq!(story.ledger().await.rows("idempotency_key").await.len(), 1);
    story.end().await;
}

async fn a_key_is_known_for_a_day(backend: Backend) {
    let story = Story::open(backend).await;
    let clerk = || story.world.as_("clerk");
    let input = story.request("NN-OA", "公文收不到", P2);
    let first = raise(&clerk(), "k", &input).await;
    story.pass_minutes(24 * 60 - 1);
    let prune = async || app::once::prune(&story.world.system_op()).await.expect("pruned").deleted;
    assert_eq!(prune().await, 0);
    assert_eq!(raise(&clerk(), "k", &input).await.body, first.body);
    story.pass_minutes(1);
    let next = raise(&clerk(), "k", &input).await;
    assert_ne!(next.at("/raiseTicket/ticket/id"), first.at("/raiseTicket/ticket/id"), "taken anew, pruned or not");
    story.pass_minutes(24 * 60);
    assert_eq!((prune().await, prune().await), (1, 0));
    assert_eq!(tickets(&story).await, 2);
}

async fn a_key_covers_one_mutation_of_one_field(backend: Backend) {
    let story = Story::open(backend).await;
    let clerk = story.world.as_("clerk");
    for document in [
        "{ viewer { permissions } }",
        "mutation { a: logOut(input: { refreshToken: \"x\" }) { done } b: logOut(input: { refreshToken: \"y\" }) { done } }",
        "mutation { ...M } fragment M on Mutation { logOut(input: { refreshToken: \"x\" }) { done } }",
        "mutation { logIn(input: { login: \"clerk\", password: \"x\" }) { errors { code } } }",
        "mutation { refreshSession(input: { refreshToken: \"x\" }) { errors { code } } }",
    ] {
        let answer = clerk.gql_once("k", document, json!({})).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "BAD_REQUEST"), "{document}");
    }
    let nobody = raise(&story.world.nobody(), "k", &story.request("NN-OA", "公文收不到", P2)).await;
    assert_eq!(nobody.code(), "UNAUTHENTICATED");
    assert_eq!(story.ledger().await.rows("idempotency_key").await.len(), 0);
}

both! {
    the_same_request_again_is_answered_alike_and_takes_effect_once,
    what_is_done_once_a_ticket_is_no_refusal_to_whoever_asks_again,
    of_many_callers_at_once_one_takes_effect_and_all_hear_the_same,
    what_was_refused_leaves_the_key_free,
    a_key_is_known_for_a_day,
    a_key_covers_one_mutation_of_one_field,
}
