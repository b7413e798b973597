//! Each date is booked once with its ticket, whoever runs, whatever fails, however long nobody ran.

use app::inspection::raise_inspections;
use app::setup::calendar::{CalendarChange, DayException, ExceptionHours, revise_calendar};
use serde_json::json;
use storage::coord::Coord;

use super::desk::{Desk, rows, text};
use crate::support::both;
use crate::support::db::Backend;

both! {
    a_ticket_is_raised_when_its_date_falls_due,
    two_workers_at_once_raise_one_ticket,
    after_an_outage_nothing_has_fallen_through,
    what_falls_due_of_a_suspended_plan_is_written_down_as_skipped,
    a_system_without_a_contract_is_skipped_and_told_of,
    a_calendar_that_is_amended_moves_what_is_to_come,
}

async fn a_ticket_is_raised_when_its_date_falls_due(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.checked_plan("FREQ=WEEKLY;BYDAY=TU,SA", "NEXT_WORKING_DAY").await;
    desk.until("2026-03-03 09:29");
    let idle = raise_inspections(&desk.story.world.system_op()).await.expect("a run");
    assert_eq!(idle.plans, 0, "nothing is looked at before its time");
    desk.until("2026-03-03 09:30");
    assert_eq!(desk.raise().await.raised, 1);
    let ticket = &desk.tickets().await[0];
    let fields = "number kind title state priority raisedAt raisedBy { name } agency { shortCode } vendor { name }
        clockSummaries { metric dueAt } inspection { plan { title } occurrence { nominalOn dueAt lastOn state }
        checklist { code version unanswered items { item { key unit max } answer { number } } } }
        events { type side }";
    let found = desk.story.look("engineer", ticket, fields).await;
    assert_eq!(found["number"], "NNDSJ-20260303-0001");
    assert_eq!(found["title"], "机房巡检（2026-03-03）");
    assert_eq!(
        (&found["kind"], &found["state"], &found["priority"]),
        (&json!("INSPECTION"), &json!("NEW"), &json!("P4"))
    );
    assert_eq!((&found["raisedBy"], &found["vendor"]["name"]), (&json!(null), &json!("八桂运维")));
    // P4 promises a response within four working hours.
    assert_eq!(found["clockSummaries"][0]["metric"], "RESPONSE");
    assert_eq!(found["events"], json!([{ "type": "RAISED", "side": "SYSTEM" }]));
    let inspection = &found["inspection"];
    let occurrence = json!({
        "nominalOn": "2026-03-03", "dueAt": "2026-03-03T01:30:00+00:00", "lastOn": "2026-03-04", "state": "OPEN",
    });
    assert_eq!(inspection["occurrence"], occurrence);
    assert_eq!(inspection["checklist"]["unanswered"], json!(["door", "heat"]));
    assert_eq!(inspection["checklist"]["items"][1]["item"], json!({ "key": "heat", "unit": "℃", "max": "27.5" }));
    assert_eq!(desk.story.told(ticket, "ticket.raised").await, 1);
    // Saturday's is on Monday, beside nothing else.
    desk.until("2026-03-09 09:30");
    assert_eq!(desk.raise().await.raised, 1);
    let expected = [["2026-03-03", "2026-03-03", "OPEN", "-"], ["2026-03-07", "2026-03-09", "OPEN", "-"]];
    assert_eq!(desk.booked().await, rows(&expected));
    // The checklist is that of the day, whatever is written since.
    let item = json!({ "key": "fire", "label": "消防", "kind": "PASS_FAIL" });
    let revise =
        json!({ "inspectionChecklistId": desk.checklist, "expectedVersion": 1, "name": "新表", "items": [item] });
    desk.as_("operator").must("reviseInspectionChecklist", revise, "").await;
    let pinned = desk.story.look("engineer", ticket, "inspection { checklist { version name } }").await;
    assert_eq!(pinned["inspection"]["checklist"], json!({ "version": 1, "name": "机房巡检表" }));
    desk.story.end().await;
}

