//! What is decided and told after a month was scored: merged step by step, it comes to what a count of everything gives;
//! and how long promises took.

use app::scorecard::refresh;
use chrono::TimeDelta;
use domain::scorecard::Tally;
use serde_json::{Value, json};

use super::afterwards::months;
use super::counted::assert_recounted;
use crate::assessments::board::Board;
use crate::dispatch::shed::Shed;
use crate::disputes::desk::Desk as Dispute;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, at, global_id};

const fn of(part: i64, whole: i64) -> Tally {
    Tally { part, whole }
}

async fn what_is_decided_later_is_merged_like_counted(backend: Backend) {
    let shed = Shed::open(backend).await;
    let (story, ticket) = (shed.story(), &shed.at_work().await);
    let merge = async || refresh(&story.world.system_op()).await.expect("merged");
    assert_eq!(merge().await.months, 1);
    story.until(2, "03:30");
    assert_eq!(merge().await.months, 1, "the arrival is overdue");
    let pause = story.hold("engineer", ticket, "THIRD_PARTY").await;
    story.until(2, "04:00");
    story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    merge().await;
    let pauses = async || months(&story.world, "NN-2026", |counters| counters.pause).await;
    assert_eq!(pauses().await, [(202603, of(0, 1_800))]);
    story.act("manager", "rejectPause", ticket, json!({ "pauseId": pause, "reason": "未附证明" })).await;
    assert_eq!(pauses().await, [(202603, of(1_800, 1_800))]);
    shed.propose(ticket).await;
    story.until(2, "05:00");
    shed.accept(ticket).await;
    merge().await;
    let solution = json!({ "cause": "光缆中断", "solution": "熔接" });
    story.act("lz_engineer", "resolveTicket", ticket, solution.clone()).await;
    story.act("clerk", "confirmTicket", ticket, Value::Null).await;
    merge().await;
    story.act("clerk", "reopenTicket", ticket, json!({ "reason": "又断了" })).await;
    let reopened = async || months(&story.world, "NN-NET-2026", |counters| counters.reopen).await;
    assert_eq!(reopened().await, [(202603, of(1, 1))]);
    story.act("lz_engineer", "resolveTicket", ticket, solution).await;
    story.act("clerk", "rateTicket", ticket, json!({ "stars": 2 })).await;
    assert_eq!(reopened().await, [(202603, of(1, 2))]);
    assert_eq!(pauses().await, [(202603, of(1_800, 1_800))], "it began in the first leg");
    assert_recounted(&story.world).await;
    assert_eq!(merge().await.months, 0, "there is nothing to merge");
    story.end().await;
}

async fn a_dispute_is_merged_like_counted(backend: Backend) {
    let desk = Dispute::open(backend).await;
    let world = &desk.story.world;
    let restored = async || months(world, "NN-2026", |counters| counters.restore[1]).await;
    assert_eq!(restored().await, [(202603, of(0, 1))]);
    let dispute = &desk.appeal().await;
    let excluded = json!({ "outcome": "EXCLUDE", "reason": "不可抗力" });
    assert_eq!(desk.decide("manager", dispute, excluded).await, "FINAL");
    assert_eq!(restored().await, [(202603, of(0, 0))]);
    assert_recounted(world).await;
    desk.story.end().await;
}

/// The second of three faults is told last: it repeats the first, and the third repeats it in the month after.
async fn a_fault_that_is_told_late_makes_the_next_one_a_repeat(backend: Backend) {
    let story = Story::open(backend).await;
    let repeats = async || months(&story.world, "NN-2026", |counters| counters.repeat).await;
    let raise = async || {
        let ticket = story.raise(P2).await;
        story.act("engineer", "acknowledgeTicket", &ticket, Value::Null).await;
        ticket
    };
    let first = raise().await;
    story.solve(&first).await;
    assert_eq!(repeats().await, [(202603, of(0, 1))]);
    story.until(20, "01:00");
    let second = raise().await;
    story.world.clock.set(at(5, "01:00") + TimeDelta::days(31));
    let third = raise().await;
    story.solve(&third).await;
    assert_eq!(repeats().await, [(202604, of(0, 1)), (202603, of(0, 1))], "34 days after the first");
    let late =
        json!({ "cause": "光缆中断", "solution": "熔接", "occurredAt": at(20, "02:00"), "lateReason": "现场无网络" });
    story.act("engineer", "resolveTicket", &second, late).await;
    assert_eq!(repeats().await, [(202604, of(1, 1)), (202603, of(1, 2))]);
    assert_recounted(&story.world).await;
    story.end().await;
}

