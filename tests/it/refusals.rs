//! Bad input: each mistake has its typed error, and nothing is written.

use app::setup::review::ReviewSubject;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::both;
use crate::support::client::Answer;
use crate::support::db::Backend;
use crate::support::in_force::pass;
use crate::tickets::ledger::{Contents, Ledger};
use crate::tickets::story::{P2, Story, at, global_id};

/// What stood in the database before the mistakes.
struct Watch {
    ledger: Ledger,
    before: Contents,
}

impl Watch {
    async fn begin(story: &Story) -> Self {
        let ledger = story.ledger().await;
        let before = ledger.contents().await;
        Self { ledger, before }
    }

    async fn unchanged(&self, when: &str) {
        Ledger::assert_same(&self.before, &self.ledger.contents().await, when);
    }

    /// A mutation that must be refused by these codes and fields.
    async fn refuse(&self, story: &Story, who: &str, mutation: &str, input: Value, expected: &[(&str, Option<&str>)]) {
        let errors = story.world.as_(who).refused(mutation, input.clone()).await;
        let errors: Vec<_> = errors.iter().map(|(code, field)| (code.as_str(), field.as_deref())).collect();
        assert_eq!(errors, expected, "{mutation} of {input} by {who}");
        self.unchanged(&format!("{mutation} of {input} by {who}")).await;
    }

    /// A query that must be refused by this code and field.
    async fn refuse_query(
        &self,
        story: &Story,
        who: &str,
        query: &str,
        variables: Value,
        expected: (&str, Option<&str>),
    ) {
        let answer = story.world.as_(who).gql(query, variables.clone()).await;
        assert_eq!((answer.code().as_str(), field(&answer)), expected, "{query} with {variables}: {}", answer.body);
        self.unchanged(query).await;
    }
}

fn field(answer: &Answer) -> Option<&str> {
    answer.body.pointer("/errors/0/extensions/field").and_then(Value::as_str)
}

fn with(mut input: Value, name: &str, value: Value) -> Value {
    input[name] = value;
    input
}

fn some_id(of: &str) -> Value {
    json!(global_id(of, Uuid::from_u128(0x0193_5f0a_0000_7000_8000_0000_0000_002a)))
}

async fn a_ticket_that_cannot_be_raised(backend: Backend) {
    let story = &Story::open(backend).await;
    let watch = &Watch::begin(story).await;
    let good = story.request("NN-OA", "公文收不到", P2);
    let refuse = async |name: &str, value: Value, expected: (&str, &str)| {
        let input = with(good.clone(), name, value);
        watch.refuse(story, "clerk", "raiseTicket", input, &[(expected.0, Some(expected.1))]).await;
    };
    refuse("systemId", json!("42"), ("NOT_FOUND", "systemId")).await;
    refuse("systemId", some_id("Agency"), ("NOT_FOUND", "systemId")).await;
    refuse("systemId", some_id("ManagedSystem"), ("NOT_FOUND", "systemId")).await;
    let foreign = global_id("ManagedSystem", story.world.system("LZ-OA").0);
    refuse("systemId", json!(foreign), ("NOT_FOUND", "systemId")).await;
    let uncovered = global_id("ManagedSystem", story.world.system("NN-OLD").0);
    refuse("systemId", json!(uncovered), ("NOT_COVERED", "systemId")).await;
    refuse("agencyId", json!("nonsense"), ("NOT_FOUND", "agencyId")).await;
    refuse("title", json!(" \t\n　"), ("REQUIRED", "title")).await;
    refuse("title", json!("长".repeat(201)), ("TOO_LONG", "title")).await;
    refuse("title", json!("a\u{0}b"), ("INVALID", "title")).await;
    refuse("description", json!("长".repeat(10_001)), ("TOO_LONG", "description")).await;
    refuse("raisedAt", json!(at(2, "01:00:01")), ("IN_FUTURE", "raisedAt")).await;
    refuse("raisedAt", json!("2026-03-02T00:54:59Z"), ("REASON_REQUIRED", "lateReason")).await;
    let old = with(with(good.clone(), "raisedAt", json!("2026-02-23T00:59:59Z")), "lateReason", json!("节后补录"));
    watch.refuse(story, "clerk", "raiseTicket", old, &[("TOO_OLD", Some("raisedAt"))]).await;
    let several = with(with(good.clone(), "title", json!("")), "raisedAt", json!("2030-01-01T00:00:00Z"));
    let both = [("REQUIRED", Some("title")), ("IN_FUTURE", Some("raisedAt"))];
    watch.refuse(story, "clerk", "raiseTicket", several, &both).await;
    for who in ["manager", "engineer", "regulator", "system_admin"] {
        watch.refuse(story, who, "raiseTicket", good.clone(), &[("FORBIDDEN", None)]).await;
    }
    watch
        .refuse(
            story,
            "county_clerk",
            "raiseTicket",
            story.request("LZ-OA", "x", P2),
            &[("NOT_FOUND", Some("systemId"))],
        )
        .await;
    let nobody = story.world.nobody().mutate("raiseTicket", good.clone(), "").await;
    assert_eq!(nobody.code(), "UNAUTHENTICATED");
    let unknown = story.world.as_("clerk").mutate("raiseTicket", with(good.clone(), "impact", json!("HUGE")), "").await;
    assert_eq!(unknown.code(), "GRAPHQL_VALIDATION_FAILED", "{}", unknown.body);
    watch.unchanged("nobody, and a word that does not exist").await;

    let longest = with(with(good, "title", json!("长".repeat(200))), "description", json!("长".repeat(10_000)));
    story.raise_as("clerk", longest).await;
    story.end().await;
}

