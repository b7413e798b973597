//! Deadlines of tickets that nobody raised: the same as those of real ones, for whoever may see the promise.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::world::World;
use crate::tickets::story::{P2, P3, P4, Story, at, global_id};

const FIGURES: &str = "metric cycle seq state target { id } startedAt effectiveStartAt dueAt provisional stoppedAt
    breachedAt breachKnownAt elapsedSeconds pausedSeconds targetSeconds countedAt rule calendarRevision";
const EXPLAINED: &str =
    "metric cycle seq explanation { priority policyVersionId calendarRevision calendar { code } zone
    targets { target { id } outcome }
    limits { target { id } duration { kind value } startsAt seconds cause dueAt outcome }
    pauses { reason party from to standing openSeconds } segments { from to kind party openSeconds }
    steps { kind at seconds } sentences }";

/// What previewDeadlines answers, which must be without errors.
pub async fn preview(client: &Client, input: Value, fields: &str) -> Value {
    let payload = ask(client, input, fields).await;
    assert_eq!(payload["errors"], json!([]));
    payload["preview"].clone()
}

async fn ask(client: &Client, input: Value, fields: &str) -> Value {
    let query = format!(
        "query($input: PreviewDeadlinesInput!) {{ previewDeadlines(input: $input) {{
            preview {{ {fields} }} errors {{ code field message }} }} }}"
    );
    client.gql(&query, json!({ "input": input })).await.at("/previewDeadlines")
}

/// Code and field of each error.
pub async fn refused(client: &Client, input: Value) -> Vec<(String, String)> {
    let payload = ask(client, input, "now").await;
    assert_eq!(payload["preview"], Value::Null);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = payload["errors"].as_array().expect("errors");
    errors.iter().map(|error| (text(&error["code"]), text(&error["field"]))).collect()
}

/// One thing that somebody tries: minutes later, which act, and a number to choose by.
type Try = (i64, usize, u8);

const RANKS: [(&str, &str); 3] = [P2, P3, P4];
const ACTS: usize = 14;

/// Tries an act; what the ticket's state does not allow is refused and changes nothing.
async fn act(story: &Story, ticket: &str, (_, which, choice): Try) -> bool {
    let world = &story.world;
    let pauses = story.look("operator", ticket, "pauses { id to decision }").await;
    let pause = |open: bool| {
        let fits = |pause: &&Value| if open { pause["to"].is_null() } else { pause["decision"] == "PENDING" };
        pauses["pauses"].as_array().and_then(|all| all.iter().find(fits)).map(|pause| pause["id"].clone())
    };
    let reason = ["THIRD_PARTY", "AWAITING_AGENCY", "VENDOR_INTERNAL", "FORCE_MAJEURE"][usize::from(choice) % 4];
    let rank = RANKS[usize::from(choice) % 3];
    let engineer = global_id("User", world.user("engineer").0);
    let (who, mutation, input) = match which {
        0 => ("vendor_manager", "assignTicket", json!({ "engineerId": engineer })),
        1 => ("engineer", "acknowledgeTicket", json!({})),
        2 => ("engineer", "recordArrival", json!({})),
        3 | 4 => ("engineer", "holdTicket", json!({ "reason": reason })),
        5 => ("engineer", "resumeTicket", json!({ "pauseId": pause(true) })),
        6 => ("operator", "acceptPause", json!({ "pauseId": pause(false) })),
        7 => ("operator", "rejectPause", json!({ "pauseId": pause(false), "reason": "不属实" })),
        8 => ("engineer", "recordRestoration", json!({ "remote": choice % 2 == 0 })),
        9 => ("engineer", "resolveTicket", json!({ "cause": "c", "solution": "s" })),
        10 => ("clerk", "confirmTicket", json!({})),
        11 => ("operator", "changePriority", json!({ "impact": rank.0, "urgency": rank.1, "reason": "r" })),
        12 => ("engineer", "reportProgress", json!({})),
        _ if choice % 8 == 0 => ("clerk", "cancelTicket", json!({ "reason": "r" })),
        _ if choice % 2 == 0 => ("clerk", "rejectSolution", json!({ "reason": "r" })),
        _ => ("clerk", "reopenTicket", json!({ "reason": "r" })),
    };
    if input.get("pauseId").is_some_and(Value::is_null) {
        return false;
    }
    let mut input = input;
    input["ticketId"] = json!(ticket);
    let answer = world.as_(who).mutate(mutation, input, "").await;
    let errors = answer.at(&format!("/{mutation}/errors"));
    errors.as_array().is_some_and(Vec::is_empty)
}

