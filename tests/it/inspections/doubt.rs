//! Nothing is missed by a day that nobody has published (S8): it waits until the day is known.

use app::inspection::raise_inspections;
use app::setup::calendar::{CalendarChange, DayException, ExceptionHours, PendingDay, revise_calendar};
use serde_json::json;

use super::desk::{Desk, rows};
use crate::support::both;
use crate::support::db::Backend;

both! {
    nothing_is_missed_while_its_last_day_is_in_doubt,
    what_is_done_meanwhile_is_judged_once_the_day_is_known,
    a_plan_that_is_changed_meanwhile_loses_no_doubt,
    after_an_outage_a_last_day_in_doubt_is_not_missed,
}

/// Whether Wednesday the 4th is a day off is awaited, or known.
async fn wednesday(desk: &Desk, awaited: bool, off: bool) {
    let coverage = desk.story.world.app.coverage();
    let office = coverage.calendars.values().find(|calendar| calendar.code == "GX-OFFICE").expect("it ships");
    let date = "2026-03-04".parse().expect("a date");
    let change = CalendarChange {
        calendar: office.id,
        reason: "自治区放假通知".to_owned(),
        hours: None,
        exceptions: off.then_some(DayException { date, hours: ExceptionHours::Closed }).into_iter().collect(),
        withdrawn: vec![],
        layers: None,
        day_lists: vec![],
        pending: vec![PendingDay { layer: "CN-GX".to_owned(), date, awaited }],
    };
    revise_calendar(&desk.story.world.system_op(), &change).await.expect("another revision");
}

/// The only inspection of a plan, of Tuesday, to be done by the end of a Wednesday in doubt; it is Thursday.
async fn waiting(backend: Backend) -> (Desk, String) {
    let desk = Desk::open(backend).await;
    wednesday(&desk, true, false).await;
    desk.checked_plan("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "SKIP").await;
    desk.until("2026-03-03 09:30");
    assert_eq!(desk.raise().await.raised, 1);
    let ticket = desk.tickets().await.remove(0);
    desk.until("2026-03-05 10:00");
    (desk, ticket)
}

const STANDS: &str = "state lastOn lastProvisional missedAt";

async fn nothing_is_missed_while_its_last_day_is_in_doubt(backend: Backend) {
    let (desk, _) = waiting(backend).await;
    assert_eq!(desk.miss().await, 0);
    let stands = json!({ "state": "OPEN", "lastOn": "2026-03-04", "lastProvisional": true, "missedAt": null });
    assert_eq!(desk.inspections("manager", STANDS, json!({})).await, [stands]);
    // It was a day off: Thursday is the last day, although no further date of the plan falls due.
    wednesday(&desk, false, true).await;
    desk.raise().await;
    let idle = raise_inspections(&desk.story.world.system_op()).await.expect("a run");
    assert_eq!(idle.plans, 0, "once a revision");
    let stands = json!({ "state": "OPEN", "lastOn": "2026-03-05", "lastProvisional": false, "missedAt": null });
    assert_eq!(desk.inspections("manager", STANDS, json!({})).await, [stands]);
    assert_eq!(desk.miss().await, 0);
    desk.until("2026-03-06 00:00");
    assert_eq!(desk.miss().await, 1);
    assert_eq!(desk.told("inspection.missed").await, 1);
}

async fn what_is_done_meanwhile_is_judged_once_the_day_is_known(backend: Backend) {
    let late = [["2026-03-03", "2026-03-03", "DONE_LATE", "-"]];
    for (off, state, told) in [(true, "DONE", 0), (false, "DONE_LATE", 1)] {
        let (desk, ticket) = waiting(backend).await;
        desk.inspect(&ticket).await;
        assert_eq!(
            (desk.booked().await, desk.told("inspection.missed").await),
            (rows(&late), 0),
            "nothing is said yet"
        );
        wednesday(&desk, false, off).await;
        for _ in 0..2 {
            desk.raise().await;
        }
        assert_eq!(desk.booked().await, rows(&[["2026-03-03", "2026-03-03", state, "-"]]));
        assert_eq!(desk.told("inspection.missed").await, told);
    }
}

/// Writing other terms reckons the next date by the calendar of now; the last days in doubt are still the worker's to settle.
async fn a_plan_that_is_changed_meanwhile_loses_no_doubt(backend: Backend) {
    // Without a further date, and with one.
    for rule in ["FREQ=WEEKLY;BYDAY=TU;COUNT=1", "FREQ=WEEKLY;BYDAY=TU"] {
        let (desk, _) = waiting(backend).await;
        let plan = desk.inspections("manager", "planId", json!({})).await[0]["planId"].clone();
        wednesday(&desk, false, true).await;
        let mut content = desk.content(rule, "SKIP");
        (content["planId"], content["expectedVersion"]) = (plan, json!(1));
        desk.as_("manager").must("changeInspectionPlan", content, "").await;
        desk.raise().await;
        let stands = json!({ "state": "OPEN", "lastOn": "2026-03-05", "lastProvisional": false, "missedAt": null });
        assert_eq!(desk.inspections("manager", STANDS, json!({})).await, [stands], "{rule}");
        let idle = raise_inspections(&desk.story.world.system_op()).await.expect("a run");
        assert_eq!(idle.plans, 0, "once a revision");
    }
}

/// Nobody ran until Thursday, and whether Wednesday was the last day nobody can say: the ticket is raised late.
async fn after_an_outage_a_last_day_in_doubt_is_not_missed(backend: Backend) {
    let desk = Desk::open(backend).await;
    wednesday(&desk, true, false).await;
    desk.checked_plan("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "SKIP").await;
    desk.until("2026-03-05 10:00");
    let report = desk.raise().await;
    assert_eq!((report.raised, report.skipped, report.missed), (1, 0, 0));
    let fields = "nominalOn state cause lastOn lastProvisional missedAt ticket { raisedAt }";
    let stands = json!({
        "nominalOn": "2026-03-03", "state": "OPEN", "cause": null, "lastOn": "2026-03-04", "lastProvisional": true,
        "missedAt": null, "ticket": { "raisedAt": "2026-03-05T02:00:00+00:00" },
    });
    assert_eq!(desk.inspections("manager", fields, json!({})).await, [stands]);
    assert_eq!((desk.miss().await, desk.told("inspection.missed").await), (0, 0));
    desk.story.end().await;
}
