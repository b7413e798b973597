//! A contract manager tries drafts on closed tickets: a stricter policy, a holiday; nobody's tickets change.

use serde_json::{Value, json};

use super::desk::{Desk, asked, every, look, of_metric, run, start, target, text};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::{Contents, Ledger};
use crate::tickets::story::global_id;

/// What a back-test may write.
const ITS_OWN: [&str; 6] =
    ["backtest", "backtest_agency", "backtest_change", "backtest_exclusion", "backtest_card", "audit_entry"];

fn without_its_own(mut contents: Contents) -> Contents {
    contents.retain(|table, _| !ITS_OWN.contains(&table.as_str()));
    contents
}

async fn a_stricter_draft_is_tried_and_no_ticket_changes(backend: Backend) {
    let desk = Desk::open(backend, None).await;
    let prompt = desk.closed(10).await;
    let slow = desk.closed(45).await;
    let open = desk.story.raise_as("clerk", desk.story.request("NN-OLD", "还没好", crate::tickets::story::P3)).await;
    desk.story.pass_minutes(1);
    let ledger = Ledger::of(desk.world()).await;
    let draft = desk
        .draft(json!([target("RESPONSE", "P3", 1_800, &desk.calendar), target("RESTORE", "P3", 2_400, &desk.calendar)]))
        .await;
    let before = without_its_own(ledger.contents().await);

    let input = desk.over_nanning(json!({ "policyVersionId": draft }));
    let id = start(&desk.manager(), input).await;
    Ledger::assert_same(&before, &without_its_own(ledger.contents().await), "by asking for one");
    // What is tried is the draft as it stood then.
    let other = json!([target("RESPONSE", "P3", 60, &desk.calendar)]);
    desk.manager().must("updatePolicyVersion", json!({ "versionId": draft, "targets": other }), "").await;
    let before = without_its_own(ledger.contents().await);
    let report = run(desk.world()).await;
    assert_eq!((report.done, report.looked_at), (1, 2), "{report:?}");
    let tried = look(&desk.manager(), &id).await;
    assert_eq!((&tried["state"], &tried["candidate"]), (&json!("DONE"), &json!("POLICY")));
    assert_eq!(tried["progress"], json!({ "done": 2, "total": 2 }), "not the open one: {open}");
    assert_eq!(tried["availableActions"], json!([]));
    let summary = &tried["summary"];
    assert_eq!((&summary["compared"], &summary["differing"]), (&json!(2), &json!(2)));
    assert_eq!((&summary["breachesBefore"], &summary["breachesAfter"]), (&json!(0), &json!(2)));
    let response = of_metric(&tried, "RESPONSE");
    assert_eq!(response["before"]["attainmentExact"], "1");
    assert_eq!(response["after"], json!({ "met": 1, "breached": 1, "attainmentExact": "1/2" }));
    let mut pairs = response["pairs"].as_array().expect("pairs").clone();
    pairs.sort_by_key(ToString::to_string);
    let expected = json!([
        { "before": "MET", "after": "BREACHED", "clocks": 1 },
        { "before": "MET", "after": "MET", "clocks": 1 },
    ]);
    let mut expected = expected.as_array().expect("pairs").clone();
    expected.sort_by_key(ToString::to_string);
    assert_eq!(pairs, expected);
    assert_eq!(of_metric(&tried, "RESOLVE")["after"]["attainmentExact"], Value::Null, "promised no more");

    // The list of tickets: by whom the tickets are seen anyway.
    let fields = "ticketId ticketNumber metric cycle seq verdictBefore verdictAfter dueBefore dueAfter";
    let changes = every(&desk.manager(), &id, "changes", fields).await;
    let told: Vec<_> =
        changes.iter().map(|of| (text(&of["ticketId"]), text(&of["metric"]), text(&of["verdictAfter"]))).collect();
    let expected =
        |ticket: &str, metric: &str, verdict: &str| (ticket.to_owned(), metric.to_owned(), verdict.to_owned());
    let mut tickets = [prompt.clone(), slow.clone()];
    tickets.sort_by_key(|id| crate::tickets::story::uuid_of(id));
    assert_eq!(told.len(), 5);
    assert!(told.contains(&expected(&slow, "RESPONSE", "BREACHED")));
    for ticket in &tickets {
        assert!(told.contains(&expected(ticket, "RESOLVE", "NO_PROMISE")), "{told:?}");
    }
    assert!(
        told.contains(&expected(&prompt, "RESTORE", "MET")) && told.contains(&expected(&slow, "RESTORE", "BREACHED"))
    );
    let late = changes.iter().find(|of| of["metric"] == "RESPONSE").expect("the response");
    assert_eq!(late["ticketNumber"], desk.story.look("clerk", &slow, "number").await["number"]);
    assert_eq!(
        (&late["dueBefore"], &late["dueAfter"]),
        (&json!("2026-03-02T03:10:00+00:00"), &json!("2026-03-02T01:40:00+00:00"))
    );

    Ledger::assert_same(&before, &without_its_own(ledger.contents().await), "by a back-test");
    desk.story.end().await;
}

