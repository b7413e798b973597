//! A contract manager drafts changes of a calendar through GraphQL, reads what they would do, and decides.

use app::setup::contract::activate_contract;
use domain::ids::ContractId;
use serde_json::{Value, json};

use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::in_force::{APPROVED, approve};
use crate::support::world::World;
use crate::tickets::story::{Story, at, global_id, uuid_of};

const YEAR_2027: &str =
    "date,status,name\n2027-01-01,off,元旦\n2027-01-31,work,春节\n2027-02-05,off,春节\n2027-10-01,off,国庆节\n";
const EMPTY_2027: &str = r#"{"year": 2027, "papers": [], "days": []}"#;

fn hours() -> Value {
    let (open, closed) = (json!(["08:00-12:00", "15:00-18:00"]), json!([]));
    json!({
        "effectiveFrom": "2020-01-01", "monday": open, "tuesday": open, "wednesday": open, "thursday": open,
        "friday": open, "saturday": closed, "sunday": closed,
    })
}

/// A calendar of Nanning's own: its global id.
async fn calendar(world: &World, manager: &Client) -> String {
    let new = json!({
        "ownerId": global_id("Agency", world.agency("NNDSJ").0), "code": "NN-GOV", "name": "南宁政务服务", "weekly": hours(),
        "layers": ["CN", "CN-GX"],
    });
    let made = manager.must("createCalendar", new, "calendar { id layers { code knownUntil } }").await;
    let layers = json!([{ "code": "CN", "knownUntil": "2026-12-31" }, { "code": "CN-GX", "knownUntil": null }]);
    assert_eq!(made["calendar"]["layers"], layers);
    text(&made["calendar"]["id"])
}

/// A promise in that calendar, and a ticket under it: RESPONSE in two hours, RESOLVE in fourteen.
async fn ticket(world: &World, manager: &Client, calendar: &str) -> String {
    let owner = global_id("Agency", world.agency("NNDSJ").0);
    let target = |metric: &str, duration: i64| {
        json!({ "metric": metric, "priority": "P3", "durationKind": "WORKING", "duration": duration,
            "calendarId": calendar, "pausable": true })
    };
    let policy = json!({ "ownerId": owner, "code": "NN-SLA", "name": "南宁服务级别",
        "targets": [target("RESPONSE", 7_200), target("RESOLVE", 50_400)] });
    let policy = manager.must("createPolicy", policy, "policy { id versions { id } }").await["policy"].clone();
    manager.must("publishPolicyVersion", json!({ "versionId": policy["versions"][0]["id"] }), "").await;
    let system = global_id("ManagedSystem", world.system("NN-OLD").0);
    let contract = json!({ "number": "NN-OLD-2026", "agencyId": owner, "name": "旧门户运维", "startsOn": "2026-01-01",
        "vendorId": global_id("Vendor", world.vendor("八桂运维").0), "endsOn": "2026-12-31", "amount": "1.00",
        "policyId": policy["id"], "systemIds": [system] });
    let contract = manager.must("createContract", contract, "contract { id }").await;
    let contract = ContractId(uuid_of(&text(&contract["contract"]["id"])));
    approve(&world.system_op(), contract).await;
    activate_contract(&world.system_op(), contract, APPROVED).await.expect("in force");
    let raise = json!({ "systemId": system, "kind": "INCIDENT", "title": "门户打不开", "impact": "MEDIUM", "urgency": "MEDIUM" });
    text(&world.as_("clerk").must("raiseTicket", raise, "ticket { id }").await["ticket"]["id"])
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn list(layer: &str, format: &str, text: &str) -> Value {
    json!([{ "layer": layer, "format": format, "text": text }])
}

async fn draft(manager: &Client, calendar: &str, mut change: Value, fields: &str) -> Value {
    change["calendarId"] = json!(calendar);
    change["reason"] = json!("通知");
    let fields = format!("change {{ id fingerprint state availableActions {fields} }}");
    manager.must("previewCalendarChange", change, &fields).await["change"].clone()
}

async fn activate(manager: &Client, change: &Value, years: &[i32]) -> Value {
    let input = json!({ "calendarChangeId": change["id"], "fingerprint": change["fingerprint"],
        "confirmPartialYears": years });
    manager.must("activateCalendarChange", input, "change { state availableActions revision }").await["change"].clone()
}

fn coded(code: &str, field: Option<&str>) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), field.map(str::to_owned))]
}