async fn an_act_that_cannot_be_done(backend: Backend) {
    let story = &Story::open(backend).await;
    let new = &story.raise(P2).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.pass_minutes(30);
    let pause = &story.hold("engineer", ticket, "THIRD_PARTY").await;
    let watch = &Watch::begin(story).await;
    let on = |id: &str, more: Value| with(more, "ticketId", json!(id));
    let refuse = async |who: &str, mutation: &str, input: Value, code: &str, field: Option<&str>| {
        watch.refuse(story, who, mutation, input, &[(code, field)]).await;
    };
    refuse("engineer", "acknowledgeTicket", on("VGlja2V0", json!({})), "NOT_FOUND", Some("ticketId")).await;
    refuse("engineer", "acknowledgeTicket", json!({ "ticketId": some_id("Vendor") }), "NOT_FOUND", Some("ticketId"))
        .await;
    refuse("engineer", "acknowledgeTicket", json!({ "ticketId": some_id("Ticket") }), "NOT_FOUND", None).await;
    // Another tenant's ticket looks like one that does not exist (I7).
    for who in ["lz_engineer", "system_admin", "security_admin", "audit_admin"] {
        refuse(who, "acknowledgeTicket", on(new, json!({})), "NOT_FOUND", None).await;
    }
    refuse("lz_operator", "cancelTicket", on(new, json!({ "reason": "x" })), "NOT_FOUND", None).await;
    refuse("county_clerk", "cancelTicket", on(new, json!({ "reason": "x" })), "NOT_FOUND", None).await;
    refuse("engineer", "cancelTicket", on(new, json!({ "reason": "x" })), "FORBIDDEN", None).await;

    refuse("clerk", "confirmTicket", on(new, json!({})), "WRONG_STATE", None).await;
    refuse("clerk", "reopenTicket", on(new, json!({ "reason": "x" })), "WRONG_STATE", None).await;
    refuse("clerk", "rateTicket", on(new, json!({ "stars": 5 })), "WRONG_STATE", None).await;
    let solution = json!({ "cause": "光缆", "solution": "熔接" });
    refuse("engineer", "resolveTicket", on(new, solution.clone()), "WRONG_STATE", None).await;
    refuse(
        "engineer",
        "resolveTicket",
        on(ticket, with(solution.clone(), "cause", json!(" "))),
        "REQUIRED",
        Some("cause"),
    )
    .await;
    let long = json!("长".repeat(10_001));
    refuse(
        "engineer",
        "resolveTicket",
        on(ticket, with(solution.clone(), "solution", long)),
        "TOO_LONG",
        Some("solution"),
    )
    .await;
    let nul = with(solution.clone(), "solution", json!("\u{0}"));
    refuse("engineer", "resolveTicket", on(ticket, nul), "INVALID", Some("solution")).await;
    refuse("clerk", "cancelTicket", on(ticket, json!({ "reason": "" })), "REQUIRED", Some("reason")).await;

    let when = |time: &str, reason: &str| json!({ "occurredAt": format!("2026-03-02T{time}Z"), "lateReason": reason });
    refuse("engineer", "recordArrival", on(ticket, when("01:30:01", "")), "IN_FUTURE", Some("occurredAt")).await;
    refuse("engineer", "recordArrival", on(ticket, when("01:00:00", " ")), "REASON_REQUIRED", Some("lateReason")).await;
    refuse("engineer", "recordArrival", on(ticket, when("00:59:59", "电话")), "BEFORE_RAISED", Some("occurredAt"))
        .await;
    let between = with(solution, "occurredAt", json!("2026-03-02T01:29:59Z"));
    refuse("engineer", "resolveTicket", on(ticket, between), "OUT_OF_ORDER", Some("occurredAt")).await;

    let of_pause = |id: &Value| on(ticket, json!({ "pauseId": id }));
    refuse("operator", "acceptPause", of_pause(&json!("x")), "NOT_FOUND", Some("pauseId")).await;
    refuse("operator", "acceptPause", of_pause(&some_id("TicketPause")), "UNKNOWN_PAUSE", Some("pauseId")).await;
    refuse("operator", "acceptPause", on(new, json!({ "pauseId": pause })), "WRONG_STATE", None).await;
    let unexplained = with(of_pause(&json!(pause)), "reason", json!(""));
    refuse("operator", "rejectPause", unexplained, "REQUIRED", Some("reason")).await;
    refuse("engineer", "holdTicket", on(ticket, json!({ "reason": "THIRD_PARTY" })), "ALREADY_DONE", Some("reason"))
        .await;

    let id = |of: &str, id: Uuid| json!(global_id(of, id));
    let outsider = id("User", story.world.user("lz_engineer").0);
    refuse("operator", "assignTicket", on(new, json!({ "engineerId": outsider })), "NOT_FOUND", Some("engineerId"))
        .await;
    refuse(
        "operator",
        "assignTicket",
        on(new, json!({ "vendorId": some_id("Vendor") })),
        "NOT_FOUND",
        Some("vendorId"),
    )
    .await;
    let other = id("Vendor", story.world.vendor("桂北信息").0);
    refuse("vendor_manager", "assignTicket", on(new, json!({ "vendorId": other })), "NOT_YOUR_SIDE", Some("vendorId"))
        .await;
    // E28: no other vendor has promised anything about this ticket.
    refuse("operator", "assignTicket", on(new, json!({ "vendorId": other })), "NOT_CONTRACTED", Some("vendorId")).await;
    let comment = json!({ "visibility": "VENDOR_INTERNAL", "body": "x" });
    refuse("clerk", "commentTicket", on(new, comment), "NOT_YOUR_SIDE", Some("visibility")).await;
    story.end().await;

    story.solve(ticket).await;
    let watch = Watch::begin(story).await;
    for stars in [0, 6, -1, 261] {
        let input = on(ticket, json!({ "stars": stars }));
        watch.refuse(story, "clerk", "rateTicket", input, &[("INVALID", Some("stars"))]).await;
    }
    story.end().await;
}