/// The question that the ticket's own log and pauses come to.
async fn question(story: &Story, ticket: &str) -> Value {
    let fields = "kind siteClass raisedAt binding { policyVersionId } events { type occurredAt priority remote }
        pauses { from to reason decision decidedAt } clocks { calendarRevision }";
    let seen = story.look("region_manager", ticket, fields).await;
    let mut input = json!({
        "versionId": seen["binding"]["policyVersionId"], "kind": seen["kind"], "siteClass": seen["siteClass"],
        "raisedAt": seen["raisedAt"], "pauses": seen["pauses"], "priorityChanges": [], "progressReports": [],
        "laterCycles": [], "calendarRevision": seen["clocks"][0]["calendarRevision"],
    });
    for event in seen["events"].as_array().expect("events") {
        let at = event["occurredAt"].clone();
        let cycles = input["laterCycles"].as_array().expect("cycles").len();
        let place = if cycles == 0 { String::new() } else { format!("/laterCycles/{}", cycles - 1) };
        let in_cycle = |input: &mut Value, field: &str, at: Value| {
            input.pointer_mut(&place).expect("a cycle")[field] = at;
        };
        match event["type"].as_str().expect("a type") {
            "RAISED" => input["priority"] = event["priority"].clone(),
            "ASSIGNED" if input["assignedAt"].is_null() => input["assignedAt"] = at,
            "ACKNOWLEDGED" => input["acknowledgedAt"] = at,
            "ARRIVED" => input["arrivedAt"] = at,
            "RESTORED" => {
                in_cycle(&mut input, "restoredAt", at);
                if cycles == 0 {
                    input["restoredRemotely"] = event["remote"].clone();
                }
            }
            "RESOLVED" => in_cycle(&mut input, "resolvedAt", at),
            "CONFIRMED" => in_cycle(&mut input, "confirmedAt", at),
            "SOLUTION_REJECTED" | "REOPENED" => push(&mut input["laterCycles"], json!({ "reopenedAt": at })),
            "CANCELLED" => input["cancelledAt"] = at,
            "PRIORITY_CHANGED" => {
                push(&mut input["priorityChanges"], json!({ "at": at, "priority": event["priority"] }));
            }
            "PROGRESS_REPORTED" => push(&mut input["progressReports"], at),
            _ => {}
        }
    }
    input
}

fn push(list: &mut Value, item: Value) {
    list.as_array_mut().expect("a list").push(item);
}

fn key(clock: &Value) -> String {
    format!("{} {} {}", clock["metric"], clock["cycle"], clock["seq"])
}

/// Time used is stored when something happens; of a clock that goes on, the explanation tells it as of now.
fn stored(clocks: &Value) -> Vec<Value> {
    let mut clocks = clocks.as_array().expect("clocks").clone();
    for clock in clocks.iter_mut().filter(|clock| clock["stoppedAt"].is_null()) {
        clock["elapsedSeconds"] = Value::Null;
        clock["pausedSeconds"] = Value::Null;
    }
    clocks
}

