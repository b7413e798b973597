//! A ticket that was handed over stands in the files of both contracts, in each as far as it was that contract's (E28).

use serde_json::{Value, json};

use super::shelf::{Fetched, asked, fetched, month};
use crate::dispatch::shed::Shed;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P3, Story};

/// A fault that is noticed in time and waits for half an hour, until three days later it should have been restored.
async fn broken(story: &Story) -> String {
    let ticket = story.raise(P3).await;
    story.act("vendor_manager", "assignTicket", &ticket, json!({})).await;
    story.until(2, "01:05");
    story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
    wait(story, "engineer", &ticket, (2, "01:10"), "01:40").await;
    // Fourteen hours of working time, and half an hour, are over at half past nine.
    story.until(4, "01:40");
    story.sweep().await;
    ticket
}

async fn wait(story: &Story, who: &str, ticket: &str, (day, from): (u32, &str), to: &str) {
    story.until(day, from);
    let pause = story.hold(who, ticket, "THIRD_PARTY").await;
    story.until(day, to);
    story.act(who, "resumeTicket", ticket, json!({ "pauseId": pause })).await;
}

async fn file(shed: &Shed, who: &str, report: &Value) -> Fetched {
    fetched(&shed.story().world, who, asked(report, "CSV", "ZH")).await
}

/// The tables that tell nothing of a verdict's revision, and not by when they are told.
fn lasting(file: &Fetched) -> Vec<(String, String)> {
    let mut tables = file.tables();
    tables.retain(|(name, _)| !name.starts_with("00 ") && !name.ends_with("超时明细.csv"));
    tables
}

async fn e28_each_contract_has_what_was_its_own_and_nothing_that_came_later(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &broken(story).await;
    shed.propose(ticket).await;
    story.until(4, "02:00");
    shed.accept(ticket).await;
    let first = month(&story.world, 202603);
    let at_the_end = file(&shed, "vendor_manager", &first).await;
    wait(story, "lz_engineer", ticket, (4, "02:10"), "02:40").await;
    story.until(4, "08:00");
    story.act("lz_engineer", "resolveTicket", ticket, json!({ "cause": "光缆中断", "solution": "熔接" })).await;

    let number = story.look("manager", ticket, "number").await["number"].as_str().expect("a number").to_owned();
    let own = file(&shed, "vendor_manager", &first).await;
    assert_eq!(file(&shed, "manager", &first).await, own, "both sides read the same");
    let kept = ["响应,P3,1,0,0,0,0,1,0,100.00%", "恢复,P3,0,1,0,0,0,1,0,0.00%", "合计,,1,1,0,0,0,2,0,50.00%"];
    assert_eq!(own.lines("达标情况"), kept);
    let time = [
        "响应,0:05:00,100.00%,0:00:00,0.00%,0:00:00,0.00%,0:00:00,0.00%,0:05:00",
        "合计,0:05:00,100.00%,0:00:00,0.00%,0:00:00,0.00%,0:00:00,0.00%,0:05:00",
    ];
    assert_eq!(own.lines("用时归属"), time);
    let breach = format!("{number},公文收不到,南宁公文交换平台,恢复,P3,2026-03-04 09:30:00,,,2026-03-04 09:30:00,2,");
    assert_eq!(own.lines("超时明细"), [breach], "that another kept it at last is not told");
    assert_eq!(own.lines("挂起汇总"), ["第三方,1,0,0,1,0:30:00,0:00:00"]);
    let pause = format!("{number},待第三方,第三方,2026-03-02 09:10:00,2026-03-02 09:40:00,0:30:00,待审核,");
    assert_eq!(own.lines("挂起明细"), [pause]);
    let stands = format!("{number},公文收不到,南宁公文交换平台,P3,处理中,2026-03-02 09:00:00,,,达标,,已超时,");
    assert_eq!(own.lines("工单"), [stands]);
    let restore = format!(
        "{number},恢复,1,1,P3,已超时,2026-03-02 09:00:00,2026-03-04 09:30:00,,2026-03-04 09:30:00,14:00:00,,0:30:00,,,,"
    );
    assert_eq!(own.lines("时限明细")[1..], [restore]);
    assert_eq!(lasting(&own), lasting(&at_the_end), "nothing that came later changes what is told");
    // The cover says when the file was made.
    let all: String =
        own.tables().into_iter().filter(|(name, _)| !name.starts_with("00 ")).map(|(_, text)| text).collect();
    for later in ["光缆中断", "2026-03-04 16:00:00", "桂北信息", "南宁政务外网"] {
        assert!(!all.contains(later), "{later}: {all}");
    }

    let second = json!({ "contractMonth": { "contractId": shed.network, "month": 202603 } });
    let refused = shed.office.as_("vendor_manager").refused("prepareReportFile", asked(&second, "CSV", "ZH")).await;
    assert_eq!(refused, [("NOT_FOUND".to_owned(), None)], "the other contract is not its own");
    let theirs = file(&shed, "manager", &second).await;
    let kept = ["到场,,0,0,0,0,1,1,0,", "解决,P3,1,0,0,0,0,1,0,100.00%", "合计,,1,0,0,0,1,2,0,100.00%"];
    assert_eq!(theirs.lines("达标情况"), kept, "the restoration was broken before");
    assert_eq!(theirs.lines("超时明细"), [""; 0]);
    let pause = format!("{number},待第三方,第三方,2026-03-04 10:10:00,2026-03-04 10:40:00,0:30:00,待审核,");
    assert_eq!(theirs.lines("挂起明细"), [pause]);
    let stands = format!(
        "{number},公文收不到,南宁政务外网,P3,已解决,2026-03-02 09:00:00,2026-03-04 16:00:00,2026-03-04 16:00:00,,无承诺,,达标"
    );
    assert_eq!(theirs.lines("工单"), [stands]);
    story.end().await;
}

both! { e28_each_contract_has_what_was_its_own_and_nothing_that_came_later }
