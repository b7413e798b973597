//! Random people do random things to tickets of every kind, through the public API: every refusal has its word, what was
//! offered works, the log only grows, and at the end a replay gives the stored clocks.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::story::{P2, P3, P4, Story, at, global_id};
use crate::support::both;
use crate::support::db::Backend;

const KINDS: [&str; 6] = ["INCIDENT", "REQUEST", "PROBLEM", "CHANGE", "INSPECTION", "COMPLAINT"];
const PEOPLE: [&str; 6] = ["clerk", "operator", "manager", "engineer", "vendor_manager", "lz_engineer"];
const RANKS: [(&str, &str); 3] = [P2, P3, P4];
const ACTS: usize = 25;

/// Minutes later, who, which act, a number to choose by, and how many minutes back it is said to have been.
type Try = (i64, usize, usize, u8, Option<i64>);

/// The mutation, the action it is offered as, and its input.
fn act(story: &Story, pauses: &Value, which: usize, choice: u8) -> (&'static str, &'static str, Value) {
    let pause = |open: bool| {
        let fits = |pause: &&Value| if open { pause["to"].is_null() } else { pause["decision"] == "PENDING" };
        let found = pauses.as_array().and_then(|all| all.iter().find(fits)).map(|pause| pause["id"].clone());
        found.unwrap_or_else(|| json!(global_id("TicketPause", uuid::Uuid::nil())))
    };
    let reason = ["THIRD_PARTY", "AWAITING_AGENCY", "VENDOR_INTERNAL", "FORCE_MAJEURE"][usize::from(choice) % 4];
    let (impact, urgency) = RANKS[usize::from(choice) % 3];
    let because = || json!({ "reason": "理由" });
    let engineer = global_id("User", story.world.user("engineer").0);
    match which {
        0 => ("assignTicket", "ASSIGN", json!({ "engineerId": engineer })),
        1 => ("acknowledgeTicket", "ACKNOWLEDGE", json!({})),
        2 => ("recordArrival", "ARRIVE", json!({})),
        3 => ("holdTicket", "HOLD", json!({ "reason": reason })),
        4 => ("resumeTicket", "RESUME", json!({ "pauseId": pause(true) })),
        5 => ("acceptPause", "DECIDE_PAUSE", json!({ "pauseId": pause(false) })),
        6 => ("rejectPause", "DECIDE_PAUSE", json!({ "pauseId": pause(false), "reason": "不属实" })),
        7 => ("recordRestoration", "RESTORE", json!({ "remote": choice.is_multiple_of(2) })),
        8 | 9 => ("resolveTicket", "RESOLVE", json!({ "cause": "原因", "solution": "办法" })),
        10 => ("confirmTicket", "CONFIRM", json!({})),
        11 => ("rejectSolution", "REJECT_SOLUTION", because()),
        12 => ("reopenTicket", "REOPEN", because()),
        13 => ("cancelTicket", "CANCEL", because()),
        14 => ("changePriority", "CHANGE_PRIORITY", json!({ "impact": impact, "urgency": urgency, "reason": "重评" })),
        15 => ("reportProgress", "REPORT_PROGRESS", json!({})),
        16 => ("rateTicket", "RATE", json!({ "stars": i32::from(choice % 7) })),
        17 => ("commentTicket", "COMMENT", json!({ "body": "说明", "visibility": "PUBLIC" })),
        18 => {
            let window = json!({ "windowFrom": at(20, "01:00"), "windowTo": at(28, "01:00") });
            let mut plan = json!({ "what": "做什么", "risk": "风险", "rollback": "回退" });
            for name in ["windowFrom", "windowTo"] {
                plan[name] = window[name].clone();
            }
            ("submitChangePlan", "SUBMIT_PLAN", plan)
        }
        19 => ("approveChangePlan", "DECIDE_PLAN", json!({})),
        20 => ("rejectChangePlan", "DECIDE_PLAN", because()),
        21 => {
            let kind = if choice.is_multiple_of(2) { "CANCEL" } else { "NOT_OURS" };
            ("proposeTicketEnd", "PROPOSE_END", json!({ "kind": kind, "reason": "理由", "whose": "运营商" }))
        }
        22 => ("acceptTicketEnd", "DECIDE_END", json!({})),
        23 => ("rejectTicketEnd", "DECIDE_END", because()),
        _ => ("withdrawTicketEnd", "PROPOSE_END", json!({})),
    }
}

/// Every word that a refusal of a ticket may have.
const WORDS: [&str; 25] = [
    "ALREADY_DONE",
    "BEFORE_RAISED",
    "CONSENT_NEEDED",
    "FORBIDDEN",
    "INVALID",
    "IN_FUTURE",
    "NOTHING_PROPOSED",
    "NOT_CONTRACTED",
    "NOT_FOUND",
    "NOT_YOUR_ROLE",
    "NOT_YOUR_SIDE",
    "OUT_OF_ORDER",
    "OWN_PROPOSAL",
    "PAUSE_LIMIT",
    "PAUSE_REASON",
    "PLAN_NOT_APPROVED",
    "REASON_REQUIRED",
    "REOPEN_WINDOW",
    "REQUIRED",
    "TOO_LONG",
    "TOO_OLD",
    "UNKNOWN_PAUSE",
    "WRONG_KIND",
    "WRONG_STATE",
    "CONFLICT",
];

/// The log as everybody may read it.
async fn log(story: &Story, ticket: &str) -> Vec<Value> {
    let seen = story.look("manager", ticket, "events { id seq type occurredAt recordedAt side }").await;
    seen["events"].as_array().expect("events").clone()
}

