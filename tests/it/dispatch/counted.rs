//! What was kept or broken counts for the vendor in whose leg it was, in reports and scorecards.

use serde_json::{Value, json};

use super::shed::Shed;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{at, global_id};

const REPORT: &str = "{ slaReport(groupBy: [VENDOR, METRIC]) {
    rows { vendor { name } metric counts { met breached running } } } }";

/// Metric, met, breached and running of the rows of one vendor.
async fn counted(shed: &Shed, who: &str, vendor: &str) -> Vec<(String, i64, i64, i64)> {
    let report = shed.office.as_(who).gql(REPORT, json!({})).await;
    let rows = report.at("/slaReport/rows");
    let figure = |row: &Value, name: &str| row["counts"][name].as_i64().expect("a figure");
    let told = |row: &Value| {
        let metric = row["metric"].as_str().expect("a metric").to_owned();
        (metric, figure(row, "met"), figure(row, "breached"), figure(row, "running"))
    };
    let own = rows.as_array().expect("rows").iter().filter(|row| row["vendor"]["name"] == vendor);
    let mut found: Vec<_> = own.map(told).collect();
    found.retain(|(metric, ..)| metric != "UPDATE");
    found.sort();
    found
}

fn row(metric: &str, met: i64, breached: i64, running: i64) -> (String, i64, i64, i64) {
    (metric.to_owned(), met, breached, running)
}

async fn e28_a_breach_counts_for_whoever_had_the_ticket_when_its_time_ran_out(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    // Arrival in a city is due after two hours, restoration after eight.
    story.until(2, "03:30");
    story.sweep().await;
    assert_eq!(story.clock(ticket, "ARRIVAL").await.stands(), ("BREACHED", Some(at(2, "03:00"))));
    shed.propose(ticket).await;
    story.until(2, "04:00");
    shed.accept(ticket).await;
    let first = [row("ARRIVAL", 0, 1, 0), row("RESPONSE", 1, 0, 0)];
    let second = [row("RESOLVE", 0, 0, 1), row("RESTORE", 0, 0, 1)];
    for who in ["manager", "region_manager"] {
        assert_eq!(counted(&shed, who, "八桂运维").await, first, "{who}");
        assert_eq!(counted(&shed, who, "桂北信息").await, second, "what runs is the present vendor's");
    }
    assert_eq!(counted(&shed, "vendor_manager", "八桂运维").await, first, "its own figures, also of what it gave away");
    assert_eq!(counted(&shed, "vendor_manager", "桂北信息").await, []);
    story.until(2, "09:00:01");
    story.sweep().await;
    let second = [row("RESOLVE", 0, 0, 1), row("RESTORE", 0, 1, 0)];
    assert_eq!(counted(&shed, "manager", "桂北信息").await, second);
    story.act("lz_engineer", "resolveTicket", ticket, json!({ "cause": "光缆中断", "solution": "熔接" })).await;
    story.act("clerk", "rateTicket", ticket, json!({ "stars": 2 })).await;
    assert_eq!(counted(&shed, "manager", "八桂运维").await, first, "what happened later is not the first vendor's");
    // The scorecards of the two contracts say the same.
    app::scorecard::refresh(&story.world.system_op()).await.expect("scored");
    let cards = "query($id: ID!) { scorecards(filter: { contractId: $id, period: MONTH }) {
        nodes { terms { code numerator denominator } } } }";
    let term = async |contract: &str, code: &str| {
        let cards = shed.office.as_("manager").gql(cards, json!({ "id": contract })).await;
        let terms = cards.at("/scorecards/nodes/0/terms");
        let found = terms.as_array().expect("terms").iter().find(|term| term["code"] == code).expect("a term").clone();
        (found["numerator"].as_i64().expect("a figure"), found["denominator"].as_i64().expect("a figure"))
    };
    let (first, second) = (&shed.office.contract, &shed.network);
    assert_eq!((term(first, "RESPOND").await, term(second, "RESPOND").await), ((1, 1), (0, 0)));
    assert_eq!((term(first, "ARRIVE").await, term(second, "ARRIVE").await), ((0, 1), (0, 0)));
    let restored = (term(first, "RESTORE").await.1, term(second, "RESTORE").await);
    assert_eq!(restored, (0, (0, 4)), "broken by the second alone: one of P2");
    assert_eq!((term(first, "REOPEN").await, term(second, "REOPEN").await), ((0, 0), (1, 1)), "who solved it");
    story.end().await;
}

async fn e28_a_pause_counts_for_the_leg_in_which_it_began(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    let wait = async |who: &str, from: &str, to: &str| {
        story.until(2, from);
        let pause = story.hold(who, ticket, "THIRD_PARTY").await;
        story.until(2, to);
        story.act(who, "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    };
    wait("engineer", "01:10", "01:40").await;
    shed.propose(ticket).await;
    story.until(2, "03:00");
    shed.accept(ticket).await;
    wait("lz_engineer", "03:30", "04:30").await;
    let document = "query($filter: PauseReportFilter) { pauseReport(filter: $filter, groupBy: [VENDOR, CONTRACT]) {
        rows { vendor { name } contract { number } counts { declared declaredSeconds } } } }";
    let report = async |who: &str, filter: Value| {
        shed.office.as_(who).gql(document, json!({ "filter": filter })).await.at("/pauseReport/rows")
    };
    let row = |vendor: &str, contract: &str, seconds: i64| {
        json!({ "vendor": { "name": vendor }, "contract": { "number": contract },
            "counts": { "declared": 1, "declaredSeconds": seconds } })
    };
    let (first, second) = (row("八桂运维", "NN-2026", 1_800), row("桂北信息", "NN-NET-2026", 3_600));
    assert_eq!(report("manager", Value::Null).await, json!([first, second]));
    let vendor = global_id("Vendor", story.world.vendor("八桂运维").0);
    assert_eq!(report("manager", json!({ "vendorId": vendor })).await, json!([first]));
    assert_eq!(report("manager", json!({ "contractId": shed.network })).await, json!([second]));
    assert_eq!(report("vendor_manager", Value::Null).await, json!([first]), "its own, also of what it gave away");
    story.end().await;
}

both! {
    e28_a_breach_counts_for_whoever_had_the_ticket_when_its_time_ran_out,
    e28_a_pause_counts_for_the_leg_in_which_it_began,
}
