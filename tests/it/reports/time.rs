//! Who consumed the time of clocks.

use serde_json::{Value, json};

use super::desk::{sla_report, time_report};
use crate::dispatch::shed::Shed;
use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story};

/// Agency, vendor, third party, nobody: seconds and exact share.
fn time(total: i64, parties: [(i64, &str, &str); 4]) -> Value {
    let words = ["AGENCY", "VENDOR", "THIRD_PARTY", "NOBODY"];
    let party = |(word, (seconds, share, exact)): (&str, (i64, &str, &str))| json!({ "party": word, "seconds": seconds, "share": share, "shareExact": exact });
    let parties: Vec<Value> = words.into_iter().zip(parties).map(party).collect();
    json!({ "totalSeconds": total, "parties": parties })
}

/// Rows add up to the total, and each is what the SLA report calls elapsed and paused.
async fn adds_up(client: &Client, by: &[&str]) {
    let (time, sla) = (time_report(client, by, Value::Null).await, sla_report(client, by, Value::Null).await);
    let spent = |of: &Value| {
        let seconds = |name: &str| of["pausedTime"][name].as_i64().expect("seconds");
        seconds("elapsedSeconds") + seconds("pausedSeconds")
    };
    let rows = time["rows"].as_array().expect("rows");
    let sum: i64 = rows.iter().map(|row| row["time"]["totalSeconds"].as_i64().expect("seconds")).sum();
    assert_eq!((json!(sum), sum), (time["total"]["totalSeconds"].clone(), spent(&sla)), "{by:?}");
    for row in rows {
        let same = |other: &&Value| {
            ["vendor", "metric", "month", "cause", "priority"].iter().all(|key| other[*key] == row[*key])
        };
        let other = sla["rows"].as_array().expect("rows").iter().find(same).expect("the same row");
        assert_eq!(row["time"]["totalSeconds"], json!(spent(other)), "{row}");
    }
}

async fn each_second_is_charged_to_who_answers_for_it(backend: Backend) {
    let story = Story::open(backend).await;
    let wait = async |ticket: &str, reason: &str, from: &str, to: &str| {
        story.until(2, from);
        let pause = story.hold("engineer", ticket, reason).await;
        story.until(2, to);
        story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    };
    let raise = async || {
        let ticket = story.raise(P2).await;
        story.act("operator", "assignTicket", &ticket, json!({})).await;
        story.act("engineer", "recordArrival", &ticket, json!({})).await;
        ticket
    };
    // Four hours: one for a third party, a quarter of one for the agency.
    let one = &raise().await;
    wait(one, "THIRD_PARTY", "01:30", "02:30").await;
    wait(one, "AWAITING_AGENCY", "04:00", "04:15").await;
    story.until(2, "05:00");
    story.solve(one).await;
    // Two hours: one of force majeure. The county's, if there were one, would be its own.
    let other = &raise().await;
    wait(other, "FORCE_MAJEURE", "05:30", "06:30").await;
    story.until(2, "07:00");
    story.act("engineer", "resolveTicket", other, json!({ "cause": "电源故障", "solution": "更换" })).await;
    // What still runs is nobody's yet.
    raise().await;
    story.until(2, "08:00");

    let manager = story.world.as_("manager");
    let report = time_report(&manager, &["CAUSE"], json!({ "metric": "RESTORE" })).await;
    let zero = (0, "0.0000", "0");
    let fibre = time(14_400, [(900, "0.0625", "1/16"), (9_900, "0.6875", "11/16"), (3_600, "0.2500", "1/4"), zero]);
    let power = time(7_200, [zero, (3_600, "0.5000", "1/2"), zero, (3_600, "0.5000", "1/2")]);
    let rows = report["rows"].as_array().expect("rows");
    let told: Vec<_> = rows.iter().map(|row| (&row["cause"], &row["time"])).collect();
    assert_eq!(told, [(&json!("光缆中断"), &fibre), (&json!("电源故障"), &power)]);
    let total =
        [(900, "0.0417", "1/24"), (13_500, "0.6250", "5/8"), (3_600, "0.1667", "1/6"), (3_600, "0.1667", "1/6")];
    assert_eq!(report["total"], time(21_600, total));
    for by in [&["METRIC"][..], &["VENDOR", "MONTH"], &["PRIORITY"], &["CAUSE", "METRIC"], &[]] {
        if by.is_empty() {
            assert_eq!(time_report(&manager, by, Value::Null).await["rows"], json!([]));
        } else {
            adds_up(&manager, by).await;
        }
    }
    let empty = time_report(&story.world.as_("lz_manager"), &["METRIC"], Value::Null).await;
    assert_eq!((&empty["rows"], &empty["total"]["totalSeconds"]), (&json!([]), &json!(0)));
    assert_eq!(empty["total"]["parties"][1]["share"], Value::Null, "no time has no shares");
    let document = "{ timeReport { total { totalSeconds } } }";
    assert_eq!(story.world.as_("engineer").gql(document, json!({})).await.code(), "FORBIDDEN");
    let twice = "{ timeReport(groupBy: [CAUSE, CAUSE]) { total { totalSeconds } } }";
    assert_eq!(manager.gql(twice, json!({})).await.code(), "DUPLICATE");
    story.end().await;
}