async fn a_question_that_has_no_answer(backend: Backend) {
    let story = &Story::open(backend).await;
    let ticket = story.raise(P2).await;
    story.raise(P2).await;
    let watch = &Watch::begin(story).await;
    let refuse = async |query: &str, variables: Value, code: &str, field: Option<&str>| {
        watch.refuse_query(story, "clerk", query, variables, (code, field)).await;
    };
    let page = "query($first: Int) { tickets(first: $first) { totalCount } }";
    for first in [101, 0, -1, i32::MAX] {
        refuse(page, json!({ "first": first }), "LIMIT_PAGE_SIZE", Some("first")).await;
    }
    let behind = "query($after: String) { tickets(first: 1, after: $after, orderBy: DUE_ASC) { nodes { id } } }";
    refuse(behind, json!({ "after": "nonsense" }), "INVALID_CURSOR", Some("after")).await;
    let cursor = "{ tickets(first: 1, orderBy: CREATED_ASC) { pageInfo { endCursor } } }";
    let cursor = story.world.as_("clerk").gql(cursor, json!({})).await.at("/tickets/pageInfo/endCursor");
    refuse(behind, json!({ "after": cursor }), "INVALID_CURSOR", Some("after")).await;
    for key in ["soon", "", "9223372036854775807", "-3000000000000000000"] {
        let forged = URL_SAFE_NO_PAD.encode(format!("tickets.due.asc\u{1f}{}\u{1f}{key}", Uuid::nil()));
        refuse(behind, json!({ "after": forged }), "INVALID_CURSOR", Some("after")).await;
    }
    let filter = "query($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }";
    refuse(filter, json!({ "filter": { "agencyId": "?" } }), "NOT_FOUND", Some("agencyId")).await;
    let one = "query($id: ID!) { ticket(id: $id) { number } }";
    refuse(one, json!({ "id": "?" }), "NOT_FOUND", Some("id")).await;
    refuse(one, json!({ "id": some_id("Ticket") }), "NOT_FOUND", None).await;
    watch.refuse_query(story, "lz_operator", one, json!({ "id": ticket }), ("NOT_FOUND", None)).await;
    watch
        .refuse_query(
            story,
            "lz_engineer",
            "query($id: ID!) { node(id: $id) { id } }",
            json!({ "id": ticket }),
            ("NOT_FOUND", None),
        )
        .await;
    let number = "query($number: String!) { ticketByNumber(number: $number) { id } }";
    refuse(number, json!({ "number": "NNDSJ-20260302-9999" }), "NOT_FOUND", None).await;
    refuse(number, json!({ "number": "a\u{0}b" }), "NOT_FOUND", None).await;
    let foreign = json!({ "number": "NNDSJ-20260302-0001" });
    watch.refuse_query(story, "lz_operator", number, foreign, ("NOT_FOUND", None)).await;
}

