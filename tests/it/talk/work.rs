//! The work log: written by engineers, summed up, never changed.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::desk::{Desk, one};
use crate::support::both;
use crate::support::db::Backend;

const LOG: &str = "workLog { id minutes billable summary visibility reversesId reversed canReverse engineer { name } }
    workTotals { minutes billableMinutes engineers { minutes billableMinutes engineer { name } } }";

/// What each engineer's entries sum up to, by name: all minutes, and those that are paid for.
fn engineers(seen: &Value) -> Vec<(&str, &Value, &Value)> {
    let sums = seen["workTotals"]["engineers"].as_array().expect("engineers").iter();
    let mut sums: Vec<_> = sums
        .map(|of| (of["engineer"]["name"].as_str().expect("a name"), &of["minutes"], &of["billableMinutes"]))
        .collect();
    sums.sort_unstable_by_key(|of| of.0);
    sums
}

/// Work that began so many minutes ago.
fn work(desk: &Desk, ago: i64, minutes: i32, visibility: &str) -> Value {
    let started = desk.story.world.app.clock().now() - TimeDelta::minutes(ago);
    desk.on(json!({
        "startedAt": started, "minutes": minutes, "summary": "更换光模块", "billable": visibility == "PUBLIC",
        "visibility": visibility,
    }))
}

async fn work_is_logged_summed_up_and_taken_back(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.story.pass_minutes(120);
    let (engineer, leader) = (desk.as_("engineer"), desk.as_("vendor_manager"));
    engineer.must("logWork", work(&desk, 120, 30, "PUBLIC"), "").await;
    engineer.must("logWork", work(&desk, 60, 20, "VENDOR_INTERNAL"), "").await;
    leader.must("logWork", work(&desk, 30, 30, "PUBLIC"), "").await;
    let seen = desk.look("engineer", LOG).await;
    let totals = &seen["workTotals"];
    assert_eq!((&totals["minutes"], &totals["billableMinutes"]), (&json!(80), &json!(60)));
    let leaders = ("vendor_manager", &json!(30), &json!(30));
    assert_eq!(engineers(&seen), [("engineer", &json!(50), &json!(30)), leaders]);
    let agency = desk.look("clerk", LOG).await;
    assert_eq!(
        agency["workLog"].as_array().map(Vec::len),
        Some(2),
        "what is inside the vendor is not summed up either"
    );
    assert_eq!(agency["workTotals"]["minutes"], 60);
    assert_eq!(agency["workLog"][0]["canReverse"], false);

    let entry = |at: usize| seen["workLog"][at]["id"].clone();
    let back = |at: usize| json!({ "entryId": entry(at), "reason": "记错工单" });
    assert_eq!(engineer.refused("reverseWork", back(2)).await[0].0, "FORBIDDEN", "another's");
    assert_eq!(desk.as_("clerk").refused("reverseWork", back(0)).await[0].0, "FORBIDDEN");
    assert_eq!(desk.as_("lz_engineer").refused("reverseWork", back(0)).await[0].0, "NOT_FOUND");
    engineer.must("reverseWork", back(0), "").await;
    leader.must("reverseWork", back(1), "").await;
    assert_eq!(engineer.refused("reverseWork", back(0)).await[0].0, "ALREADY_DONE");
    let after = desk.look("engineer", LOG).await;
    assert_eq!(after["workTotals"]["minutes"], 30);
    assert_eq!(engineers(&after), [("engineer", &json!(0), &json!(0)), leaders]);
    let log = after["workLog"].as_array().expect("entries");
    assert_eq!(log.len(), 5, "nothing is erased");
    assert_eq!((&log[0]["reversed"], &log[0]["canReverse"]), (&json!(true), &json!(false)));
    let counter = &log[3];
    assert_eq!((&counter["minutes"], &counter["reversesId"]), (&json!(-30), &entry(0)));
    assert_eq!((&counter["summary"], &counter["engineer"]["name"]), (&json!("记错工单"), &json!("engineer")));
    assert_eq!(
        engineer.refused("reverseWork", json!({ "entryId": counter["id"], "reason": "x" })).await[0].0,
        "INVALID"
    );
    let told = desk.events("clerk", &["WORK_LOGGED", "WORK_REVERSED"]).await;
    let told: Vec<_> = told.iter().map(|event| (event["type"].as_str(), &event["minutes"])).collect();
    let logged = (Some("WORK_LOGGED"), &json!(30));
    assert_eq!(told, [logged, logged, (Some("WORK_REVERSED"), &Value::Null)]);
    desk.story.end().await;
}

async fn work_is_refused_that_cannot_have_been(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.story.pass_minutes(60);
    let refused = async |who: &str, input: Value| desk.as_(who).refused("logWork", input).await;
    assert_eq!(refused("engineer", work(&desk, 61, 10, "PUBLIC")).await, one("BEFORE_RAISED", "startedAt"));
    assert_eq!(refused("engineer", work(&desk, 10, 11, "PUBLIC")).await, one("IN_FUTURE", "startedAt"));
    assert_eq!(refused("engineer", work(&desk, 10, 0, "PUBLIC")).await, one("INVALID", "minutes"));
    assert_eq!(refused("engineer", work(&desk, 10, 1_441, "PUBLIC")).await, one("INVALID", "minutes"));
    assert_eq!(refused("engineer", work(&desk, 10, 5, "AGENCY_INTERNAL")).await, one("NOT_YOUR_SIDE", "visibility"));
    assert_eq!(refused("clerk", work(&desk, 10, 5, "PUBLIC")).await[0].0, "FORBIDDEN");
    assert_eq!(refused("lz_engineer", work(&desk, 10, 5, "PUBLIC")).await[0].0, "NOT_FOUND");
    let mut blank = work(&desk, 10, 5, "PUBLIC");
    blank["summary"] = json!(" ");
    assert_eq!(refused("engineer", blank).await, one("REQUIRED", "summary"));
    assert_eq!(desk.story.ledger().await.rows("work_entry").await, [""; 0]);
}

async fn the_database_refuses_to_change_an_entry(backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.story.pass_minutes(10);
    desk.as_("engineer").must("logWork", work(&desk, 10, 10, "PUBLIC"), "").await;
    let ledger = desk.story.ledger().await;
    for sql in ["UPDATE work_entry SET minutes = 1", "DELETE FROM work_entry"] {
        let error = ledger.run(sql).await.expect_err(sql).to_string();
        assert!(error.contains("work_entry is append-only"), "{error}");
    }
}

both! {
    work_is_logged_summed_up_and_taken_back,
    work_is_refused_that_cannot_have_been,
    the_database_refuses_to_change_an_entry,
}