async fn what_was_previewed_is_what_moves_the_clocks(backend: Backend) {
    let world = World::new(backend).await;
    let manager = world.as_("manager");
    let calendar = calendar(&world, &manager).await;
    let ticket = ticket(&world, &manager, &calendar).await;
    // A half day, a night shift over midnight, an evening until 24:00, and a day whose notice is awaited.
    let change = json!({
        "exceptions": [
            { "date": "2026-03-03", "hours": ["08:00-12:00"] },
            { "date": "2026-03-07", "hours": ["20:00-32:00"] },
            { "date": "2026-03-08", "hours": ["20:00-24:00"] },
        ],
        "pendingDays": [{ "layer": "CN-GX", "date": "2026-04-20" }],
    });
    let fields = "preview { daysGained daysLost daysShifted daysConfirmed daysDoubted
        days { date kind before { from to } after { from to } knownBefore knownAfter }
        touched { clocks provisional first { ticketId metric dueBefore dueAfter provisionalAfter } } }";
    let drafted = draft(&manager, &calendar, change, fields).await;
    assert_eq!((&drafted["state"], &drafted["availableActions"]), (&json!("DRAFT"), &json!(["ACTIVATE", "WITHDRAW"])));
    let preview = &drafted["preview"];
    let counts =
        ["daysGained", "daysLost", "daysShifted", "daysConfirmed", "daysDoubted"].map(|of| preview[of].clone());
    assert_eq!(counts, [2, 1, 0, 0, 1].map(|count| json!(count)));
    let kinds: Vec<_> =
        preview["days"].as_array().expect("days").iter().map(|day| (&day["date"], &day["kind"])).collect();
    let expected =
        [("2026-03-03", "LOST"), ("2026-03-07", "GAINED"), ("2026-03-08", "GAINED"), ("2026-04-20", "DOUBTED")];
    assert_eq!(
        kinds,
        expected.map(|(date, kind)| (json!(date), json!(kind))).iter().map(|(a, b)| (a, b)).collect::<Vec<_>>()
    );
    let night = &preview["days"][1]["after"];
    assert_eq!(night, &json!([{ "from": "2026-03-07T12:00:00+00:00", "to": "2026-03-08T00:00:00+00:00" }]));
    let touched = &preview["touched"];
    assert_eq!((&touched["clocks"], &touched["provisional"]), (&json!(1), &json!(0)));
    let moving = json!([{ "ticketId": ticket, "metric": "RESOLVE", "dueBefore": "2026-03-04T01:00:00+00:00",
        "dueAfter": "2026-03-04T04:00:00+00:00", "provisionalAfter": false }]);
    assert_eq!(touched["first"], moving);
    // Who sees the ticket and not the calendar's draft, or neither.
    let look = format!("{{ node(id: {}) {{ id }} }}", drafted["id"]);
    for somebody in ["clerk", "engineer", "regulator", "region_manager", "lz_manager"] {
        assert_eq!(world.as_(somebody).gql(&look, json!({})).await.code(), "NOT_FOUND", "{somebody}");
    }

    let mut other = drafted.clone();
    other["fingerprint"] = json!("0".repeat(64));
    let input = |change: &Value| json!({ "calendarChangeId": change["id"], "fingerprint": change["fingerprint"] });
    assert_eq!(manager.refused("activateCalendarChange", input(&other)).await, coded("CONFLICT", None));
    let activating = activate(&manager, &drafted, &[]).await;
    assert_eq!((&activating["state"], &activating["availableActions"]), (&json!("ACTIVATING"), &json!([])));
    app::sla::follow_calendars(&world.system_op()).await.expect("the job");
    let query = "query($id: ID!) { calendarChanges(calendarId: $id, states: [ACTIVE]) { totalCount
        nodes { id state revision preview { daysLost touched { clocks } } progress { tickets left clocks moved } } } }";
    let found = manager.gql(query, json!({ "id": calendar })).await;
    let node = json!({ "id": drafted["id"], "state": "ACTIVE", "revision": activating["revision"],
        "preview": { "daysLost": 1, "touched": null },
        "progress": { "tickets": 1, "left": 0, "clocks": 2, "moved": 1 } });
    assert_eq!(found.at("/calendarChanges"), json!({ "totalCount": 1, "nodes": [node] }));

    // The vendor reads on the ticket what moved its deadline, and why.
    let query = "query($id: ID!) { ticket(id: $id) { clocks { metric dueAt revisions { moved dueBefore dueAfter reason
        calendarRevision } } } }";
    let seen = world.as_("engineer").gql(query, json!({ "id": ticket })).await.at("/ticket/clocks");
    let of =
        |metric: &str| seen.as_array().expect("clocks").iter().find(|clock| clock["metric"] == metric).expect(metric);
    let revision = json!([{ "moved": true, "dueBefore": "2026-03-04T01:00:00+00:00", "reason": "通知",
        "dueAfter": "2026-03-04T04:00:00+00:00", "calendarRevision": activating["revision"] }]);
    assert_eq!(of("RESOLVE")["revisions"], revision);
    assert_eq!(of("RESPONSE")["revisions"][0]["moved"], false, "it only goes by the new revision from here on");
    assert_eq!(of("ARRIVAL")["revisions"], json!([]));
    assert_eq!(
        manager.refused("activateCalendarChange", input(&drafted)).await,
        coded("WRONG_STATE", Some("calendarChangeId"))
    );
    let verified = app::sla::verify_clocks(&world.system_op(), &|_| {}).await.expect("a verification");
    assert_eq!(verified.different, 0, "{verified:?}");
}