async fn ten_megabytes_are_not_read(backend: Backend) {
    let story = Story::open(backend).await;
    let watch = Watch::begin(&story).await;
    let mut input = story.request("NN-OA", "公文收不到", P2);
    input["description"] = json!("x".repeat(10_000_000));
    let large = story.world.as_("clerk").mutate("raiseTicket", input.clone(), "ticket { id }").await;
    assert_eq!((large.status.as_u16(), large.code().as_str()), (413, "LIMIT_BODY"));
    assert_eq!(large.body["errors"][0]["extensions"]["limit"], json!(1_048_576));
    input["description"] = json!("x".repeat(600_000));
    let large = story.world.as_("clerk").mutate("raiseTicket", input, "ticket { id }").await;
    assert_eq!(large.code(), "LIMIT_VARIABLES");
    watch.unchanged("too much").await;
}

/// Nothing is promised where no contract is in force, or where its policy promises nothing yet (E30).
async fn e30_without_a_contract_in_force_there_is_no_ticket(backend: Backend) {
    let story = &Story::open(backend).await;
    let world = &story.world;
    let id = |of: &str, id: Uuid| json!(global_id(of, id));
    let refuse = async |story: &Story, system: &str| {
        let watch = Watch::begin(story).await;
        let request = story.request(system, "公文收不到", P2);
        watch.refuse(story, "clerk", "raiseTicket", request, &[("NOT_COVERED", Some("systemId"))]).await;
    };
    refuse(story, "NN-OLD").await;
    let draft = json!({
        "number": "NN-2026-OLD", "agencyId": id("Agency", world.agency("NNDSJ").0), "name": "旧门户运维",
        "vendorId": id("Vendor", world.vendor("桂北信息").0), "startsOn": "2026-03-01", "endsOn": "2026-12-30",
        "amount": "1000.00", "policyId": id("SlaPolicy", world.policy("GX-SLA").0),
        "systemIds": [id("ManagedSystem", world.system("NN-OLD").0)],
    });
    let draft = world.as_("manager").must("createContract", draft, "contract { id version }").await;
    refuse(story, "NN-OLD").await;
    let contract = |version: i64| json!({ "contractId": draft["contract"]["id"], "version": version });
    world.as_("manager").must("submitContractForReview", contract(1), "").await;
    pass(&world.system_op(), ReviewSubject::Contract(world.contract("NN-2026-OLD"))).await;
    world.as_("supervisor").must("approveContract", contract(2), "").await;
    world.as_("manager").must("activateContract", contract(3), "").await;
    let ticket = story.raise_as("clerk", story.request("NN-OLD", "首页打不开", P2)).await;
    let bound = story.look("operator", &ticket, "contract { number } vendor { name }").await;
    assert_eq!(bound, json!({ "contract": { "number": "NN-2026-OLD" }, "vendor": { "name": "桂北信息" } }));
    let end = with(contract(4), "reason", json!("提前解约"));
    world.as_("manager").must("terminateContract", end, "").await;
    refuse(story, "NN-OLD").await;
    // The ticket that was promised something keeps its promise.
    story.pass_minutes(31);
    story.sweep().await;
    assert_eq!(story.clock(&ticket, "RESPONSE").await.state, "BREACHED");
    story.end().await;
}

