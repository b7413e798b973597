//! Bundles of verdicts: what is in them, and for whom.

use domain::bundle::FindingKind;
use serde_json::{Value, json};

use super::shelf::{Fetched, fetched, of, of_clock};
use crate::disputes::desk::{Desk, an_hour};
use crate::support::both;
use crate::support::db::Backend;

async fn bundle(desk: &Desk, who: &str) -> Fetched {
    fetched(&desk.story.world, who, of_clock(&desk.clock_id("RESTORE").await)).await
}

async fn both_sides_get_the_same_bytes_and_nothing_is_found_in_them(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    for (who, inside, words) in
        [("engineer", "VENDOR_INTERNAL", "备件不足"), ("operator", "AGENCY_INTERNAL", "扣款依据")]
    {
        story.act(who, "commentTicket", &desk.ticket, json!({ "body": words, "visibility": inside })).await;
    }
    let mine = bundle(&desk, "manager").await;
    assert_eq!(mine.found(), []);
    assert_eq!(json!(mine.sha256), mine.whole());
    let number = story.look("manager", &desk.ticket, "number").await["number"].as_str().expect("a number").to_owned();
    assert_eq!(mine.name, format!("evidence-{number}-RESTORE-1-1.zip"));
    assert_eq!(bundle(&desk, "manager").await, mine, "the same facts, the same bytes");
    for who in ["vendor_manager", "supervisor", "region_manager", "regulator", "assessor"] {
        assert_eq!(bundle(&desk, who).await, mine, "{who}");
    }
    assert!(!mine.says("备件不足") && !mine.says("扣款依据"), "what is said inside a side stays there");

    let verdicts = mine.read("verdicts.json");
    let found: Vec<_> =
        verdicts.as_array().expect("revisions").iter().map(|of| (&of["verdict"], &of["cause"])).collect();
    let expected = [(json!("BREACHED"), json!("DEADLINE_PASSED")), (json!("BREACHED"), json!("RESTORED"))];
    assert_eq!(found, expected.iter().map(|(verdict, cause)| (verdict, cause)).collect::<Vec<_>>());
    let events = mine.read("events.json");
    let told = events.as_array().expect("events").iter();
    let told: Vec<_> = told.map(|of| (&of["logged"]["event"]["fact"]["type"], &of["logged"]["by"])).collect();
    let [clerk, operator, engineer] = ["clerk", "operator", "engineer"].map(|who| json!(who));
    let [raised, assigned, noticed, restored, resolved] =
        ["RAISED", "ASSIGNED", "ACKNOWLEDGED", "RESTORED", "RESOLVED"].map(|word| json!(word));
    let expected = [
        (&raised, &clerk),
        (&assigned, &operator),
        (&noticed, &engineer),
        (&restored, &engineer),
        (&resolved, &engineer),
    ];
    assert_eq!(told, expected);
    assert_eq!(mine.read("terms.json")["code"], "GX-SLA");
    assert_eq!(mine.read("subject.json")["parties"]["vendor"], "八桂运维");
    story.end().await;
}

async fn whoever_changes_something_and_hashes_everything_anew_is_found(backend: Backend) {
    let desk = Desk::open(backend).await;
    let mine = bundle(&desk, "vendor_manager").await;
    let found = mine.forged("events.json", |events| drop(events.as_array_mut().expect("events").remove(2)));
    assert!(found.contains(&of(FindingKind::ChainBroken, "events.json")), "{found:?}");
    let earlier = mine.forged("events.json", |events| {
        let restored = &mut events[3]["logged"]["event"];
        assert_eq!(restored["fact"]["type"], "RESTORED");
        restored["occurred_at"] = json!("2026-03-02T08:45:00Z");
    });
    assert!(earlier.contains(&of(FindingKind::ChainBroken, "events.json")), "{earlier:?}");
    assert!(earlier.contains(&of(FindingKind::Differs, "verdicts.json")), "{earlier:?}");
    let met = mine.forged("verdicts.json", |verdicts| verdicts[1]["verdict"] = json!("MET"));
    assert_eq!(met, [of(FindingKind::Differs, "verdicts.json")]);
    let milder = mine.forged("terms.json", |terms| {
        let targets = terms["terms"]["targets"].as_array_mut().expect("targets");
        let own = targets.iter_mut().filter(|target| target["metric"] == "RESTORE" && target["priority"] == "P2");
        own.for_each(|target| target["duration"]["value"] = json!(999_999));
    });
    assert!(milder.contains(&of(FindingKind::Differs, "verdicts.json")), "{milder:?}");
    desk.story.end().await;
}

