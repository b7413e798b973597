//! Keys whose answer is not there: still being made, lost with its process, or a secret.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::ids::{AuditId, uuid_at};
use poem::http::StatusCode;
use serde_json::json;
use storage::entity::audit_entry;
use storage::query::setup::insert;

use super::keys::raise;
use crate::access::stage::Stage;
use crate::support::both;
use crate::support::db::Backend;
use crate::talk::desk::Desk;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{P2, Story, global_id};

async fn an_answer_that_got_lost_leaves_the_effect_and_names_its_object(backend: Backend) {
    let story = Story::open(backend).await;
    let clerk = story.world.as_("clerk");
    let input = story.request("NN-OA", "公文收不到", P2);
    let first = raise(&clerk, "k", &input).await;
    // The process ended between the effect and its answer.
    story.ledger().await.run("UPDATE idempotency_key SET answer = NULL").await.expect("forgotten");
    let waiting = raise(&clerk, "k", &input).await;
    assert_eq!((waiting.status, waiting.code().as_str()), (StatusCode::CONFLICT, "IDEMPOTENCY_IN_PROGRESS"));
    assert_eq!(waiting.retry_after, Some(1));

    story.pass_minutes(1);
    let gone = raise(&clerk, "k", &input).await;
    assert_eq!((gone.status, gone.code().as_str()), (StatusCode::CONFLICT, "IDEMPOTENCY_ANSWER_GONE"));
    let objects = &gone.body["errors"][0]["extensions"]["objects"];
    assert_eq!(objects, &json!([first.at("/raiseTicket/ticket/id")]));
    let page = clerk.gql("{ tickets { totalCount } }", json!({})).await;
    assert_eq!(page.at("/tickets/totalCount"), json!(1));
}

async fn an_answer_that_holds_a_secret_is_not_kept(backend: Backend) {
    let story = Story::open(backend).await;
    let manager = story.world.as_("manager");
    let document = "mutation($input: PrepareContractAttachmentInput!) {
        prepareContractAttachment(input: $input) { attachment { id } upload { url } errors { code field message } } }";
    let contract = global_id("ServiceContract", story.world.contract("NN-2026").0);
    let input = json!({ "contractId": contract, "name": "合同.pdf", "mediaType": "application/pdf", "size": 7 });
    let first = manager.gql_once("file", document, json!({ "input": input })).await;
    let url = first.at("/prepareContractAttachment/upload/url");
    let kept = story.ledger().await.rows("idempotency_key").await.join("\n");
    assert!(!kept.contains(url.as_str().expect("a path")), "{kept}");
    let again = manager.gql_once("file", document, json!({ "input": input })).await;
    assert_eq!(again.code(), "IDEMPOTENCY_ANSWER_GONE");
    assert_eq!(again.body["errors"][0]["extensions"]["objects"].as_array().map(Vec::len), Some(1), "{}", again.body);
}

async fn an_answer_with_an_address_of_a_file_is_not_kept(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.attach("engineer", "现场.png", "PUBLIC").await;
    let clerk = desk.as_("clerk");
    let document = "mutation($input: CommentTicketInput!) { commentTicket(input: $input) {
        ticket { attachments { nodes { downloadUrl } } } errors { code } } }";
    let input = desk.on(json!({ "body": "收到", "visibility": "PUBLIC" }));
    let first = clerk.gql_once("remark", document, json!({ "input": input })).await;
    let url = first.at("/commentTicket/ticket/attachments/nodes/0/downloadUrl");
    let kept = desk.story.ledger().await.rows("idempotency_key").await.join("\n");
    assert!(!kept.contains(url.as_str().expect("a path")), "{kept}");
    let again = clerk.gql_once("remark", document, json!({ "input": input })).await;
    assert_eq!(again.code(), "IDEMPOTENCY_ANSWER_GONE");
    assert_eq!(desk.events("clerk", &["COMMENTED"]).await.len(), 1, "the remark stands, once");
    desk.story.end().await;
}

async fn many_tickets_that_broke_off_half_way_are_raised_to_the_end(backend: Backend) {
    let story = Story::open(backend).await;
    let clerk = story.world.as_("clerk");
    let document = "mutation($input: RaiseTicketsInput!) {
        raiseTickets(input: $input) { results { ticket { number } errors { code } } errors { code } } }";
    let items: Vec<_> = ["一", "二", "三"].map(|title| story.request("NN-OA", title, P2)).to_vec();
    let send = async || clerk.gql_once("many", document, json!({ "input": { "items": items } })).await;
    let first = send().await;
    assert_eq!(send().await.body, first.body);
    // The process ended after the second.
    let ledger = story.ledger().await;
    ledger.run("DELETE FROM idempotency_key WHERE key IN ('many', 'many#2')").await.expect("forgotten");
    let again = send().await;
    let numbers = |answer: &crate::support::client::Answer| {
        let results = answer.at("/raiseTickets/results");
        let of = |result: &serde_json::Value| result["ticket"]["number"].as_str().expect("a number").to_owned();
        results.as_array().expect("results").iter().map(of).collect::<Vec<_>>()
    };
    let (first, again) = (numbers(&first), numbers(&again));
    assert_eq!(again[..2], first[..2], "what was raised is raised once");
    assert_ne!(again[2], first[2]);
    let other = json!({ "input": { "items": &items[..1] } });
    assert_eq!(clerk.gql_once("many", document, other).await.code(), "IDEMPOTENCY_KEY_REUSED");
    story.end().await;
}