/// Two contracts that both cover a system would leave open which promise applies (E30).
async fn e30_two_contracts_never_cover_one_system(backend: Backend) {
    let story = &Story::open(backend).await;
    let world = &story.world;
    let id = |of: &str, id: Uuid| json!(global_id(of, id));
    let second = json!({
        "number": "NN-2026-B", "agencyId": id("Agency", world.agency("NNDSJ").0), "name": "补充运维",
        "vendorId": id("Vendor", world.vendor("桂北信息").0), "startsOn": "2026-12-31", "endsOn": "2027-12-30",
        "amount": "1000.00", "policyId": id("SlaPolicy", world.policy("GX-SLA").0),
        "systemIds": [id("ManagedSystem", world.system("NN-OA").0)],
    });
    let draft = world.as_("manager").must("createContract", second, "contract { id version }").await;
    let step = |version: i64| json!({ "contractId": draft["contract"]["id"], "version": version });
    world.as_("manager").must("submitContractForReview", step(1), "").await;
    pass(&world.system_op(), ReviewSubject::Contract(world.contract("NN-2026-B"))).await;
    world.as_("supervisor").must("approveContract", step(2), "").await;
    let watch = Watch::begin(story).await;
    let activate = step(3);
    let expected = [("OVERLAPPING_COVERAGE", Some("contractId"))];
    watch.refuse(story, "manager", "activateContract", activate, &expected).await;
    // The ticket still finds the one contract; the day after its last day it finds none.
    world.clock.set("2026-12-31T15:59:59Z".parse().expect("a time"));
    story.raise(P2).await;
    world.pass(TimeDelta::seconds(1));
    let watch = Watch::begin(story).await;
    let late = story.request("NN-OA", "公文收不到", P2);
    watch.refuse(story, "clerk", "raiseTicket", late, &[("NOT_COVERED", Some("systemId"))]).await;
    story.end().await;
}

both! {
    a_ticket_that_cannot_be_raised,
    an_act_that_cannot_be_done,
    a_question_that_has_no_answer,
    ten_megabytes_are_not_read,
    e30_without_a_contract_in_force_there_is_no_ticket,
    e30_two_contracts_never_cover_one_system,
}