/// Ten minutes, twenty and forty until somebody answered: exact in seconds below a minute or so, else within 2.5 %.
async fn a_card_tells_how_long_promises_took(backend: Backend) {
    let story = Story::open(backend).await;
    for minutes in [10, 20, 40] {
        let ticket = story.raise(P2).await;
        story.pass_minutes(minutes);
        story.act("engineer", "acknowledgeTicket", &ticket, Value::Null).await;
        refresh(&story.world.system_op()).await.expect("merged");
    }
    let document = "query($vendor: ID!) { scorecards(filter: { vendorId: $vendor }) { nodes { subject period
        percentiles { metric count p50Seconds p90Seconds p95Seconds p99Seconds exact } } } }";
    let vendor = global_id("Vendor", story.world.vendor("八桂运维").0);
    let found = story.world.as_("region_manager").gql(document, json!({ "vendor": vendor })).await;
    let cards = found.at("/scorecards/nodes");
    let cards = cards.as_array().expect("cards");
    for subject in ["CONTRACT", "VENDOR"] {
        let of = cards.iter().filter(|card| card["subject"] == subject);
        assert_eq!(of.count(), 4, "{subject}: month, quarter, half-year and year");
    }
    for card in cards {
        let told = &card["percentiles"][0];
        assert_eq!((&told["metric"], &told["count"], &told["exact"]), (&json!("RESPONSE"), &json!(3), &json!(false)));
        let near = |name: &str, seconds: i64| {
            let told = told[name].as_i64().expect("seconds");
            assert!((told - seconds).abs() * 1_000 <= seconds * 25, "{name}: {told} for {seconds}");
        };
        near("p50Seconds", 1_200);
        ["p90Seconds", "p95Seconds", "p99Seconds"].iter().for_each(|name| near(name, 2_400));
        assert_eq!(card["percentiles"][1], Value::Null, "nothing else was kept");
    }
    assert_recounted(&story.world).await;
    story.end().await;
}

/// The quarter's assessment is frozen: an hour and four and a half of working time until somebody answered. The month in it is
/// told from its buckets.
async fn a_closed_period_tells_them_exactly(backend: Backend) {
    let board = Board::frozen(backend).await;
    let fields = "percentiles { metric count p50Seconds p99Seconds exact }";
    let expected =
        json!({ "metric": "RESPONSE", "count": 2, "p50Seconds": 3_600, "p99Seconds": 16_200, "exact": true });
    assert_eq!(board.look("manager", fields).await["percentiles"][0], expected);
    let world = &board.story.world;
    let contract = global_id("ServiceContract", world.contract("NN-2026").0);
    let document = format!(
        "query($id: ID!, $period: PeriodKind) {{ scorecards(filter: {{ contractId: $id, period: $period }}) {{
            nodes {{ startsOn {fields} }} }} }}"
    );
    let first = async |period: &str, starts_on: &str| {
        let asked = json!({ "id": contract, "period": period });
        let nodes = world.as_("manager").gql(&document, asked).await.at("/scorecards/nodes");
        let card = nodes.as_array().expect("cards").iter().find(|card| card["startsOn"] == starts_on);
        card.expect("the period")["percentiles"][0].clone()
    };
    assert_eq!(first("QUARTER", "2026-01-01").await, expected);
    let month = first("MONTH", "2026-03-01").await;
    assert_eq!((&month["count"], &month["exact"]), (&json!(2), &json!(false)));
}

both! {
    what_is_decided_later_is_merged_like_counted,
    a_dispute_is_merged_like_counted,
    a_fault_that_is_told_late_makes_the_next_one_a_repeat,
    a_card_tells_how_long_promises_took,
    a_closed_period_tells_them_exactly,
}
