//! How a version ranks work: the matrix of priorities, and levels that rise by themselves.

use app::sla::{RiseReport, raise_severity};
use serde_json::{Value, json};

use super::desk::{Desk, HOUR};
use crate::setup::previews::preview;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, P3, Story, at, global_id};

const LEVELS: [&str; 3] = ["HIGH", "MEDIUM", "LOW"];

/// Nine cells, row by row.
fn matrix(priorities: [&str; 9]) -> Value {
    let places = LEVELS.iter().flat_map(|impact| LEVELS.iter().map(move |urgency| (impact, urgency)));
    let cell = |((impact, urgency), priority)| json!({ "impact": impact, "urgency": urgency, "priority": priority });
    places.zip(priorities).map(cell).collect()
}

/// Whoever is affected in part is served as P2.
const STRICTER: [&str; 9] = ["P1", "P1", "P2", "P2", "P2", "P3", "P3", "P4", "P4"];

async fn priority(story: &Story, ticket: &str) -> String {
    story.look("clerk", ticket, "priority").await["priority"].as_str().expect("a priority").to_owned()
}

async fn the_matrix_of_the_version_ranks_what_it_binds(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let before = story.raise(P3).await;
    desk.agreed(desk.usual(json!({ "severityRules": { "matrix": matrix(STRICTER) } }))).await;
    let ticket = &story.raise(P3).await;
    assert_eq!((priority(story, &before).await.as_str(), priority(story, ticket).await.as_str()), ("P3", "P2"));
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "09:00"))));
    let to = |impact: &str, urgency: &str| json!({ "impact": impact, "urgency": urgency, "reason": "重新评估" });
    story.act("operator", "changePriority", ticket, to("HIGH", "MEDIUM")).await;
    assert_eq!(priority(story, ticket).await, "P1");
    story.act("operator", "changePriority", &before, to("HIGH", "MEDIUM")).await;
    assert_eq!(priority(story, &before).await, "P2", "an older ticket keeps the matrix that bound it");

    let seen = desk
        .look("engineer", "GX-SLA", "published { severityRules { matrix { priority } rises { from } reason } }")
        .await;
    let rules = &seen["published"]["severityRules"];
    let cells: Vec<&str> =
        rules["matrix"].as_array().expect("cells").iter().filter_map(|cell| cell["priority"].as_str()).collect();
    assert_eq!((cells, &rules["rises"], &rules["reason"]), (STRICTER.to_vec(), &json!([]), &Value::Null));

    let question = json!({
        "systemId": global_id("ManagedSystem", story.world.system("NN-OA").0), "kind": "INCIDENT",
        "impact": "MEDIUM", "urgency": "MEDIUM", "raisedAt": at(2, "01:00"),
    });
    let found = preview(&story.world.as_("engineer"), question.clone(), "clocks { metric dueAt }").await;
    let restore = found["clocks"].as_array().expect("clocks").iter().find(|clock| clock["metric"] == "RESTORE");
    assert_eq!(restore.expect("a clock")["dueAt"], json!("2026-03-02T09:00:00+00:00"));
    let mut both = question;
    both["priority"] = json!("P2");
    let document =
        "query($input: PreviewDeadlinesInput!) { previewDeadlines(input: $input) { errors { code field } } }";
    let answer = story.world.as_("engineer").gql(document, json!({ "input": both })).await;
    assert_eq!(answer.at("/previewDeadlines/errors"), json!([{ "code": "REQUIRED", "field": "priority" }]));
    story.end().await;
}