/// Levels rise by themselves where this is agreed.
async fn agreed(story: &Story) {
    let coverage = story.world.app.coverage();
    let calendar = coverage.calendars.values().find(|row| row.code == "7X24").expect("it ships").id;
    let mut targets = Vec::new();
    for (priority, hours) in [("P1", 2), ("P2", 4), ("P3", 8), ("P4", 16)] {
        for (metric, times) in [("RESPONSE", 1), ("ARRIVAL", 2), ("RESTORE", 3), ("RESOLVE", 6), ("UPDATE", 1)] {
            targets.push(json!({
                "metric": metric, "priority": priority, "durationKind": "REAL_TIME", "duration": 900 * hours * times,
                "calendarId": global_id("ServiceCalendar", calendar.0), "pausable": metric != "RESPONSE",
            }));
        }
    }
    let rises =
        json!([{ "from": "P4" }, { "from": "P3", "durationKind": "REAL_TIME", "duration": 7_200 }, { "from": "P2" }]);
    let draft = json!({
        "policyId": global_id("SlaPolicy", story.world.policy("GX-SLA").0), "targets": targets,
        "severityRules": { "rises": rises }, "pauseRules": { "longestSeconds": 14_400 },
    });
    let manager = story.world.as_("region_manager");
    let added = manager.must("addPolicyVersion", draft, "policy { versions { id } }").await;
    let versions = added["policy"]["versions"].as_array().expect("versions").last().expect("one").clone();
    manager.must("publishPolicyVersion", json!({ "versionId": versions["id"] }), "").await;
}

/// What the platform does meanwhile.
async fn work(story: &Story) -> u64 {
    let op = story.world.system_op();
    app::sla::lapse(&op).await.expect("a run");
    story.sweep().await;
    app::sla::extend(&op).await.expect("a run");
    app::sla::raise_severity(&op).await.expect("a run").risen
}

async fn whatever_people_do_every_refusal_has_a_word_and_the_log_tells_all(backend: Backend) {
    let story = Story::open(backend).await;
    agreed(&story).await;
    let mut runner = TestRunner::deterministic();
    let minutes = prop_oneof![3 => 1_i64..40, 1 => 40_i64..300];
    let back = prop::option::weighted(0.2, 0_i64..200);
    let tries = vec((minutes, 0..PEOPLE.len(), 0..ACTS, any::<u8>(), back), 20..40);
    let (mut words, mut done, mut risen) = (BTreeSet::new(), BTreeMap::<String, u32>::new(), 0);
    for number in 0..18_usize {
        let mut request = story.request("NN-OA", "公文收不到", RANKS[number % 3]);
        request["kind"] = json!(KINDS[number % KINDS.len()]);
        let ticket = &story.raise_as("clerk", request).await;
        let mut before = log(&story, ticket).await;
        let tried: Vec<Try> = tries.new_tree(&mut runner).expect("tries").current();
        for (minutes, who, which, choice, back) in tried {
            story.pass_minutes(minutes);
            if choice.is_multiple_of(3) {
                risen += work(&story).await;
                let worked = log(&story, ticket).await;
                assert!(worked.starts_with(&before), "the platform changed what was recorded");
                before = worked;
            }
            let who = PEOPLE[who];
            let seen = story.look("manager", ticket, "pauses { id to decision }").await;
            let (mutation, action, mut input) = act(&story, &seen["pauses"], which, choice);
            input["ticketId"] = json!(ticket);
            let may_be_late =
                ["ASSIGN", "ACKNOWLEDGE", "ARRIVE", "RESTORE", "RESOLVE", "HOLD", "RESUME"].contains(&action);
            let late = back.filter(|_| may_be_late);
            if let Some(back) = late {
                let then = story.world.app.clock().now() - chrono::TimeDelta::minutes(back);
                (input["occurredAt"], input["lateReason"]) = (json!(then), json!("补录"));
            }
            let offered = if who == "lz_engineer" { vec![] } else { story.actions(who, ticket).await };
            let answer = story.world.as_(who).mutate(mutation, input, "").await;
            let errors = answer.at(&format!("/{mutation}/errors")).as_array().expect("errors").clone();
            let after = log(&story, ticket).await;
            assert!(after.starts_with(&before), "{mutation} changed what was recorded");
            if errors.is_empty() {
                assert!(after.len() > before.len(), "{mutation} left no event");
                assert!(late.is_some() || offered.contains(&action.to_owned()), "{mutation} by {who}: {offered:?}");
                *done.entry(mutation.to_owned()).or_default() += 1;
            } else {
                for error in &errors {
                    let code = error["code"].as_str().expect("a word").to_owned();
                    assert!(WORDS.contains(&code.as_str()), "{mutation}: {error}");
                    words.insert(code);
                }
                assert_eq!(after, before, "{mutation} was refused and recorded something");
            }
            before = after;
        }
        story.end().await;
    }
    work(&story).await;
    story.end().await;
    assert!(risen > 0, "no level rose");
    for needed in ["WRONG_KIND", "PLAN_NOT_APPROVED", "CONSENT_NEEDED", "WRONG_STATE", "NOT_FOUND", "FORBIDDEN"] {
        assert!(words.contains(needed), "nobody was refused with {needed}: {words:?}");
    }
    assert!(done.len() >= 8, "little came to anything: {done:?}");
}

both! { whatever_people_do_every_refusal_has_a_word_and_the_log_tells_all }