async fn two_workers_at_once_raise_one_ticket(backend: Backend) {
    let desk = Desk::open(backend).await;
    let mut plan = desk.new_plan("FREQ=DAILY", "SKIP");
    plan["systemIds"] = json!([desk.system("NN-OA"), desk.system("QX-HALL")]);
    desk.plan(plan).await;
    let replica = desk.story.world.replica(Coord::memory()).await;
    desk.until("2026-03-04 12:00");
    let (here, there) = (desk.story.world.system_op(), replica.app.op_system("test"));
    let (here, there) = tokio::join!(raise_inspections(&here), raise_inspections(&there));
    let (here, there) = (here.expect("a run"), there.expect("a run"));
    // The 2nd had until the 3rd; the others are raised, the 3rd's late.
    assert_eq!((here.raised + there.raised, here.missed + there.missed), (4, 2));
    let found = desk.inspections("manager", "nominalOn state system { code } ticket { number }", json!({})).await;
    assert_eq!(found.len(), 6);
    let mut numbers: Vec<_> = found.iter().filter_map(|node| node["ticket"]["number"].as_str()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 4, "a ticket each");
    assert_eq!(desk.raise().await.raised, 0);
    desk.story.end().await;
}

/// A worker that is killed between two statements leaves nothing of the date; the next run books it.
async fn after_an_outage_nothing_has_fallen_through(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.checked_plan("FREQ=DAILY", "NEXT_WORKING_DAY").await;
    // Nobody ran from Monday to the Wednesday of the week after.
    desk.until("2026-03-11 12:00");
    let report = desk.raise().await;
    assert_eq!((report.raised, report.skipped, report.missed), (2, 2, 6));
    let expected = [
        ["2026-03-02", "2026-03-02", "MISSED", "NOT_RAISED"],
        ["2026-03-03", "2026-03-03", "MISSED", "NOT_RAISED"],
        ["2026-03-04", "2026-03-04", "MISSED", "NOT_RAISED"],
        ["2026-03-05", "2026-03-05", "MISSED", "NOT_RAISED"],
        ["2026-03-06", "2026-03-06", "MISSED", "NOT_RAISED"],
        ["2026-03-07", "2026-03-09", "SKIPPED", "SAME_DAY"],
        ["2026-03-08", "2026-03-09", "SKIPPED", "SAME_DAY"],
        ["2026-03-09", "2026-03-09", "MISSED", "NOT_RAISED"],
        ["2026-03-10", "2026-03-10", "OPEN", "-"],
        ["2026-03-11", "2026-03-11", "OPEN", "-"],
    ];
    assert_eq!(desk.booked().await, rows(&expected));
    assert_eq!(desk.told("inspection.missed").await, 6);
    // What could be raised late is, with the days it has left.
    let late = desk.inspections("manager", "nominalOn dueAt raisedAt lastOn", json!({ "states": ["OPEN"] })).await;
    let expected = json!({
        "nominalOn": "2026-03-10", "dueAt": "2026-03-10T01:30:00+00:00", "raisedAt": "2026-03-11T04:00:00+00:00",
        "lastOn": "2026-03-11",
    });
    assert_eq!(late[0], expected);
    desk.story.end().await;
}