async fn more_impact_or_urgency_never_lowers_the_priority(backend: Backend) {
    let desk = Desk::open(backend).await;
    let manager = desk.story.world.as_("region_manager");
    let refused = async |rules: Value| {
        let mut draft = desk.usual(json!({ "severityRules": rules }));
        draft["policyId"] = json!(desk.policy("GX-SLA"));
        let errors = manager.refused("addPolicyVersion", draft).await;
        assert!(errors.iter().all(|error| error.1.as_deref() == Some("severityRules")), "{errors:?}");
        errors.into_iter().map(|error| error.0).collect::<Vec<_>>()
    };
    let lowers = ["P2", "P2", "P3", "P2", "P3", "P4", "P1", "P4", "P4"];
    assert_eq!(refused(json!({ "matrix": matrix(lowers) })).await, ["LOWERS_PRIORITY"]);
    let eight = matrix(STRICTER).as_array().expect("cells")[..8].to_vec();
    assert_eq!(refused(json!({ "matrix": eight })).await, ["REQUIRED"]);
    let rise = |from: &str| json!({ "from": from });
    assert_eq!(refused(json!({ "rises": [rise("P1")] })).await, ["INVALID", "INVALID"], "nothing above, and no target");
    assert_eq!(refused(json!({ "rises": [rise("P2"), rise("P2")] })).await, ["DUPLICATE"]);
    let never = json!({ "from": "P2", "durationKind": "WORKING", "duration": 0 });
    assert_eq!(refused(json!({ "rises": [never] })).await, ["INVALID"]);
    assert_eq!(refused(json!({ "rises": [rise("P3")] })).await, ["INVALID"], "no RESTORE target");
}

async fn a_city_takes_the_ranks_over_or_says_why_not(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.agreed(desk.usual(json!({ "severityRules": { "matrix": matrix(STRICTER), "rises": [{ "from": "P2" }] } })))
        .await;
    let manager = desk.story.world.as_("manager");
    let city = |code: &str, rules: Value| {
        let sooner = desk.target("RESPONSE", 1_200, json!({ "reason": "市本级业务量大" }));
        json!({
            "ownerId": desk.agency("NNDSJ"), "code": code, "name": "南宁加严", "basePolicyId": desk.policy("GX-SLA"),
            "targets": [sooner], "severityRules": rules,
        })
    };
    manager.must("createPolicy", city("NN-A", Value::Null), "").await;
    let usual = ["P1", "P2", "P3", "P2", "P3", "P4", "P3", "P4", "P4"];
    let own = json!({ "matrix": matrix(usual), "reason": "按国际惯例分级" });
    manager.must("createPolicy", city("NN-B", own), "").await;
    let unexplained = manager.refused("createPolicy", city("NN-C", json!({ "rises": [] }))).await;
    assert_eq!(unexplained, [("REQUIRED".to_owned(), Some("severityRules".to_owned()))]);
    let fields = "versions { severityRules { matrix { priority } rises { from after { value } } reason } }";
    let rules = async |code: &str| desk.look("manager", code, fields).await["versions"][0]["severityRules"].clone();
    let (taken, differing) = (rules("NN-A").await, rules("NN-B").await);
    let priorities = |rules: &Value| -> Vec<String> {
        let cells = rules["matrix"].as_array().expect("cells").iter();
        cells.map(|cell| cell["priority"].as_str().expect("a priority").to_owned()).collect()
    };
    assert_eq!(
        (priorities(&taken), priorities(&differing)),
        (STRICTER.map(str::to_owned).to_vec(), usual.map(str::to_owned).to_vec())
    );
    assert_eq!((&taken["reason"], &differing["reason"]), (&Value::Null, &json!("按国际惯例分级")));
    let rises = json!([{ "from": "P2", "after": null }]);
    assert_eq!((&taken["rises"], &differing["rises"]), (&rises, &rises), "what is left out is the base's");
}

/// P2 is restored in 8 hours and P1 in 4, solved in 24 and in 12; P2 rises by this rule.
async fn rising(desk: &Desk, rise: Value) {
    let p1 = |metric: &str, hours: i64| desk.target(metric, hours * HOUR, json!({ "priority": "P1" }));
    let mut terms = desk.usual(json!({ "severityRules": { "rises": [rise] } }));
    let targets = terms["targets"].as_array_mut().expect("targets");
    targets.extend([p1("RESTORE", 4), p1("RESOLVE", 12)]);
    desk.agreed(terms).await;
}

/// Runs the job twice, the first time by two workers at once.
async fn rise(story: &Story) -> u64 {
    let op = story.world.system_op();
    let (one, two) = tokio::join!(raise_severity(&op), raise_severity(&op));
    let (one, two) = (one.expect("a run"), two.expect("a run"));
    assert_eq!(raise_severity(&op).await.expect("another run"), RiseReport::default(), "nothing is left");
    one.risen + two.risen
}

