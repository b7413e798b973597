//! What falls due, and how many promises are likely to be broken.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::tickets::story::{P2, P3, Story, at};

/// Twenty-eight faults raised at 01:00 UTC of the 2nd with half an hour for a response: 8 solved after a fifth of it, 15 after
/// four fifths, 5 after half as much again; on site each time.
async fn a_past(story: &Story) {
    let mut faults = Vec::new();
    for _ in 0..28 {
        let ticket = story.raise(P2).await;
        story.act("operator", "assignTicket", &ticket, json!({})).await;
        faults.push(ticket);
    }
    for (solved, time) in [(8, "01:06"), (15, "01:24"), (5, "01:45")] {
        story.until(2, time);
        for ticket in faults.drain(..solved) {
            story.act("engineer", "recordArrival", &ticket, json!({})).await;
            story.solve(&ticket).await;
        }
    }
}

const FORECAST: &str = "query($filter: ForecastFilter, $horizon: Int!, $standing: ForecastStanding!, $after: String) {
    breachForecast(filter: $filter, horizonHours: $horizon) {
        asOf overdue dueWithin24Hours dueWithin72Hours dueWithin7Days paused expected { clocks rated breaches }
        clocks(standing: $standing, first: 3, after: $after) { totalCount pageInfo { hasNextPage endCursor }
            nodes { ticketId ticket { id } vendor { name } metric priority state dueAt provisional targetSeconds
                remainingSeconds usedPercent risk { sample breached share shareExact } } } } }";

async fn forecast(client: &Client, filter: Value, horizon: i64, standing: &str) -> Value {
    let asked = json!({ "filter": filter, "horizon": horizon, "standing": standing });
    client.gql(FORECAST, asked).await.at("/breachForecast")
}

/// Every clock of a standing, page by page.
async fn listed(client: &Client, horizon: i64, standing: &str) -> Vec<Value> {
    let (mut found, mut after) = (Vec::new(), Value::Null);
    loop {
        let asked = json!({ "horizon": horizon, "standing": standing, "after": after });
        let page = client.gql(FORECAST, asked).await.at("/breachForecast/clocks");
        found.extend(page["nodes"].as_array().expect("nodes").iter().cloned());
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(page["totalCount"], json!(found.len()), "{standing} within {horizon} hours");
            return found;
        }
    }
}

/// The statements that a forecast with a list of this standing takes.
async fn statements(story: &Story, standing: &str) -> u64 {
    let counted = Counted::of(&story.world, "manager");
    counted.client.gql(FORECAST, json!({ "horizon": 72, "standing": standing })).await.at("/breachForecast");
    counted.last()
}

/// Metric, due time, seconds left and percent used.
fn told(clock: &Value) -> (String, Value, i64, i64) {
    let number = |name: &str| clock[name].as_i64().expect("a figure");
    let metric = clock["metric"].as_str().expect("a metric").to_owned();
    (metric, clock["dueAt"].clone(), number("remainingSeconds"), number("usedPercent"))
}

fn due(time: &str) -> Value {
    json!(at(2, time).to_rfc3339())
}