/// What the audit log calls an object, and the type of its global id.
const AUDITED: &[(&str, &str)] = &[
    ("agency", "Agency"),
    ("assessment", "AssessmentPeriod"),
    ("attachment", "Attachment"),
    ("backtest", "Backtest"),
    ("breach_dispute", "BreachDispute"),
    ("calendar", "ServiceCalendar"),
    ("certificate", "EngineerCertificate"),
    ("checklist", "ReviewChecklist"),
    ("contract", "ServiceContract"),
    ("credit_terms", "CreditTerms"),
    ("guard_period", "GuardPeriod"),
    ("inspection_checklist", "InspectionChecklist"),
    ("inspection_plan", "InspectionPlan"),
    ("knowledge_note", "KnowledgeNote"),
    ("ledger_entry", "LedgerEntry"),
    ("manual_score", "ManualScore"),
    ("payment_milestone", "PaymentMilestone"),
    ("pilot", "Pilot"),
    ("policy", "SlaPolicy"),
    ("ranking", "RankingPublication"),
    ("rectification", "Rectification"),
    ("report_schedule", "ReportSchedule"),
    ("review", "ComplianceReview"),
    ("scheme", "ScoringScheme"),
    ("service_exclusion", "ServiceExclusion"),
    ("service_item", "ServiceItem"),
    ("shift", "DutyShift"),
    ("statement", "Statement"),
    ("system", "ManagedSystem"),
    ("team", "VendorTeam"),
    ("ticket", "Ticket"),
    ("uncovered_request", "UncoveredRequest"),
    ("user", "User"),
    ("vendor", "Vendor"),
    ("view", "SavedView"),
    ("webhook_endpoint", "WebhookEndpoint"),
];

async fn whatever_a_lost_answer_touched_is_named(backend: Backend) {
    let stage = Stage::new(backend).await;
    let ledger = Ledger::of(&stage.world).await;
    let audited: BTreeSet<String> =
        ledger.texts("SELECT DISTINCT object_type FROM audit_entry").await.into_iter().collect();
    let known: BTreeSet<String> = AUDITED.iter().map(|(of, _)| (*of).to_owned()).collect();
    assert_eq!(audited.difference(&known).collect::<Vec<_>>(), [""; 0], "say what its type is, here and in `node_of`");

    stage.world.pass(TimeDelta::minutes(1));
    let document = "mutation($input: SaveViewInput!) { saveView(input: $input) { view { id } errors { code } } }";
    let save = async || {
        let input = json!({ "input": { "name": "夜班" } });
        stage.world.as_("operator").gql_once("night", document, input).await
    };
    let view = save().await.at("/saveView/view/id");
    let now = stage.world.app.clock().now();
    let mut touched = BTreeSet::from([view.as_str().expect("an id").to_owned()]);
    for (at, (of, node)) in (0_u8..).zip(AUDITED) {
        let object = uuid_at(now, [at; 10]);
        touched.insert(global_id(node, object));
        let entry = audit_entry::Model {
            id: AuditId(object),
            at: now,
            actor_id: Some(stage.world.user("operator")),
            actor_name: "operator".to_owned(),
            action: "test.touch".to_owned(),
            object_type: (*of).to_owned(),
            object_id: Some(object),
            detail: json!({}),
        };
        insert(&ledger.db, entry).await.expect("an entry");
    }
    ledger.run("UPDATE idempotency_key SET answer = ''").await.expect("too large to be kept");
    let gone = save().await;
    assert_eq!(gone.code(), "IDEMPOTENCY_ANSWER_GONE");
    let named = &gone.body["errors"][0]["extensions"]["objects"];
    let named: BTreeSet<String> = serde_json::from_value(named.clone()).expect("ids");
    assert_eq!(named, touched);
}

both! {
    an_answer_that_got_lost_leaves_the_effect_and_names_its_object,
    an_answer_that_holds_a_secret_is_not_kept,
    an_answer_with_an_address_of_a_file_is_not_kept,
    many_tickets_that_broke_off_half_way_are_raised_to_the_end,
    whatever_a_lost_answer_touched_is_named,
}