async fn previews_and_real_clocks_agree(backend: Backend) {
    let story = Story::open(backend).await;
    let mut runner = TestRunner::deterministic();
    let minutes = prop_oneof![4 => 1_i64..90, 1 => 90_i64..1_500];
    let tries = vec((minutes, 0..ACTS, any::<u8>()), 8..24);
    let mut seen = BTreeSet::new();
    for number in 0..24_usize {
        let system = if number % 3 == 0 { "QX-HALL" } else { "NN-OA" };
        let mut request = story.request(system, "公文收不到", RANKS[number % 3]);
        request["kind"] = json!(["INCIDENT", "REQUEST"][number % 2]);
        let ticket = story.raise_as("clerk", request).await;
        let mut last = story.world.app.clock().now();
        // Most of what can be done needs somebody who does it.
        let begin = (number % 2 == 0).then_some((5, 0, 0));
        let tried = tries.new_tree(&mut runner).expect("tries").current();
        for tried in begin.into_iter().chain(tried) {
            story.pass_minutes(tried.0);
            if act(&story, &ticket, tried).await {
                last = story.world.app.clock().now();
            }
        }
        let mut input = question(&story, &ticket).await;
        let engineer = story.world.as_("engineer");

        let real = story.look("engineer", &ticket, &format!("clocks {{ {FIGURES} }}")).await;
        input["now"] = json!(last);
        let imagined = preview(&engineer, input.clone(), &format!("clocks {{ {FIGURES} }}")).await;
        assert_eq!(stored(&imagined["clocks"]), stored(&real["clocks"]), "{input}");

        let real = story.look("engineer", &ticket, &format!("clocks {{ {EXPLAINED} }}")).await;
        input["now"] = json!(story.world.app.clock().now());
        let imagined = preview(&engineer, input.clone(), &format!("clocks {{ {EXPLAINED} }}")).await;
        let imagined = imagined["clocks"].as_array().expect("clocks");
        for clock in real["clocks"].as_array().expect("clocks") {
            let same = imagined.iter().find(|of| key(of) == key(clock));
            assert_eq!(same, Some(clock), "{input}");
            let outcomes = clock["explanation"]["limits"].as_array().into_iter().flatten();
            seen.extend(outcomes.map(|limit| limit["cause"].as_str().expect("a word").to_owned()));
            let standings = clock["explanation"]["pauses"].as_array().into_iter().flatten();
            seen.extend(standings.map(|pause| pause["standing"].as_str().expect("a word").to_owned()));
        }
        let states = story.clocks(&ticket).await;
        seen.extend(states.into_iter().flat_map(|clock| [clock.state, format!("cycle {}", clock.cycle)]));
    }
    for word in [
        "MET",
        "BREACHED",
        "CANCELLED",
        "PAUSED",
        "RUNNING",
        "NO_PROMISE",
        "RAISED",
        "LOWERED",
        "ACCEPTED",
        "REJECTED",
        "cycle 2",
    ] {
        assert!(seen.contains(word), "no story had {word}: {seen:?}");
    }
    story.end().await;
}

/// What is asked of a P3 incident at Nanning's document exchange, raised on Monday at nine.
fn monday(world: &World) -> Value {
    json!({
        "systemId": global_id("ManagedSystem", world.system("NN-OA").0), "kind": "INCIDENT", "priority": "P3",
        "raisedAt": at(2, "01:00"),
    })
}

async fn a_promise_is_found_by_version_policy_contract_or_system(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let engineer = world.as_("engineer");
    let response = "clocks { metric state dueAt }";
    let mut input = monday(world);
    let by_system = preview(&engineer, input.clone(), response).await;
    assert_eq!(
        by_system["clocks"][0],
        json!({ "metric": "RESPONSE", "state": "RUNNING", "dueAt": at(2, "03:00").to_rfc3339() })
    );
    input["siteClass"] = json!("CITY");
    input.as_object_mut().expect("an object").remove("systemId");
    let vendor_manager = world.as_("vendor_manager");
    for (field, id) in [
        ("policyId", global_id("SlaPolicy", world.policy("GX-SLA").0)),
        ("contractId", global_id("ServiceContract", world.contract("NN-2026").0)),
    ] {
        let mut input = input.clone();
        input[field] = json!(id);
        assert_eq!(preview(&vendor_manager, input, response).await, by_system, "{field}");
    }
    let nothing = refused(&engineer, input).await;
    assert_eq!(nothing, [("REQUIRED".to_owned(), "versionId".to_owned())]);
    // Nobody learns of a contract that is not theirs, nor that a system without one exists.
    let foreign = json!(global_id("ServiceContract", world.contract("LZ-2026").0));
    let mut of_others = monday(world);
    of_others["contractId"] = foreign;
    assert_eq!(refused(&vendor_manager, of_others).await, [("NOT_FOUND".to_owned(), "contractId".to_owned())]);
    let mut uncovered = monday(world);
    uncovered["systemId"] = json!(global_id("ManagedSystem", world.system("NN-OLD").0));
    let code = ("NOT_COVERED".to_owned(), "systemId".to_owned());
    assert_eq!(refused(&world.as_("operator"), uncovered.clone()).await, [code]);
    assert_eq!(refused(&engineer, uncovered).await, [("NOT_FOUND".to_owned(), "systemId".to_owned())]);
    let forbidden = refused(&world.as_("system_admin"), monday(world)).await;
    assert_eq!(forbidden[0].0, "FORBIDDEN");
}

