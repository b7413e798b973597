//! People are told in time that a contract ends and that notice or renewal is due.

use app::setup::contract::{AlertReport, alert_contract_dates};
use serde_json::json;
use storage::coord::Coord;

use super::office::Office;
use crate::support::both;
use crate::support::db::Backend;

async fn alert(office: &Office) -> AlertReport {
    alert_contract_dates(&office.story.world.system_op()).await.expect("a run")
}

async fn each_date_is_told_of_once_by_any_number_of_workers(backend: Backend) {
    let office = Office::open(backend).await;
    let set = json!({ "noticeDays": 60, "renewalDays": 90 });
    office.step("manager", "setContractKeyDates", set).await;
    let seen = office.look("vendor_manager", "noticeDays renewalDays keyDates { kind on daysLeft alertsOn }").await;
    assert_eq!(
        seen["keyDates"],
        json!([
            { "kind": "RENEWAL_DUE", "on": "2026-10-02", "daysLeft": 214, "alertsOn": ["2026-09-02", "2026-09-25"] },
            { "kind": "NOTICE_DUE", "on": "2026-11-01", "daysLeft": 244, "alertsOn": ["2026-10-02", "2026-10-25"] },
            { "kind": "ENDING", "on": "2026-12-31", "daysLeft": 304,
                "alertsOn": ["2026-10-02", "2026-12-01", "2026-12-24"] },
        ])
    );
    let quiet = alert(&office).await;
    assert_eq!((quiet.running, quiet.messages, quiet.due.len()), (2, 0, 0));
    // 2 September begins in Nanning at 16:00 UTC of the day before.
    office.until("2026-09-01T15:59:59Z");
    assert_eq!(alert(&office).await.messages, 0);
    office.until("2026-09-01T16:00:00Z");
    let replica = office.story.world.replica(Coord::memory()).await;
    let there = replica.app.op_system("test");
    let (here, there) = tokio::join!(alert(&office), alert_contract_dates(&there));
    assert_eq!(here.messages + there.expect("another run").messages, 1, "by one of two");
    assert_eq!((alert(&office).await.messages, office.told("contract.renewal_due").await), (0, 1), "and not again");
    // Nobody looked for two months: of each day the newest alert alone is told.
    office.until("2026-10-30T01:00:00Z");
    let found = alert(&office).await;
    assert_eq!(found.messages, 3, "notice, and the end of two contracts: {found:?}");
    let told = (office.told("contract.renewal_due").await, office.told("contract.notice_due").await);
    assert_eq!((told, office.told("contract.ending").await), ((1, 1), 2));
    office.until("2026-12-31T15:59:59Z");
    assert_eq!(alert(&office).await.messages, 2, "seven days and less");
    office.until("2026-12-31T16:00:00Z");
    assert_eq!(alert(&office).await.messages, 0, "it is over");
}

async fn an_end_that_is_moved_is_told_of_anew(backend: Backend) {
    let office = Office::open(backend).await;
    office.until("2026-10-02T01:00:00Z");
    assert_eq!(alert(&office).await.messages, 2);
    let longer = json!({ "reason": "顺延", "effectiveOn": "2026-11-01", "endsOn": "2027-03-31" });
    let input = office.input(longer).await;
    let fields = "contract { amendments { id } }";
    let made = office.as_("manager").must("createContractAmendment", input, fields).await;
    let amendment = made["contract"]["amendments"][0]["id"].as_str().expect("an id");
    office.amendment_reviewed(amendment).await;
    office.step("supervisor", "activateContractAmendment", json!({ "amendmentId": amendment })).await;
    let found = alert(&office).await;
    assert_eq!((found.messages, found.due.len()), (0, 1), "the other contract alone: {found:?}");
    office.until("2026-12-31T01:00:00Z");
    let found = alert(&office).await;
    let days: Vec<_> = found.due.iter().map(|due| (due.number.as_str(), due.days_left)).collect();
    assert_eq!((found.messages, days), (2, vec![("LZ-2026", 0), ("NN-2026", 90)]));
    // What ends early is told of for the day on which it ends.
    let end = json!({ "reason": "违约", "terminatesOn": "2027-01-04" });
    assert_eq!(office.step("manager", "terminateContract", end).await, "ACTIVE");
    let found = alert(&office).await;
    assert_eq!(found.messages, 1, "{found:?}");
    assert_eq!(office.look("manager", "endsOn").await["endsOn"], "2027-01-03");
}

both! {
    each_date_is_told_of_once_by_any_number_of_workers,
    an_end_that_is_moved_is_told_of_anew,
}