async fn a_holiday_is_tried_before_it_is_announced(backend: Backend) {
    let desk = Desk::open(backend, None).await;
    let late = desk.closed(150).await;
    desk.story.pass_minutes(1);
    let draft = async |change: Value| {
        let mut input = change;
        input["calendarId"] = json!(desk.calendar);
        input["reason"] = json!("通知");
        let drafted = desk.manager().must("previewCalendarChange", input, "change { id }").await;
        json!({ "calendarChangeId": drafted["change"]["id"] })
    };
    let holiday = draft(json!({ "exceptions": [{ "date": "2026-03-02" }] })).await;
    let tried = desk.tried(desk.over_nanning(holiday.clone())).await;
    let response = of_metric(&tried, "RESPONSE");
    assert_eq!((&response["before"]["breached"], &response["after"]["met"]), (&json!(1), &json!(1)), "{tried}");
    let changes =
        every(&desk.manager(), tried["id"].as_str().expect("an id"), "changes", "ticketId metric dueAfter").await;
    assert_eq!(changes, [json!({ "ticketId": late, "metric": "RESPONSE", "dueAfter": "2026-03-03T02:00:00+00:00" })]);

    // A day whose notice is awaited is no ground for a verdict.
    let awaited = draft(json!({ "pendingDays": [{ "layer": "CN", "date": "2026-03-02" }] })).await;
    let tried = desk.tried(desk.over_nanning(awaited)).await;
    assert_eq!(tried["summary"]["excluded"], json!([{ "reason": "CALENDAR_UNKNOWN", "tickets": 1 }]));
    let id = text(&tried["id"]);
    let left_out = every(&desk.manager(), &id, "exclusions", "ticketId reason").await;
    assert_eq!(left_out, [json!({ "ticketId": late, "reason": "CALENDAR_UNKNOWN" })]);

    // A draft that promises such tickets nothing.
    let other = desk.draft(json!([target("RESPONSE", "P1", 600, &desk.calendar)])).await;
    let input = asked(json!({ "policyVersionId": other }), json!({ "contractId": desk.contract }));
    let tried = desk.tried(input).await;
    assert_eq!(tried["summary"]["excluded"], json!([{ "reason": "NO_TARGET", "tickets": 1 }]));
    assert_eq!((&tried["summary"]["compared"], &tried["summary"]["differing"]), (&json!(0), &json!(0)));

    desk.manager().must("withdrawCalendarChange", holiday.clone(), "").await;
    let refused = desk.manager().refused("startBacktest", desk.over_nanning(holiday)).await;
    assert_eq!(refused, [("WRONG_STATE".to_owned(), Some("candidate".to_owned()))]);
}

async fn who_may_try_what_over_whose_tickets(backend: Backend) {
    let desk = Desk::open(backend, None).await;
    let world = desk.world();
    let draft = desk.draft(json!([target("RESPONSE", "P3", 1_800, &desk.calendar)])).await;
    let candidate = json!({ "policyVersionId": draft });
    let codes = async |who: &str, input: Value| {
        let errors = world.as_(who).refused("startBacktest", input).await;
        errors.into_iter().map(|(code, field)| format!("{code} {}", field.unwrap_or_default())).collect::<Vec<_>>()
    };
    let nanning = desk.over_nanning(candidate.clone());
    assert_eq!(codes("operator", nanning.clone()).await, ["FORBIDDEN "]);
    assert_eq!(codes("lz_manager", nanning.clone()).await, ["NOT_FOUND "]);
    assert_eq!(codes("region_manager", nanning.clone()).await, ["FORBIDDEN "], "it is the city's");
    let liuzhou = json!({ "agencyId": global_id("Agency", world.agency("LZDSJ").0) });
    assert_eq!(codes("manager", asked(candidate.clone(), liuzhou)).await, ["NOT_FOUND scope"]);
    let contract = json!({ "contractId": global_id("ServiceContract", world.contract("LZ-2026").0) });
    assert_eq!(codes("manager", asked(candidate.clone(), contract)).await, ["NOT_FOUND scope"]);
    let mut nothing = asked(json!({}), json!({}));
    nothing["until"] = nothing["from"].clone();
    assert_eq!(codes("manager", nothing).await, ["INVALID candidate", "INVALID scope", "PERIOD until"]);

    let mut started = Vec::new();
    for _ in 0..5 {
        started.push(start(&desk.manager(), nanning.clone()).await);
    }
    assert_eq!(codes("manager", nanning.clone()).await, ["TOO_MANY candidate"]);
    let cancelled = desk
        .manager()
        .must("cancelBacktest", json!({ "backtestId": started[0] }), "backtest { state availableActions }")
        .await;
    assert_eq!(cancelled["backtest"], json!({ "state": "CANCELLED", "availableActions": [] }));
    let again = desk.manager().refused("cancelBacktest", json!({ "backtestId": started[0] })).await;
    assert_eq!(again, [("WRONG_STATE".to_owned(), Some("backtestId".to_owned()))]);
    assert_eq!(run(world).await.done, 4, "what is given up is not carried out");
    let query = "query($states: [BacktestState!]) { backtests(first: 3, states: $states) { totalCount nodes { id }
        pageInfo { hasNextPage endCursor } } }";
    let page = desk.manager().gql(query, json!({ "states": ["DONE"] })).await.at("/backtests");
    assert_eq!((&page["totalCount"], &page["nodes"][0]["id"]), (&json!(4), &json!(started[4])), "the newest first");
    assert_eq!(page["pageInfo"]["hasNextPage"], true);
    for stranger in ["lz_manager", "region_manager"] {
        let seen = world.as_(stranger).gql(query, json!({})).await.at("/backtests");
        assert_eq!(seen["totalCount"], 0, "{stranger}");
    }
    let one = "query($id: ID!) { backtest(id: $id) { id } }";
    assert_eq!(world.as_("region_manager").gql(one, json!({ "id": started[1] })).await.code(), "NOT_FOUND");
    assert_eq!(world.as_("clerk").gql(one, json!({ "id": started[1] })).await.code(), "FORBIDDEN");
}

both! {
    a_stricter_draft_is_tried_and_no_ticket_changes,
    a_holiday_is_tried_before_it_is_announced,
    who_may_try_what_over_whose_tickets,
}
