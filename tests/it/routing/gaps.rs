//! The coverage report: what is found, for whom, and how it adds up over the tree.

use serde_json::{Value, json};

use super::uncovered::filed;
use crate::contracts::office::Office;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

const REPORT: &str = "query($agency: ID, $days: Int! = 90, $codes: [CoverageGapCode!]) {
    coverageReport(agencyId: $agency, withinDays: $days) {
        withinDays counts { code count } agencyTotal
        agencies { agency { shortCode } own { code count } subtree { code count } }
        findings(codes: $codes) { totalCount nodes { code on sentence agency { shortCode } contract { number }
            object { __typename ... on ManagedSystem { code } ... on ServiceContract { number } ... on SlaPolicy { code }
                ... on ServiceCalendar { code } ... on UncoveredRequest { number } }
            missingTargets { metric priority } keyDates { kind on daysLeft } } } } }";

async fn report(office: &Office, who: &str, variables: Value) -> Value {
    office.as_(who).gql(REPORT, variables).await.at("/coverageReport")
}

/// Code and what it is about, of each finding in order.
fn found(report: &Value) -> Vec<String> {
    let nodes = report["findings"]["nodes"].as_array().expect("nodes").iter();
    let name = |object: &Value| object["code"].as_str().or(object["number"].as_str()).unwrap_or("-").to_owned();
    nodes.map(|node| format!("{} {}", node["code"].as_str().unwrap_or("-"), name(&node["object"]))).collect()
}

fn counts(of: &Value) -> Vec<(&str, i64)> {
    let rows = of.as_array().expect("counts").iter();
    let row = |row: &'_ Value| row["count"].as_i64().expect("a count");
    rows.filter(|of| row(of) > 0).map(|of| (of["code"].as_str().unwrap_or("-"), row(of))).collect()
}

