//! Asks for reports as somebody, and for what stands behind their figures.

use serde_json::{Value, json};

use crate::support::client::Client;

/// Every figure of a row, and the word that asks for the clocks behind it.
pub const FIGURES: [(&str, &str); 6] = [
    ("met", "MET"),
    ("breached", "BREACHED"),
    ("running", "RUNNING"),
    ("excluded", "EXCLUDED"),
    ("withoutPromise", "WITHOUT_PROMISE"),
    ("cancelled", "CANCELLED"),
];

const KEYS: &str = "contract { id } vendor { id name } agency { id } system { id } priority metric month kind cause
    team { id code } assignee { id name }";
const COUNTS: &str = "met breached running excluded withoutPromise cancelled";

/// `slaReport`.
pub async fn sla_report(client: &Client, by: &[&str], filter: Value) -> Value {
    let document = format!(
        "query($by: [ReportDimension!]!, $filter: SlaReportFilter) {{ slaReport(groupBy: $by, filter: $filter) {{
            rows {{ {KEYS} counts {{ {COUNTS} }} pausedTime {{ elapsedSeconds pausedSeconds }} }}
            total {{ {COUNTS} }} pausedTime {{ elapsedSeconds pausedSeconds }} }} }}"
    );
    client.gql(&document, json!({ "by": by, "filter": filter })).await.at("/slaReport")
}

/// `timeReport`.
pub async fn time_report(client: &Client, by: &[&str], filter: Value) -> Value {
    let time = "totalSeconds parties { party seconds share shareExact }";
    let document = format!(
        "query($by: [ReportDimension!]!, $filter: SlaReportFilter) {{ timeReport(groupBy: $by, filter: $filter) {{
            rows {{ {KEYS} time {{ {time} }} }} total {{ {time} }} }} }}"
    );
    client.gql(&document, json!({ "by": by, "filter": filter })).await.at("/timeReport")
}

/// What tells a row from the others, as conditions beside those of the report.
pub fn narrowed(filter: &Value, by: &[&str], row: &Value) -> Value {
    let mut filter = if filter.is_null() { json!({}) } else { filter.clone() };
    let mut set = |name: &str, value: &Value| filter[name] = value.clone();
    for dimension in by {
        match *dimension {
            "CONTRACT" => set("contractId", &row["contract"]["id"]),
            "VENDOR" => set("vendorId", &row["vendor"]["id"]),
            "AGENCY" => {
                set("agencyId", &row["agency"]["id"]);
                set("agencyAlone", &json!(true));
            }
            "SYSTEM" => set("systemId", &row["system"]["id"]),
            "PRIORITY" => set("priority", &row["priority"]),
            "METRIC" => set("metric", &row["metric"]),
            "MONTH" => {
                set("fromMonth", &row["month"]);
                set("untilMonth", &row["month"]);
            }
            "KIND" => set("kind", &row["kind"]),
            "CAUSE" if row["cause"].is_null() => set("causeStated", &json!(false)),
            "CAUSE" => set("cause", &row["cause"]),
            "TEAM" if row["team"].is_null() => set("routed", &json!(false)),
            "TEAM" => set("teamId", &row["team"]["id"]),
            "ASSIGNEE" if row["assignee"].is_null() => set("assigned", &json!(false)),
            "ASSIGNEE" => set("assigneeId", &row["assignee"]["id"]),
            other => panic!("{other} is new: which filter says it?"),
        }
    }
    filter
}

/// The law of every figure: `slaClocks` with the values of the row lists exactly as many clocks. How many there are in all.
pub async fn every_figure_leads_to_its_clocks(client: &Client, by: &[&str], filter: Value) -> usize {
    let lists = FIGURES.map(|(figure, word)| {
        format!(
            "{figure}: slaClocks(filter: $filter, counted: {word}, first: 100) {{ totalCount nodes {{ clockId state }} }}"
        )
    });
    let document = format!("query($filter: SlaReportFilter) {{ {} }}", lists.join(" "));
    let report = sla_report(client, by, filter.clone()).await;
    let (mut seen, mut all) = (std::collections::HashSet::new(), 0);
    for row in report["rows"].as_array().expect("rows") {
        let filter = narrowed(&filter, by, row);
        let listed = client.gql(&document, json!({ "filter": filter })).await;
        for (figure, _) in FIGURES {
            let (counted, found) = (&row["counts"][figure], listed.at(&format!("/{figure}")));
            let nodes = found["nodes"].as_array().expect("nodes");
            assert_eq!((&found["totalCount"], &json!(nodes.len())), (counted, counted), "{figure} of {row}");
            all += nodes.len();
            seen.extend(nodes.iter().map(|node| node["clockId"].to_string()));
        }
    }
    assert_eq!(seen.len(), all, "no clock stands behind two figures: {by:?}");
    let total = FIGURES.map(|(figure, _)| report["total"][figure].as_u64().expect("a figure"));
    assert_eq!(total.iter().sum::<u64>(), all as u64, "the rows make the total: {by:?}");
    all
}

/// Fields of the clocks behind a figure, page by page of two.
pub async fn listed(client: &Client, filter: Value, counted: &str, fields: &str) -> Vec<Value> {
    let document = format!(
        "query($filter: SlaReportFilter, $counted: SlaCount!, $after: String) {{
            slaClocks(filter: $filter, counted: $counted, first: 2, after: $after) {{
                nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }}"
    );
    let (mut found, mut after) = (Vec::new(), Value::Null);
    loop {
        let asked = json!({ "filter": filter, "counted": counted, "after": after });
        let page = client.gql(&document, asked).await.at("/slaClocks");
        found.extend(page["nodes"].as_array().expect("nodes").iter().cloned());
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            return found;
        }
    }
}