async fn a_dispute_and_what_it_led_to_are_told(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let before = bundle(&desk, "manager").await;
    story.until(3, "02:00");
    let dispute = &desk.appeal().await;
    story.until(4, "02:00");
    let partly = json!({ "outcome": "PARTLY", "intervals": an_hour(), "reason": "停电属实" });
    desk.take("manager", "decideDispute", dispute, partly, "state").await;
    let accepted = desk.take("vendor_manager", "acceptDecision", dispute, json!({}), "state").await;
    assert_eq!(accepted, json!({ "state": "FINAL" }));
    let mine = bundle(&desk, "vendor_manager").await;
    assert_eq!(mine.found(), []);
    assert_ne!(mine.sha256, before.sha256);
    assert_eq!(before.found(), [], "what was fetched before is as good as it was");
    let told = mine.read("disputes.json");
    let steps = told[0]["steps"].as_array().expect("steps").iter();
    let steps: Vec<_> = steps.map(|step| (step["step"].clone(), step["by"].clone())).collect();
    let expected = [("APPEAL", "vendor_manager"), ("DECIDE", "manager"), ("ACCEPT", "vendor_manager")];
    assert_eq!(steps, expected.map(|(step, by)| (json!(step), json!(by))));
    assert_eq!(told[0]["ruling"]["outcome"], "PARTLY");
    let verdicts = mine.read("verdicts.json");
    let last = verdicts.as_array().and_then(|all| all.last()).expect("a verdict");
    assert_eq!((&last["verdict"], &last["cause"]), (&json!("MET"), &json!("DISPUTE_DECIDED")));
    story.end().await;
}

async fn a_pause_is_told_with_its_reason_and_who_rejected_it(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let ticket = &story.raise(crate::tickets::story::P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    story.until(3, "02:00");
    let pause = story.hold("engineer", ticket, "THIRD_PARTY").await;
    story.until(3, "03:00");
    story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    story.act("manager", "rejectPause", ticket, json!({ "pauseId": pause, "reason": "未附证明" })).await;
    story.solve(ticket).await;
    let clocks = story.look("manager", ticket, "clocks { id metric }").await;
    let clocks: Vec<Value> = clocks["clocks"].as_array().expect("clocks").clone();
    let restore = clocks.iter().find(|clock| clock["metric"] == "RESTORE").expect("RESTORE");
    let mine = fetched(&story.world, "manager", json!({ "clockId": restore["id"] })).await;
    assert_eq!(mine.found(), []);
    let told = mine.read("pauses.json");
    assert_eq!(told.as_array().expect("pauses").len(), 1);
    assert_eq!((&told[0]["reason"], &told[0]["by"]), (&json!("THIRD_PARTY"), &json!("engineer")));
    let decided = &told[0]["decisions"][0];
    assert_eq!(
        (&decided["accepted"], &decided["by"], &decided["reason"]),
        (&json!(false), &json!("manager"), &json!("未附证明"))
    );
    assert!(mine.read("explanation.json")["segments"].as_array().is_some_and(|segments| !segments.is_empty()));
    let _ = story.sweep().await;
    story.end().await;
}

both! {
    both_sides_get_the_same_bytes_and_nothing_is_found_in_them,
    whoever_changes_something_and_hashes_everything_anew_is_found,
    a_dispute_and_what_it_led_to_are_told,
    a_pause_is_told_with_its_reason_and_who_rejected_it,
}