async fn what_became_of_others_tells_what_is_likely(backend: Backend) {
    let story = Story::open(backend).await;
    a_past(&story).await;
    story.until(2, "02:00");
    let waiting = &story.raise(P2).await;
    let held = &story.raise(P2).await;
    story.raise(P3).await;
    story.act("operator", "assignTicket", held, json!({})).await;
    story.until(2, "02:05");
    story.act("engineer", "recordArrival", held, json!({})).await;
    story.until(2, "02:10");
    story.hold("engineer", held, "THIRD_PARTY").await;
    story.until(2, "02:15");

    let manager = story.world.as_("manager");
    let seen = forecast(&manager, Value::Null, 72, "COMING").await;
    let figures = |seen: &Value| {
        ["overdue", "dueWithin24Hours", "dueWithin72Hours", "dueWithin7Days", "paused"].map(|name| seen[name].clone())
    };
    assert_eq!(figures(&seen), [json!(0), json!(7), json!(8), json!(8), json!(2)]);
    // Of twenty that were open after half of their time five broke; of the other metrics none did; of P3 and reports nobody knows.
    assert_eq!(seen["expected"], json!({ "clocks": 8, "rated": 4, "breaches": "0.25" }));
    let response = json!({
        "ticketId": waiting, "ticket": { "id": waiting }, "vendor": { "name": "八桂运维" }, "metric": "RESPONSE",
        "priority": "P2", "state": "RUNNING", "dueAt": due("02:30"), "provisional": false, "targetSeconds": 1_800,
        "remainingSeconds": 900, "usedPercent": 50,
        "risk": { "sample": 20, "breached": 5, "share": "0.2500", "shareExact": "1/4" },
    });
    assert_eq!(seen["clocks"]["nodes"][0], response);

    // Every figure leads to its clocks.
    for (horizon, count) in [(24, 7), (72, 8), (168, 8), (720, 9)] {
        assert_eq!(listed(&manager, horizon, "COMING").await.len(), count, "{horizon}");
    }
    let coming = listed(&manager, 72, "COMING").await;
    let metrics: Vec<_> = coming.iter().map(told).collect();
    assert_eq!(metrics[0], ("RESPONSE".to_owned(), due("02:30"), 900, 50));
    assert!(metrics.contains(&("ARRIVAL".to_owned(), due("04:00"), 6_300, 12)));
    assert!(metrics.contains(&("RESPONSE".to_owned(), due("04:00"), 6_300, 12)), "two office hours end at noon");
    assert_eq!(metrics[5], ("RESTORE".to_owned(), due("10:00"), 27_900, 3));
    assert!(coming.iter().filter(|clock| clock["metric"] == "UPDATE").all(|clock| clock["risk"].is_null()));
    let office = &metrics[7];
    assert_eq!((office.0.as_str(), office.2), ("RESTORE", 49_500), "open seconds, not those of the nights between");

    let paused = listed(&manager, 72, "PAUSED").await;
    let paused: Vec<_> =
        paused.iter().map(|clock| (told(clock), clock["state"].clone(), clock["risk"]["sample"].clone())).collect();
    let stands = |metric: &str, left: i64, used: i64, sample: i64| {
        ((metric.to_owned(), Value::Null, left, used), json!("PAUSED"), json!(sample))
    };
    assert_eq!(paused, [stands("RESTORE", 28_200, 2, 20), stands("RESOLVE", 85_800, 0, 28)]);
    assert_eq!(statements(&story, "PAUSED").await, 6, "the forecast, the clocks, their past, their tickets");
    let coming = &seen["clocks"]["pageInfo"]["endCursor"];
    let other = json!({ "horizon": 72, "standing": "PAUSED", "after": coming });
    assert_eq!(manager.gql(FORECAST, other).await.code(), "INVALID_CURSOR", "a place among those to come");

    // Past its due time it is overdue, before the sweep and after it.
    story.until(2, "02:31");
    let manager = story.world.as_("manager");
    for swept in [false, true] {
        if swept {
            story.sweep().await;
        }
        let late = forecast(&manager, Value::Null, 72, "OVERDUE").await;
        assert_eq!((&late["overdue"], &late["dueWithin24Hours"]), (&json!(1), &json!(6)), "swept: {swept}");
        let clock = &late["clocks"]["nodes"][0];
        assert_eq!((told(clock), &clock["risk"]), (("RESPONSE".to_owned(), due("02:30"), -60, 100), &Value::Null));
        assert_eq!(clock["state"], json!(if swept { "BREACHED" } else { "RUNNING" }));
        assert_eq!(statements(&story, "OVERDUE").await, 5, "the forecast, the clocks, their tickets");
    }
    story.act("operator", "assignTicket", waiting, json!({})).await;
    story.act("engineer", "acknowledgeTicket", waiting, json!({})).await;
    assert_eq!(forecast(&manager, Value::Null, 72, "OVERDUE").await["overdue"], 0, "late, and done");
    story.end().await;
}

async fn a_forecast_keeps_to_its_question_and_its_reader(backend: Backend) {
    let story = Story::open(backend).await;
    story.raise(P2).await;
    let manager = story.world.as_("manager");
    let of = async |filter: Value| {
        forecast(&story.world.as_("manager"), filter, 72, "COMING").await["dueWithin72Hours"].clone()
    };
    assert_eq!(of(Value::Null).await, 5);
    assert_eq!(of(json!({ "metric": "RESTORE" })).await, 1);
    assert_eq!(of(json!({ "priority": "P3" })).await, 0);
    let rated = forecast(&manager, Value::Null, 72, "COMING").await;
    assert_eq!(rated["expected"], json!({ "clocks": 5, "rated": 0, "breaches": "0.00" }), "nothing is known yet");
    assert_eq!(rated["asOf"], json!(at(2, "01:00").to_rfc3339()));
    let stranger = forecast(&story.world.as_("lz_manager"), Value::Null, 72, "COMING").await;
    assert_eq!((&stranger["dueWithin7Days"], &stranger["clocks"]["totalCount"]), (&json!(0), &json!(0)));
    let vendor = forecast(&story.world.as_("vendor_manager"), Value::Null, 72, "COMING").await;
    assert_eq!(vendor["dueWithin72Hours"], 5);
    for horizon in [0, 721] {
        let asked = json!({ "horizon": horizon, "standing": "COMING" });
        assert_eq!(manager.gql(FORECAST, asked).await.code(), "INVALID");
    }
    let counted = Counted::of(&story.world, "manager");
    counted.client.gql("{ breachForecast { overdue } }", json!({})).await.at("/breachForecast");
    assert_eq!(counted.last(), 3, "the counts, the clocks to come, their past");
    for standing in ["COMING", "PAUSED", "OVERDUE"] {
        assert_eq!(statements(&story, standing).await, 4, "{standing}: their tickets, or that there are none");
    }
    // A report that is not due yet promises nothing yet: the second one begins where the first is due.
    story.world.pass(TimeDelta::minutes(121));
    assert_eq!(of(json!({ "metric": "UPDATE" })).await, 1);
    let late = forecast(&story.world.as_("manager"), json!({ "metric": "UPDATE" }), 72, "OVERDUE").await;
    assert_eq!(late["overdue"], 1);
}

both! {
    what_became_of_others_tells_what_is_likely,
    a_forecast_keeps_to_its_question_and_its_reader,
}