async fn what_falls_due_of_a_suspended_plan_is_written_down_as_skipped(backend: Backend) {
    let desk = Desk::open(backend).await;
    let plan = &desk.plan(desk.new_plan("FREQ=DAILY", "SKIP")).await;
    desk.until("2026-03-03 08:00");
    desk.step("suspendInspectionPlan", plan, 1, "机房搬迁").await;
    desk.until("2026-03-05 08:00");
    desk.step("resumeInspectionPlan", plan, 2, "").await;
    desk.until("2026-03-06 08:00");
    desk.step("endInspectionPlan", plan, 3, "不再需要").await;
    // Looked at after it is all over: each date by its own moment.
    desk.until("2026-03-06 12:00");
    desk.raise().await;
    let expected = [
        ["2026-03-02", "2026-03-02", "MISSED", "NOT_RAISED"],
        ["2026-03-03", "2026-03-03", "SKIPPED", "SUSPENDED"],
        ["2026-03-04", "2026-03-04", "SKIPPED", "SUSPENDED"],
        ["2026-03-05", "2026-03-05", "OPEN", "-"],
    ];
    assert_eq!(desk.booked().await, rows(&expected));
    let ledger = desk.story.ledger().await;
    assert_eq!(ledger.texts("SELECT title FROM inspection_plan WHERE next_due_at IS NOT NULL").await, [""; 0]);
}

async fn a_system_without_a_contract_is_skipped_and_told_of(backend: Backend) {
    let desk = Desk::open(backend).await;
    let mut plan = desk.new_plan("FREQ=WEEKLY;BYDAY=TU", "SKIP");
    plan["systemIds"] = json!([desk.system("NN-OA"), desk.system("NN-OLD")]);
    desk.plan(plan).await;
    desk.until("2026-03-03 09:30");
    let report = desk.raise().await;
    assert_eq!((report.raised, report.skipped), (1, 1));
    let fields = "system { code } state cause vendor { name } ticket { id }";
    let found = desk.inspections("manager", fields, json!({ "withoutVendor": true })).await;
    let expected = json!({
        "system": { "code": "NN-OLD" }, "state": "SKIPPED", "cause": "NOT_COVERED", "vendor": null, "ticket": null,
    });
    assert_eq!(found, [expected]);
    assert_eq!(desk.told("inspection.not_covered").await, 1);
}

/// The office is closed on the 10th after all: what lies there goes to the 11th, and what was booked stays.
async fn a_calendar_that_is_amended_moves_what_is_to_come(backend: Backend) {
    let desk = Desk::open(backend).await;
    let world = &desk.story.world;
    let plan = &desk.plan(desk.new_plan("FREQ=WEEKLY;BYDAY=TU", "NEXT_WORKING_DAY")).await;
    desk.until("2026-03-03 09:30");
    assert_eq!(desk.raise().await.raised, 1);
    let next = async || {
        let document = "query($id: ID!) { node(id: $id) { ... on InspectionPlan { nextOn } } }";
        text(&desk.as_("manager").gql(document, json!({ "id": plan })).await.at("/node/nextOn"))
    };
    assert_eq!(next().await, "2026-03-10");
    close_office(&desk, "2026-03-10").await;
    let report = raise_inspections(&world.system_op()).await.expect("a run");
    assert_eq!((report.plans, report.raised), (1, 0), "it is reckoned anew");
    assert_eq!(next().await, "2026-03-11");
    let idle = raise_inspections(&world.system_op()).await.expect("a run");
    assert_eq!(idle.plans, 0, "once a revision");
    desk.until("2026-03-11 09:30");
    assert_eq!(desk.raise().await.raised, 1);
    let expected = [["2026-03-03", "2026-03-03", "OPEN", "-"], ["2026-03-10", "2026-03-11", "OPEN", "-"]];
    assert_eq!(desk.booked().await, rows(&expected));
}

/// One more day off in the calendar of the plan.
async fn close_office(desk: &Desk, date: &str) {
    let coverage = desk.story.world.app.coverage();
    let office = coverage.calendars.values().find(|calendar| calendar.code == "GX-OFFICE").expect("it ships");
    let closed = DayException { date: date.parse().expect("a date"), hours: ExceptionHours::Closed };
    let change = CalendarChange {
        calendar: office.id,
        reason: "临时停电".to_owned(),
        hours: None,
        exceptions: vec![closed],
        withdrawn: vec![],
        layers: None,
        day_lists: vec![],
        pending: vec![],
    };
    revise_calendar(&desk.story.world.system_op(), &change).await.expect("another revision");
}
