//! Duty rosters of teams: single and weekly turns, no clash of one person, gaps to be seen, who is on call.

use serde_json::{Value, json};

use crate::contracts::office::{Office, one};
use crate::routing::teams::team;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::global_id;

fn once(office: &Office, team: &str, who: &str, role: &str, (from, until): (&str, &str)) -> Value {
    let person = global_id("User", office.story.world.user(who).0);
    let (from, until) = (format!("2026-03-{from}:00:00Z"), format!("2026-03-{until}:00:00Z"));
    json!({ "teamId": team, "engineerId": person, "role": role, "from": from, "until": until })
}

/// Mondays from 20:00 in Nanning for twelve hours.
fn monday_night(office: &Office, team: &str, who: &str) -> Value {
    let person = global_id("User", office.story.world.user(who).0);
    json!({
        "teamId": team, "engineerId": person, "role": "BACKUP", "zone": "Asia/Shanghai", "weekday": "MONDAY",
        "starts": "20:00", "minutes": 720, "firstOn": "2026-03-02",
    })
}

/// A team in which both of the vendor's people are.
async fn both_of_them(office: &Office, code: &str) -> String {
    let team = team(office, code).await;
    let people = ["engineer", "vendor_manager"].map(|who| global_id("User", office.story.world.user(who).0));
    office.as_("vendor_manager").must("updateVendorTeam", json!({ "teamId": team, "memberIds": people }), "").await;
    team
}

async fn who_is_called_is_seen_and_so_is_that_nobody_is(backend: Backend) {
    let office = Office::open(backend).await;
    let net = &both_of_them(&office, "NET").await;
    let manager = office.as_("vendor_manager");
    let day = once(&office, net, "vendor_manager", "PRIMARY", ("02T00", "02T13"));
    manager.must("addDutyShift", day, "team { code }").await;
    manager.must("addWeeklyDutyShift", monday_night(&office, net, "engineer"), "team { code }").await;
    let on_call = async |at: &str| {
        let query =
            "query($team: ID!, $at: DateTime) { onCall(teamId: $team, at: $at) { engineer { name } role until } }";
        office.as_("engineer").gql(query, json!({ "team": net, "at": at })).await.at("/onCall")
    };
    assert_eq!(on_call("2026-03-02T11:59:59Z").await.as_array().map(Vec::len), Some(1));
    let expected = json!([
        { "engineer": { "name": "vendor_manager" }, "role": "PRIMARY", "until": "2026-03-02T13:00:00+00:00" },
        { "engineer": { "name": "engineer" }, "role": "BACKUP", "until": "2026-03-03T00:00:00+00:00" },
    ]);
    assert_eq!(on_call("2026-03-02T12:00:00Z").await, expected, "20:00 in Nanning");
    assert_eq!(on_call("2026-03-09T12:00:00Z").await[0]["engineer"], json!({ "name": "engineer" }), "and a week later");
    assert_eq!(on_call("2026-03-03T00:00:00Z").await, json!([]));
    let query =
        "query($team: ID!, $from: DateTime!, $days: Int!) { dutyRoster(teamId: $team, from: $from, days: $days) {
        turns { shiftId engineer { name } from } gaps { from until } } }";
    let over = json!({ "team": net, "from": "2026-03-02T00:00:00Z", "days": 8 });
    let roster = office.as_("engineer").gql(query, over.clone()).await.at("/dutyRoster");
    let from: Vec<_> = roster["turns"].as_array().expect("turns").iter().map(|turn| turn["from"].clone()).collect();
    assert_eq!(from, ["2026-03-02T00:00:00+00:00", "2026-03-02T12:00:00+00:00", "2026-03-09T12:00:00+00:00"]);
    let gaps = json!([{ "from": "2026-03-02T13:00:00+00:00", "until": "2026-03-10T00:00:00+00:00" }]);
    assert_eq!(roster["gaps"], gaps, "a backup fills no gap");
    let mut long = over.clone();
    long["days"] = json!(63);
    assert_eq!(office.as_("engineer").gql(query, long).await.code(), "INVALID");
    let shift = &roster["turns"][1]["shiftId"];
    manager.must("removeDutyShift", json!({ "shiftId": shift }), "team { code }").await;
    assert_eq!(manager.refused("removeDutyShift", json!({ "shiftId": shift })).await, [("NOT_FOUND".to_owned(), None)]);
    assert_eq!(on_call("2026-03-09T12:00:00Z").await, json!([]));
    // Nobody else's affair.
    for who in ["manager", "operator", "regulator", "lz_engineer"] {
        let answer = office.as_(who).gql(query, over.clone()).await;
        assert!(["FORBIDDEN", "NOT_FOUND"].contains(&answer.code().as_str()), "{who}");
    }
}

async fn nobody_is_on_duty_twice_and_what_is_no_turn_is_refused(backend: Backend) {
    let office = Office::open(backend).await;
    let (net, hall) = (&both_of_them(&office, "NET").await, &team(&office, "HALL").await);
    let manager = office.as_("vendor_manager");
    manager.must("addWeeklyDutyShift", monday_night(&office, net, "engineer"), "").await;
    let before = office.story.ledger().await.contents().await;
    let refused = async |who: &str, mutation: &str, input: Value| office.as_(who).refused(mutation, input).await;
    let night = once(&office, hall, "engineer", "PRIMARY", ("09T20", "09T23"));
    let overlap = one("OVERLAP", "engineerId");
    assert_eq!(refused("vendor_manager", "addDutyShift", night).await, overlap, "in another team, a week later");
    let stranger = once(&office, hall, "vendor_manager", "PRIMARY", ("10T00", "10T01"));
    assert_eq!(refused("vendor_manager", "addDutyShift", stranger).await, one("NOT_FOUND", "engineerId"), "not in it");
    let empty = once(&office, net, "engineer", "PRIMARY", ("10T01", "10T01"));
    assert_eq!(refused("vendor_manager", "addDutyShift", empty).await, one("INVALID", "until"));
    let mut weekly = monday_night(&office, net, "vendor_manager");
    weekly["zone"] = json!("Asia/Nowhere");
    weekly["starts"] = json!("8 Uhr");
    let both = [("INVALID".to_owned(), Some("zone".to_owned())), ("INVALID".to_owned(), Some("starts".to_owned()))];
    assert_eq!(refused("vendor_manager", "addWeeklyDutyShift", weekly).await, both, "every mistake at once");
    let mut long = monday_night(&office, net, "vendor_manager");
    long["minutes"] = json!(10_081);
    assert_eq!(refused("vendor_manager", "addWeeklyDutyShift", long).await, one("INVALID", "minutes"));
    let own = once(&office, net, "engineer", "PRIMARY", ("10T00", "10T01"));
    for (who, code) in [("engineer", "FORBIDDEN"), ("manager", "FORBIDDEN"), ("lz_engineer", "FORBIDDEN")] {
        assert_eq!(refused(who, "addDutyShift", own.clone()).await[0].0, code, "{who}");
    }
    Ledger::assert_same(&before, &office.story.ledger().await.contents().await, "refused turns");
    manager.must("addDutyShift", own, "").await;
}

both! {
    who_is_called_is_seen_and_so_is_that_nobody_is,
    nobody_is_on_duty_twice_and_what_is_no_turn_is_refused,
}