async fn a_granted_hand_over_is_charged_to_whoever_had_to_decide(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    story.until(2, "03:30");
    shed.propose(ticket).await;
    story.until(2, "04:00");
    shed.accept(ticket).await;
    story.until(2, "06:00");
    story.act("lz_engineer", "resolveTicket", ticket, json!({ "cause": "光缆中断", "solution": "熔接" })).await;
    let report = time_report(&shed.office.as_("manager"), &["VENDOR"], json!({ "metric": "RESTORE" })).await;
    let zero = (0, "0.0000", "0");
    let expected = time(18_000, [(1_800, "0.1000", "1/10"), (16_200, "0.9000", "9/10"), zero, zero]);
    assert_eq!((&report["rows"][0]["vendor"]["name"], &report["rows"][0]["time"]), (&json!("桂北信息"), &expected));
    // Restoration counts for the second vendor alone.
    let own = time_report(&shed.office.as_("vendor_manager"), &["METRIC"], json!({ "metric": "RESTORE" })).await;
    assert_eq!(own["rows"], json!([]));
    for who in ["manager", "vendor_manager"] {
        adds_up(&shed.office.as_(who), &["VENDOR", "METRIC"]).await;
    }
    story.end().await;
}

async fn what_stands_behind_figures_comes_in_batches(backend: Backend) {
    let story = Story::open(backend).await;
    let clocks = "{ slaClocks(counted: MET, filter: { metric: RESTORE }) {
        totalCount nodes { dueAt contract { number } vendor { name } clock { stoppedAt verdicts { revision } }
            ticket { number events { type } } } } }";
    let time = "{ timeReport(groupBy: [VENDOR, METRIC]) { rows { vendor { name } time { totalSeconds } } } }";
    for tickets in 1..=3 {
        let ticket = story.raise(P2).await;
        story.act("operator", "assignTicket", &ticket, json!({})).await;
        story.act("engineer", "recordArrival", &ticket, json!({})).await;
        story.pass_minutes(10);
        story.solve(&ticket).await;
        let counted = Counted::of(&story.world, "manager");
        let found = counted.client.gql(clocks, json!({})).await.at("/slaClocks");
        assert_eq!((&found["totalCount"], found["nodes"].as_array().map(Vec::len)), (&json!(tickets), Some(tickets)));
        assert_eq!(counted.last(), 5, "the page, its number, its tickets, their verdicts, their logs");
        counted.client.gql(time, json!({})).await.at("/timeReport");
        assert_eq!(counted.last(), 4, "how many, which clocks, their tickets' clocks and logs");
    }
}

both! {
    each_second_is_charged_to_who_answers_for_it,
    a_granted_hand_over_is_charged_to_whoever_had_to_decide,
    what_stands_behind_figures_comes_in_batches,
}
