//! Asks for reports of work as somebody, and for the tickets behind their figures.

use serde_json::{Value, json};

use crate::support::client::Client;
use crate::tickets::story::at;

/// Figures that count tickets, in the order of [`counts`].
pub const FIGURES: [&str; 6] = ["openAtStart", "raised", "resolved", "closed", "cancelled", "openAtEnd"];

const KEYS: &str = "agency { id name } vendor { id name } contract { id number } system { id } team { id }
    engineer { id name } kind priority";
const COUNTS: &str = "openAtStart raised resolved closed cancelled openAtEnd bookedMinutes billableMinutes";

/// From midnight to midnight UTC of days of March.
pub fn window(from: u32, before: u32) -> Value {
    json!({ "from": at(from, "00:00"), "before": at(before, "00:00") })
}

/// Figures as the API shows them.
pub fn counts(tickets: [i64; 6], [booked, billable]: [i64; 2]) -> Value {
    let mut counts = json!({ "bookedMinutes": booked, "billableMinutes": billable });
    for (figure, count) in FIGURES.iter().zip(tickets) {
        counts[*figure] = json!(count);
    }
    counts
}

/// `workloadReport`.
pub async fn workload(client: &Client, by: &[&str], filter: &Value) -> Value {
    let document = format!(
        "query($by: [WorkloadDimension!]!, $filter: WorkloadReportFilter) {{
            workloadReport(groupBy: $by, filter: $filter) {{
                rows {{ {KEYS} counts {{ {COUNTS} }} }} total {{ {COUNTS} }} }} }}"
    );
    client.gql(&document, json!({ "by": by, "filter": filter })).await.at("/workloadReport")
}

/// What tells a row from the others, as conditions of `tickets`; and those that concern work.
fn narrowed(by: &[&str], row: &Value) -> (Value, Value) {
    let (mut tickets, mut work) = (json!({}), json!({}));
    for dimension in by {
        let id = |name: &str| row[name]["id"].clone();
        match *dimension {
            "AGENCY" => {
                tickets["agencyId"] = id("agency");
                tickets["agencyAlone"] = json!(true);
            }
            "VENDOR" => work["vendorId"] = id("vendor"),
            "CONTRACT" => work["contractId"] = id("contract"),
            "ENGINEER" => work["engineerId"] = id("engineer"),
            "SYSTEM" => tickets["systemId"] = id("system"),
            "TEAM" if row["team"].is_null() => tickets["routed"] = json!(false),
            "TEAM" => tickets["teamId"] = id("team"),
            "KIND" => tickets["kinds"] = json!([row["kind"]]),
            "PRIORITY" => tickets["priorities"] = json!([row["priority"]]),
            other => panic!("{other} is new: which filter says it?"),
        }
    }
    (tickets, work)
}

/// The law of every figure: `tickets` with the values of the row and the window lists exactly as many, and their entries in
/// the window have as many minutes. How many tickets that is in all.
pub async fn every_figure_leads_to_its_tickets(client: &Client, by: &[&str], window: &Value) -> i64 {
    let report = workload(client, by, window).await;
    let mut all = 0;
    for row in report["rows"].as_array().expect("rows") {
        let (tickets, work) = narrowed(by, row);
        for (figure, mut filter) in conditions(window) {
            // A ticket is whose it is now; who did the work is told by its entries.
            let named = [("vendorId", "vendorId"), ("contractId", "contractId"), ("engineerId", "assigneeId")];
            for (of_work, of_ticket) in named {
                match &work[of_work] {
                    Value::Null if work.get(of_work).is_some() => filter["assigned"] = json!(false),
                    Value::Null => {}
                    id => filter[of_ticket] = id.clone(),
                }
            }
            let found = total(client, merged(&filter, &tickets)).await;
            assert_eq!(found, row["counts"][figure], "{figure} of {row}");
            all += found.as_i64().expect("a count");
        }
        let booked = minutes(client, &tickets, &work, window).await;
        assert_eq!(booked, row["counts"]["bookedMinutes"], "minutes of {row}");
    }
    let totals = FIGURES.map(|figure| report["total"][figure].as_i64().expect("a figure"));
    assert_eq!(totals.iter().sum::<i64>(), all, "the rows make the total: {by:?}");
    all
}

/// Which tickets each figure counts.
fn conditions(window: &Value) -> Vec<(&'static str, Value)> {
    let (from, before) = (&window["from"], &window["before"]);
    let within = |what: &str| {
        let mut filter = json!({});
        for (end, time) in [("From", from), ("Before", before)] {
            filter[format!("{what}{end}")] = time.clone();
        }
        filter
    };
    let ended = |state: &str| merged(&within("ended"), &json!({ "states": [state] }));
    let open_at = |time: &Value, without: Value| if time.is_null() { without } else { json!({ "openAt": time }) };
    vec![
        // Nothing was open before the first ticket.
        ("openAtStart", open_at(from, json!({ "raisedBefore": at(1, "00:00") }))),
        ("raised", within("raised")),
        ("resolved", resolved(&within("resolved"))),
        ("closed", ended("CLOSED")),
        ("cancelled", ended("CANCELLED")),
        ("openAtEnd", open_at(before, json!({ "open": true }))),
    ]
}

/// Without a window: whatever was solved.
fn resolved(filter: &Value) -> Value {
    let mut filter = filter.clone();
    if filter["resolvedFrom"].is_null() {
        filter["resolvedFrom"] = json!(at(1, "00:00"));
    }
    filter
}

/// Minutes of the entries in the window of the tickets that `work` lists.
async fn minutes(client: &Client, tickets: &Value, work: &Value, window: &Value) -> Value {
    if work.get("engineerId").is_some_and(Value::is_null) {
        return json!(0);
    }
    let mut asked = work.clone();
    asked["startedFrom"] = window["from"].clone();
    asked["startedBefore"] = window["before"].clone();
    let filter = merged(tickets, &json!({ "work": asked }));
    let document = "query($filter: TicketFilter) { tickets(filter: $filter) {
        nodes { workLog { startedAt minutes engineer { id } vendor { id } } } } }";
    let found = client.gql(document, json!({ "filter": filter })).await.at("/tickets/nodes");
    let time =
        |value: &Value| value.as_str().map(|text| text.parse::<chrono::DateTime<chrono::Utc>>().expect("a time"));
    let (from, before) = (time(&window["from"]), time(&window["before"]));
    let counts = |entry: &&Value| {
        let began = time(&entry["startedAt"]);
        let done_by = ["engineer", "vendor"].iter().all(|who| {
            let asked = work.get(format!("{who}Id"));
            asked.is_none_or(|asked| entry[*who]["id"] == *asked)
        });
        from.is_none_or(|from| began >= Some(from)) && before.is_none_or(|before| began < Some(before)) && done_by
    };
    let entries = found.as_array().expect("nodes").iter().flat_map(|node| node["workLog"].as_array().expect("entries"));
    json!(entries.filter(counts).map(|entry| entry["minutes"].as_i64().expect("minutes")).sum::<i64>())
}

async fn total(client: &Client, filter: Value) -> Value {
    let document = "query($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }";
    client.gql(document, json!({ "filter": filter })).await.at("/tickets/totalCount")
}

fn merged(one: &Value, other: &Value) -> Value {
    let mut merged = one.clone();
    for (name, value) in other.as_object().into_iter().flatten() {
        merged[name] = value.clone();
    }
    merged
}
