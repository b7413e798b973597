//! What is not done by its last day is missed, once; what is done late is seen to be; what was done in time is not missed.

use app::inspection::flag_missed_inspections;
use serde_json::json;
use storage::coord::Coord;

use super::desk::{Desk, rows};
use crate::support::both;
use crate::support::db::Backend;

both! {
    what_is_not_done_by_its_last_day_is_missed_once,
    what_is_solved_late_was_missed_whether_or_not_somebody_looked,
    what_is_written_down_late_was_done_in_time,
    a_cancelled_inspection_is_skipped_unless_it_was_missed,
    e33_what_never_was_the_vendors_was_not_missed,
}

/// An inspection of Tuesday, to be done by the end of Wednesday.
async fn raised(backend: Backend) -> (Desk, String) {
    let desk = Desk::open(backend).await;
    desk.checked_plan("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "SKIP").await;
    desk.until("2026-03-03 09:30");
    desk.raise().await;
    let ticket = desk.tickets().await.remove(0);
    (desk, ticket)
}

const STANDS: &str = "state cause doneAt missedAt";

async fn what_is_not_done_by_its_last_day_is_missed_once(backend: Backend) {
    let (desk, ticket) = raised(backend).await;
    desk.until("2026-03-04 23:59");
    assert_eq!(desk.miss().await, 0, "the last day counts");
    // Found a day late, missed since the end of its day.
    desk.until("2026-03-06 08:00");
    let replica = desk.story.world.replica(Coord::memory()).await;
    let (here, there) = (desk.story.world.system_op(), replica.app.op_system("test"));
    let (here, there) = tokio::join!(flag_missed_inspections(&here), flag_missed_inspections(&there));
    assert_eq!(here.expect("a run").missed + there.expect("a run").missed, 1, "by one of two workers");
    assert_eq!(desk.miss().await, 0, "and not again");
    assert_eq!(desk.told("inspection.missed").await, 1);
    // Whoever answers for the contract finds it in the inbox, once; those above leave it to them.
    for _ in 0..2 {
        desk.story.relay().await;
        app::notice::deliver(&desk.story.world.system_op()).await.expect("delivered");
    }
    let inbox = async |who: &str| {
        let document = "{ viewer { notifications { nodes { kind ticket { id } } } } }";
        desk.as_(who).gql(document, json!({})).await.at("/viewer/notifications/nodes")
    };
    assert_eq!(inbox("manager").await, json!([{ "kind": "INSPECTION_MISSED", "ticket": { "id": ticket } }]));
    assert_eq!(inbox("region_manager").await, json!([]));
    let stands = desk.inspections("vendor_manager", STANDS, json!({ "states": ["MISSED"] })).await;
    let missed = json!({ "state": "MISSED", "cause": null, "doneAt": null, "missedAt": "2026-03-04T16:00:00+00:00" });
    assert_eq!(stands, [missed]);
    // Done all the same: it stays missed, and says when it was done.
    assert_eq!(desk.inspect(&ticket).await, "RESOLVED");
    let stands = desk.inspections("manager", STANDS, json!({})).await;
    let late = json!({
        "state": "DONE_LATE", "cause": null, "doneAt": "2026-03-06T00:00:00+00:00", "missedAt": "2026-03-04T16:00:00+00:00",
    });
    assert_eq!(stands, [late]);
    assert_eq!(desk.told("inspection.missed").await, 1);
    desk.story.end().await;
}

async fn what_is_solved_late_was_missed_whether_or_not_somebody_looked(backend: Backend) {
    let (desk, ticket) = raised(backend).await;
    desk.until("2026-03-05 00:00");
    desk.inspect(&ticket).await;
    assert_eq!(desk.booked().await, rows(&[["2026-03-03", "2026-03-03", "DONE_LATE", "-"]]));
    assert_eq!(desk.told("inspection.missed").await, 1);
    assert_eq!(desk.miss().await, 0);
    desk.story.end().await;
}

async fn what_is_written_down_late_was_done_in_time(backend: Backend) {
    let (desk, ticket) = raised(backend).await;
    desk.story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
    desk.until("2026-03-05 10:00");
    assert_eq!(desk.miss().await, 1);
    let answers = json!([{ "item": "door", "outcome": "PASS" }, { "item": "heat", "measured": "20" }]);
    desk.answer(&ticket, answers).await;
    let solved = json!({
        "cause": "定期巡检", "solution": "正常", "occurredAt": "2026-03-04T15:59:59Z", "lateReason": "机房无网络",
    });
    desk.story.act("engineer", "resolveTicket", &ticket, solved).await;
    assert_eq!(desk.booked().await, rows(&[["2026-03-03", "2026-03-03", "DONE", "-"]]), "instants decide");
    // The agency does not agree: it is open work again, and its last day has passed.
    desk.story.act("clerk", "rejectSolution", &ticket, json!({ "reason": "没有到场" })).await;
    assert_eq!(desk.booked().await, rows(&[["2026-03-03", "2026-03-03", "MISSED", "-"]]));
    desk.story.end().await;
}

async fn a_cancelled_inspection_is_skipped_unless_it_was_missed(backend: Backend) {
    let (desk, ticket) = raised(backend).await;
    desk.story.act("clerk", "cancelTicket", &ticket, json!({ "reason": "机房停电检修" })).await;
    assert_eq!(desk.booked().await, rows(&[["2026-03-03", "2026-03-03", "SKIPPED", "CANCELLED"]]));
    desk.until("2026-03-05 10:00");
    assert_eq!(desk.miss().await, 0);

    let (desk, ticket) = raised(backend).await;
    desk.until("2026-03-05 10:00");
    desk.miss().await;
    desk.story.act("clerk", "cancelTicket", &ticket, json!({ "reason": "过期" })).await;
    assert_eq!(desk.booked().await, rows(&[["2026-03-03", "2026-03-03", "MISSED", "-"]]), "it does not go away");

    // Nobody has looked yet: its last day has passed all the same.
    let (desk, ticket) = raised(backend).await;
    desk.until("2026-03-05 00:00");
    desk.story.act("clerk", "cancelTicket", &ticket, json!({ "reason": "过期" })).await;
    let missed = json!({ "state": "MISSED", "cause": null, "doneAt": null, "missedAt": "2026-03-04T16:00:00+00:00" });
    assert_eq!(desk.inspections("manager", STANDS, json!({})).await, [missed]);
    assert_eq!((desk.told("inspection.missed").await, desk.miss().await), (1, 0));
}

async fn e33_what_never_was_the_vendors_was_not_missed(backend: Backend) {
    // Proposed after it was found missed; and in time, but answered past its last day without anybody having looked.
    for (found, state) in [(true, "MISSED"), (false, "OPEN")] {
        let (desk, ticket) = raised(backend).await;
        let told = usize::from(found);
        if found {
            desk.until("2026-03-05 10:00");
            assert_eq!(desk.miss().await, 1);
        }
        let not_ours = json!({ "kind": "NOT_OURS", "reason": "机房已移交", "whose": "市大数据中心" });
        desk.story.act("engineer", "proposeTicketEnd", &ticket, not_ours).await;
        if !found {
            desk.until("2026-03-05 10:00");
        }
        assert_eq!(desk.inspections("manager", "state", json!({})).await, [json!({ "state": state })], "proposed");
        let accepted = desk.story.act("operator", "acceptTicketEnd", &ticket, json!({ "note": "已核实" })).await;
        assert_eq!(accepted, "CANCELLED");
        let skipped = json!({ "state": "SKIPPED", "cause": "CANCELLED", "doneAt": null, "missedAt": null });
        assert_eq!(desk.inspections("manager", STANDS, json!({})).await, std::slice::from_ref(&skipped));
        // What is written down afterwards changes nothing.
        let comment = json!({ "visibility": "PUBLIC", "body": "已通知市大数据中心" });
        desk.story.act("clerk", "commentTicket", &ticket, comment).await;
        assert_eq!(desk.inspections("manager", STANDS, json!({})).await, [skipped]);
        assert_eq!((desk.miss().await, desk.told("inspection.missed").await), (0, told));
        desk.story.end().await;
    }
}