async fn next_year_is_imported_and_an_empty_year_is_not(backend: Backend) {
    let world = World::new(backend).await;
    let manager = world.as_("manager");
    let calendar = calendar(&world, &manager).await;
    let fields = "partialYears { layer year gaps } preview { daysGained daysLost daysConfirmed
        days(kinds: [GAINED, LOST]) { date } }";
    let empty = json!({ "dayLists": list("CN", "HOLIDAY_CN", EMPTY_2027) });
    let empty = draft(&manager, &calendar, empty, fields).await;
    assert_eq!(empty["partialYears"], json!([{ "layer": "CN", "year": 2027, "gaps": ["EMPTY"] }]));
    assert_eq!(empty["preview"]["daysConfirmed"], 365, "it would be certain that 2027 has no holiday");
    let input = |change: &Value, years: &[i32]| json!({ "calendarChangeId": change["id"], "fingerprint": change["fingerprint"], "confirmPartialYears": years });
    let partial = coded("PARTIAL_YEAR", Some("confirmPartialYears"));
    assert_eq!(manager.refused("activateCalendarChange", input(&empty, &[2028])).await, partial);
    let withdraw = json!({ "calendarChangeId": empty["id"] });
    let withdrawn = manager.must("withdrawCalendarChange", withdraw.clone(), "change { state availableActions }").await;
    assert_eq!(withdrawn["change"], json!({ "state": "WITHDRAWN", "availableActions": [] }));
    let wrong_state = coded("WRONG_STATE", Some("calendarChangeId"));
    assert_eq!(manager.refused("withdrawCalendarChange", withdraw).await, wrong_state);
    assert_eq!(manager.refused("activateCalendarChange", input(&empty, &[2027])).await, wrong_state);

    let whole = json!({ "dayLists": list("CN", "CSV", YEAR_2027) });
    let whole = draft(&manager, &calendar, whole, fields).await;
    assert_eq!(whole["partialYears"], json!([]));
    let days = ["2027-01-01", "2027-01-31", "2027-02-05", "2027-10-01"].map(|date| json!({ "date": date }));
    assert_eq!(whole["preview"]["days"], json!(days));
    let counts = ["daysGained", "daysLost", "daysConfirmed"].map(|of| whole["preview"][of].clone());
    assert_eq!(counts, [1, 3, 361].map(|count| json!(count)));
    let stale = draft(&manager, &calendar, json!({ "exceptions": [{ "date": "2026-05-08" }] }), "").await;
    activate(&manager, &whole, &[]).await;
    assert_eq!(
        manager.refused("activateCalendarChange", input(&stale, &[])).await,
        coded("CONFLICT", None),
        "another revision since"
    );
    app::sla::follow_calendars(&world.system_op()).await.expect("the job");

    // Summer hours from a date on, an overlay of the city's own, and what the calendar is then.
    let mut summer = hours();
    summer["effectiveFrom"] = json!("2027-06-01");
    summer["monday"] = json!(["07:30-13:30"]);
    let change = json!({ "weekly": summer, "dayLists": [{ "layer": "NN", "name": "南宁本地", "format": "ICS",
        "text": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:运动会放假\nDTSTART;VALUE=DATE:20270611\nDTEND;VALUE=DATE:20270613\nEND:VEVENT\nEND:VCALENDAR\n" }] });
    let change =
        draft(&manager, &calendar, change, "partialYears { year } preview { days(first: 2) { date kind } }").await;
    assert_eq!(change["partialYears"], json!([]), "an overlay answers for no year");
    let days = json!([{ "date": "2027-06-07", "kind": "LOST" }, { "date": "2027-06-11", "kind": "LOST" }]);
    assert_eq!(change["preview"]["days"], days);
    activate(&manager, &change, &[]).await;
    let query = "query($id: ID!) { node(id: $id) { ... on ServiceCalendar { knownUntil
        weeklyHours { effectiveFrom monday } layers { code name days(from: \"2027-06-01\", first: 2) { date closed } } } } }";
    let seen = world.as_("engineer").gql(query, json!({ "id": calendar })).await;
    assert_eq!(seen.code(), "NOT_FOUND", "no contract of the vendor counts with it");
    let seen = manager.gql(query, json!({ "id": calendar })).await.at("/node");
    assert_eq!(seen["knownUntil"], "2027-12-31");
    assert_eq!(seen["weeklyHours"][1], json!({ "effectiveFrom": "2027-06-01", "monday": ["07:30-13:30"] }));
    let days = json!([{ "date": "2027-06-11", "closed": true }, { "date": "2027-06-12", "closed": true }]);
    assert_eq!(seen["layers"][2], json!({ "code": "NN", "name": "南宁本地", "days": days }));
    let national = json!([{ "date": "2027-10-01", "closed": true }]);
    assert_eq!(seen["layers"][0]["days"], national);
}

/// At a provisional deadline the clock waits and says so; once the day is known the same deadline is a breach, and that
/// is said as well (S8, S9).
async fn e11_a_deadline_that_is_confirmed_as_it_stood_is_breached_and_told(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let manager = world.as_("manager");
    let calendar = calendar(world, &manager).await;
    let awaited = json!({ "pendingDays": [{ "layer": "CN-GX", "date": "2026-03-03" }] });
    let awaited = draft(&manager, &calendar, awaited, "").await;
    activate(&manager, &awaited, &[]).await;
    let ticket = &ticket(world, &manager, &calendar).await;
    let resolve = async || story.clock(ticket, "RESOLVE").await;
    let due = Some(at(4, "01:00"));
    assert_eq!(resolve().await.stands(), ("RUNNING", due));

    story.until(4, "01:00:01");
    let swept = story.sweep().await;
    assert_eq!((swept.breaches, swept.waits), (1, 1), "RESPONSE lay before the day in doubt");
    assert_eq!(resolve().await.stands(), ("AWAITING_CALENDAR", due));
    let told = async || {
        let topics = ["sla.awaiting_calendar", "sla.breach"];
        (story.told(ticket, topics[0]).await, story.told(ticket, topics[1]).await)
    };
    assert_eq!(told().await, (1, 1));
    story.end().await;

    let known = json!({ "dayLists": list("CN-GX", "CSV", "date,status\n2026-03-03,work\n") });
    let manager = world.as_("manager");
    let known = draft(&manager, &calendar, known, "").await;
    activate(&manager, &known, &[]).await;
    app::sla::follow_calendars(&world.system_op()).await.expect("followed");
    assert_eq!(resolve().await.judged(), [("BREACHED", "CALENDAR_REVISED")]);
    assert_eq!(resolve().await.breached_at, due);
    story.sweep().await;
    assert_eq!(told().await, (1, 2));
    story.end().await;
}

async fn every_slip_of_a_change_is_named(backend: Backend) {
    let world = World::new(backend).await;
    let manager = world.as_("manager");
    let calendar = calendar(&world, &manager).await;
    let refused = async |change: Value| {
        let mut input = change;
        input["calendarId"] = json!(calendar);
        input["reason"] = json!("x");
        let errors = manager.refused("previewCalendarChange", input).await;
        errors.into_iter().map(|(code, field)| format!("{code} {}", field.unwrap_or_default())).collect::<Vec<_>>()
    };
    assert_eq!(refused(json!({})).await, ["NO_CHANGE calendarId"]);
    let lists = |format: &str, text: &str| json!({ "dayLists": list("CN", format, text) });
    assert_eq!(refused(lists("HOLIDAY_CN", "{}")).await, ["INVALID_DAY_LIST dayLists"]);
    assert_eq!(refused(lists("ICS", "BEGIN:VCALENDAR")).await, ["INVALID_DAY_LIST dayLists"]);
    let two = refused(lists("CSV", "date,status\n2027-02-30,off\n2027-01-01,half\n")).await;
    assert_eq!(two, ["INVALID_DAY_LIST dayLists", "INVALID_DAY_LIST dayLists"]);
    assert_eq!(refused(lists("CSV", "date,status\n2028-01-01,off\n")).await, ["YEARS_APART dayLists"]);
    let code = json!({ "dayLists": list("nn", "CSV", "date,status\n2026-05-08,off\n") });
    assert_eq!(refused(code).await, ["INVALID dayLists"]);
    let based = json!({ "dayLists": [{ "layer": "OWN", "format": "CSV", "text": "date,status\n2026-05-08,off\n", "base": true }] });
    assert_eq!(refused(based).await, ["INVALID dayLists"]);
    let years = json!({ "dayLists": [{ "layer": "CN", "format": "CSV", "text": "date,status\n", "years": [20260] }] });
    assert_eq!(refused(years).await, ["PERIOD dayLists"]);
    let layer = json!({ "pendingDays": [{ "layer": "XJ", "date": "2026-05-08" }] });
    assert_eq!(refused(layer).await, ["UNKNOWN_LAYER pendingDays"]);
    let settled = json!({ "pendingDays": [{ "layer": "CN-GX", "date": "2026-05-08", "awaited": false }] });
    assert_eq!(refused(settled).await, ["NOT_FOUND pendingDays"]);
    let overlap = json!({ "exceptions": [{ "date": "2026-05-08", "hours": ["08:00-12:00", "11:00-13:00"] }] });
    assert_eq!(refused(overlap).await, ["INVALID_CALENDAR exceptions"]);
    assert_eq!(refused(json!({ "layers": ["CN-XJ"] })).await[0], "UNKNOWN_LAYER layers");
    let nothing = json!({ "calendarId": calendar, "reason": " ", "exceptions": [{ "date": "2026-05-08" }] });
    assert_eq!(manager.refused("previewCalendarChange", nothing).await, coded("REQUIRED", Some("reason")));
    let foreign = json!({ "calendarId": calendar, "reason": "x", "exceptions": [{ "date": "2026-05-08" }] });
    assert_eq!(
        world.as_("lz_manager").refused("previewCalendarChange", foreign.clone()).await,
        coded("NOT_FOUND", None)
    );
    assert_eq!(world.as_("operator").refused("previewCalendarChange", foreign.clone()).await, coded("FORBIDDEN", None));
    assert_eq!(world.as_("region_manager").refused("previewCalendarChange", foreign).await, coded("FORBIDDEN", None));
}

both! {
    what_was_previewed_is_what_moves_the_clocks,
    next_year_is_imported_and_an_empty_year_is_not,
    e11_a_deadline_that_is_confirmed_as_it_stood_is_breached_and_told,
    every_slip_of_a_change_is_named,
}