async fn beyond_the_known_calendar_a_deadline_is_provisional(backend: Backend) {
    let story = Story::open(backend).await;
    let engineer = story.world.as_("engineer");
    let mut input = monday(&story.world);
    input["raisedAt"] = json!("2026-12-30T01:00:00Z");
    let clocks = "clocks { metric state provisional }";
    let found = preview(&engineer, input.clone(), clocks).await;
    let states = |found: &Value| {
        let line = |clock: &Value| format!("{} {} {}", clock["metric"], clock["state"], clock["provisional"]);
        found["clocks"].as_array().expect("clocks").iter().map(line).collect::<Vec<_>>().join(", ").replace('"', "")
    };
    assert_eq!(
        states(&found),
        "RESPONSE RUNNING false, ARRIVAL NO_PROMISE false, RESTORE RUNNING true, RESOLVE RUNNING true"
    );
    input["now"] = json!("2027-03-01T01:00:00Z");
    let later = preview(&engineer, input, clocks).await;
    assert_eq!(
        states(&later),
        "RESPONSE BREACHED false, ARRIVAL NO_PROMISE false, RESTORE AWAITING_CALENDAR true, RESOLVE AWAITING_CALENDAR true"
    );
}

async fn every_mistake_of_a_question_is_named_with_its_figure(backend: Backend) {
    let story = Story::open(backend).await;
    let engineer = story.world.as_("engineer");
    let mut input = monday(&story.world);
    input["acknowledgedAt"] = json!(at(1, "01:00"));
    input["resolvedAt"] = json!(at(4, "01:00"));
    input["laterCycles"] = json!([{ "reopenedAt": at(3, "01:00") }]);
    input["calendarRevision"] = json!(4_000);
    let found = refused(&engineer, input).await;
    let found: Vec<_> = found.iter().map(|(code, field)| (code.as_str(), field.as_str())).collect();
    assert_eq!(
        found,
        [("INVALID", "calendarRevision"), ("BEFORE_RAISED", "acknowledgedAt"), ("OUT_OF_ORDER", "laterCycles"),]
    );
    let pause = json!({ "from": at(3, "01:00"), "to": at(3, "02:00"), "reason": "THIRD_PARTY" });
    let mut input = monday(&story.world);
    input["pauses"] = json!(vec![pause; 51]);
    let payload = ask(&engineer, input, "now").await;
    assert_eq!(payload["errors"][0]["message"], "pauses has 51 entries, at most 50 are allowed");
    let mut input = monday(&story.world);
    input["priority"] = json!("P2");
    input["now"] = json!("2026-06-01T01:00:00Z");
    let payload = ask(&engineer, input, "now").await;
    let message = payload["errors"][0]["message"].as_str().expect("a message");
    assert!(message.contains("more than 500 progress reports"), "{message}");
}

both! {
    previews_and_real_clocks_agree,
    a_promise_is_found_by_version_policy_contract_or_system,
    beyond_the_known_calendar_a_deadline_is_provisional,
    every_mistake_of_a_question_is_named_with_its_figure,
}