async fn every_gap_is_found_by_its_code(backend: Backend) {
    let office = Office::open(backend).await;
    let today = report(&office, "manager", json!({})).await;
    let lacks = ["SYSTEM_WITHOUT_CONTRACT NN-OLD", "PRIORITY_WITHOUT_TARGET NN-OA", "PRIORITY_WITHOUT_TARGET QX-HALL"];
    assert_eq!(found(&today), lacks);
    let node = &today["findings"]["nodes"][1];
    let missing = ["RESPONSE P1", "RESTORE P1", "RESTORE P4", "RESOLVE P1", "RESOLVE P4"];
    let told: Vec<String> = node["missingTargets"]
        .as_array()
        .expect("targets")
        .iter()
        .map(|of| format!("{} {}", of["metric"].as_str().unwrap_or("-"), of["priority"].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(told, missing);
    let sentence = format!("Policy GX-SLA promises system NN-OA nothing for {}.", missing.join(", "));
    assert_eq!((&node["sentence"], &node["contract"]["number"]), (&json!(sentence), &json!("NN-2026")));
    // A request that waits, a calendar that ends before its contract, a policy that nobody used, one that is a draft.
    filed(&office, "clerk", "旧门户打不开").await;
    let longer = json!({ "reason": "顺延", "effectiveOn": "2026-07-01", "endsOn": "2027-03-31" });
    let input = office.input(longer).await;
    let made = office.as_("manager").must("createContractAmendment", input, "contract { amendments { id } }").await;
    let amendment = &made["contract"]["amendments"][0]["id"];
    office.amendment_reviewed(amendment.as_str().expect("an id")).await;
    office.step("supervisor", "activateContractAmendment", json!({ "amendmentId": amendment })).await;
    policy(&office, "NN-UNUSED", true).await;
    policy(&office, "NN-DRAFT", false).await;
    let set = json!({ "noticeDays": 60, "renewalDays": 90 });
    office.step("manager", "setContractKeyDates", set).await;
    let now = report(&office, "manager", json!({ "days": 400 })).await;
    let expected = [
        "SYSTEM_WITHOUT_CONTRACT NN-OLD",
        "COVER_ENDS NN-OA",
        "COVER_ENDS QX-HALL",
        "PRIORITY_WITHOUT_TARGET NN-OA",
        "PRIORITY_WITHOUT_TARGET QX-HALL",
        "CALENDAR_ENDS GX-OFFICE",
        "POLICY_NOT_PUBLISHED NN-DRAFT",
        "POLICY_NEVER_USED NN-UNUSED",
        "CONTRACT_ENDS NN-2026",
        "REQUEST_WAITING NNDSJ-U20260302-0001",
    ];
    assert_eq!(found(&now), expected);
    let ends = &now["findings"]["nodes"][8];
    assert_eq!((&ends["on"], &ends["keyDates"][0]["kind"]), (&json!("2027-03-31"), &json!("RENEWAL_DUE")));
    assert!(ends["sentence"].to_string().contains("notice is due by 2027-01-30"), "{ends}");
    assert_eq!(now["findings"]["nodes"][1]["on"], json!("2027-03-31"));
    let soon = report(&office, "manager", json!({ "days": 30, "codes": ["CONTRACT_ENDS", "COVER_ENDS"] })).await;
    assert_eq!((found(&soon).len(), &soon["findings"]["totalCount"]), (0, &json!(0)), "a year ahead");
    // A contract that follows takes the end of cover away, and one that covers the old portal its gap.
    office.in_force(office.draft("NN-2027", "八桂运维", "NN-OA", ("2027-04-01", "2027-12-31"))).await;
    office.in_force(office.draft("NN-OLD-2026", "桂北信息", "NN-OLD", ("2026-03-01", "2028-12-31"))).await;
    let later =
        report(&office, "manager", json!({ "days": 400, "codes": ["SYSTEM_WITHOUT_CONTRACT", "COVER_ENDS"] })).await;
    assert_eq!(found(&later), ["COVER_ENDS QX-HALL"]);
}

/// A policy of Nanning's own, with the shipped calendar.
async fn policy(office: &Office, code: &str, published: bool) {
    let world = &office.story.world;
    let coverage = world.app.coverage();
    let calendar = coverage.calendars.values().find(|row| row.code == "7X24").expect("a calendar").id;
    let target = json!({
        "metric": "RESPONSE", "priority": "P1", "calendarId": global_id("ServiceCalendar", calendar.0),
        "durationKind": "REAL_TIME", "duration": 900, "pausable": false,
    });
    let input = json!({
        "ownerId": global_id("Agency", world.agency("NNDSJ").0), "code": code, "name": code, "targets": [target],
    });
    let fields = "policy { versions { id } }";
    let made = office.as_("manager").must("createPolicy", input, fields).await;
    if published {
        let version = &made["policy"]["versions"][0]["id"];
        office.as_("manager").must("publishPolicyVersion", json!({ "versionId": version }), "").await;
    }
}

async fn the_report_adds_up_over_the_tree_and_shows_everybody_their_own(backend: Backend) {
    let office = Office::open(backend).await;
    filed(&office, "clerk", "旧门户打不开").await;
    let region = report(&office, "regulator", json!({})).await;
    let all = [("SYSTEM_WITHOUT_CONTRACT", 1), ("PRIORITY_WITHOUT_TARGET", 3), ("REQUEST_WAITING", 1)];
    assert_eq!(counts(&region["counts"]), all);
    let rows: Vec<_> = region["agencies"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["agency"]["shortCode"].as_str().unwrap_or("-"), counts(&row["own"]), counts(&row["subtree"])))
        .collect();
    let nanning = [("SYSTEM_WITHOUT_CONTRACT", 1), ("PRIORITY_WITHOUT_TARGET", 2), ("REQUEST_WAITING", 1)];
    let own = [("SYSTEM_WITHOUT_CONTRACT", 1), ("PRIORITY_WITHOUT_TARGET", 1), ("REQUEST_WAITING", 1)];
    let liuzhou = vec![("PRIORITY_WITHOUT_TARGET", 1)];
    let expected = [
        ("GXDSJ", vec![], all.to_vec()),
        ("LZDSJ", liuzhou.clone(), liuzhou.clone()),
        ("NNDSJ", own.to_vec(), nanning.to_vec()),
    ];
    assert_eq!((rows, &region["agencyTotal"]), (expected.to_vec(), &json!(3)));
    // A level down: the city and its counties.
    let city = json!({ "agency": global_id("Agency", office.story.world.agency("NNDSJ").0) });
    let city = report(&office, "regulator", city).await;
    assert_eq!(counts(&city["counts"]), nanning);
    let codes: Vec<_> =
        city["agencies"].as_array().expect("rows").iter().map(|row| &row["agency"]["shortCode"]).collect();
    assert_eq!(codes, ["NNDSJ", "NNQX"]);
    // Liuzhou sees its own, and asking for Nanning shows it nothing.
    assert_eq!(counts(&report(&office, "lz_manager", json!({})).await["counts"]), liuzhou);
    let nanning = json!({ "agency": global_id("Agency", office.story.world.agency("NNDSJ").0) });
    let nothing = report(&office, "lz_manager", nanning).await;
    assert_eq!((counts(&nothing["counts"]), found(&nothing), &nothing["agencies"]), (vec![], vec![], &json!([])));
    // A vendor sees what its own contracts lack, not what nobody covers, nor what waits.
    let vendor = report(&office, "vendor_manager", json!({ "days": 400 })).await;
    let seen = ["PRIORITY_WITHOUT_TARGET NN-OA", "PRIORITY_WITHOUT_TARGET QX-HALL", "CONTRACT_ENDS NN-2026"];
    assert_eq!(found(&vendor), seen);
    for who in ["clerk", "engineer", "system_admin"] {
        assert_eq!(office.as_(who).gql(REPORT, json!({})).await.code(), "FORBIDDEN", "{who}");
    }
    for days in [0, 731] {
        let refused = office.as_("manager").gql(REPORT, json!({ "days": days })).await;
        assert_eq!(refused.body["errors"][0]["extensions"]["field"], json!("withinDays"), "{}", refused.body);
        assert!(refused.body["errors"][0]["message"].to_string().contains("730"), "the limit is told");
    }
}

async fn a_report_is_paged_and_asks_the_database_twice(backend: Backend) {
    let office = Office::open(backend).await;
    let query = "query($after: String) { coverageReport { findings(first: 2, after: $after) {
        totalCount nodes { sentence } pageInfo { endCursor hasNextPage } } } }";
    let first = office.as_("manager").gql(query, json!({})).await.at("/coverageReport/findings");
    assert_eq!((&first["totalCount"], first["nodes"].as_array().map(Vec::len)), (&json!(3), Some(2)));
    let rest = json!({ "after": first["pageInfo"]["endCursor"] });
    let rest = office.as_("manager").gql(query, rest).await.at("/coverageReport/findings");
    assert_eq!((rest["nodes"].as_array().map(Vec::len), &rest["pageInfo"]["hasNextPage"]), (Some(1), &json!(false)));
    for requests in 0..2 {
        for number in 0..requests * 5 {
            filed(&office, "clerk", &format!("请求 {number}")).await;
        }
        let op = office.story.world.op("manager");
        let asked = app::gaps::GapQuery { agency: None, within_days: 90 };
        let (report, statements) = app::sql_count::scope(app::gaps::coverage_report(&op, &asked)).await;
        assert!(report.is_ok());
        assert_eq!(statements, 2, "however many wait");
    }
}

both! {
    every_gap_is_found_by_its_code,
    the_report_adds_up_over_the_tree_and_shows_everybody_their_own,
    a_report_is_paged_and_asks_the_database_twice,
}