async fn what_is_not_restored_in_time_becomes_one_level_graver_by_itself(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    rising(&desk, json!({ "from": "P2" })).await;
    let (late, kept) = (&story.raise(P2).await, &story.raise(P2).await);
    for ticket in [late, kept] {
        story.act("engineer", "acknowledgeTicket", ticket, Value::Null).await;
    }
    story.act("engineer", "recordRestoration", kept, json!({ "remote": true })).await;
    story.until(2, "09:00");
    assert_eq!(rise(story).await, 0, "at the second itself the promise can still be kept");
    story.until(2, "09:00:01");
    assert_eq!(story.sweep().await.breaches, 1);
    assert_eq!(rise(story).await, 1);
    assert_eq!((priority(story, late).await.as_str(), priority(story, kept).await.as_str()), ("P1", "P2"));
    assert_eq!(story.clock(late, "RESTORE").await.stands(), ("BREACHED", Some(at(2, "09:00"))), "nothing is erased");
    let resolve = story.clock(late, "RESOLVE").await;
    assert_eq!(
        resolve.stands(),
        ("RUNNING", Some(at(2, "21:00:01"))),
        "twelve hours from the rise, sooner than before"
    );
    assert_eq!(resolve.rule.as_deref(), Some("FROM_CHANGE"));
    let log = story.look("engineer", late, "events { type side actor { login } priority previousPriority }").await;
    let last = log["events"].as_array().and_then(|all| all.last()).expect("events").clone();
    let expected = json!({
        "type": "PRIORITY_ROSE", "side": "SYSTEM", "actor": null, "priority": "P1", "previousPriority": "P2",
    });
    assert_eq!(last, expected);
    assert_eq!(story.told(late, "ticket.priority_rose").await, 1);
    story.end().await;

    // The agency knows better, and what it lowers stays lowered.
    let back = json!({ "impact": "HIGH", "urgency": "MEDIUM", "reason": "已有替代渠道" });
    story.act("operator", "changePriority", late, back).await;
    assert_eq!(priority(story, late).await, "P2");
    story.until(5, "01:00");
    story.sweep().await;
    assert_eq!(rise(story).await, 0);
    story.end().await;
}

async fn the_time_of_a_rise_stands_still_with_its_target(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    rising(&desk, json!({ "from": "P2", "durationKind": "REAL_TIME", "duration": 2 * HOUR })).await;
    let ticket = &story.raise(P2).await;
    story.act("engineer", "acknowledgeTicket", ticket, Value::Null).await;
    story.until(2, "02:00");
    let pause = story.hold("engineer", ticket, "THIRD_PARTY").await;
    story.until(2, "04:00");
    assert_eq!(rise(story).await, 0, "it waits");
    story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    story.until(2, "05:00");
    assert_eq!(rise(story).await, 0);
    // Nobody looked for ten hours: the level rises when it is found, and no due time lies in the past by it.
    story.until(2, "08:00");
    assert_eq!(rise(story).await, 1);
    assert_eq!(
        story.clock(ticket, "RESTORE").await.stands(),
        ("RUNNING", Some(at(2, "11:00"))),
        "sooner by the old target"
    );
    assert_eq!(story.clock(ticket, "RESOLVE").await.stands(), ("RUNNING", Some(at(2, "20:00"))));
    story.end().await;
}

async fn without_a_rule_nothing_rises(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    desk.agreed(desk.usual(json!({ "severityRules": { "rises": [] } }))).await;
    let ticket = &story.raise(P2).await;
    story.until(4, "01:00");
    story.sweep().await;
    assert_eq!(rise(story).await, 0);
    assert_eq!(priority(story, ticket).await, "P2");
    story.end().await;
}

both! {
    the_matrix_of_the_version_ranks_what_it_binds,
    more_impact_or_urgency_never_lowers_the_priority,
    a_city_takes_the_ranks_over_or_says_why_not,
    what_is_not_restored_in_time_becomes_one_level_graver_by_itself,
    the_time_of_a_rise_stands_still_with_its_target,
    without_a_rule_nothing_rises,
}
