//! The set-up of Nanning's own, and what the world's objects are called.

use app::backtest::{NewBacktest, start_backtest};
use app::rectification::{RectificationQuery, rectifications};
use app::setup::calendar::{
    CalendarChange, CalendarHours, DayException, ExceptionHours, NewCalendar, WeeklyHours, create_calendar,
    preview_calendar_change,
};
use app::setup::contract::{NewAmendment, create_amendment};
use app::setup::guard::{NewGuardPeriod, declare_guard_period};
use app::setup::pilot::{NewPilot, start_pilot};
use app::setup::policy::{
    NewPolicy, NewTarget, RemovedTarget, VersionTerms, add_policy_version, create_policy, publish_policy_version,
};
use app::setup::review::{Convening, NewChecklist, ReviewSubject, create_checklist, draw_reviewers};
use app::setup::scheme::{NewScheme, create_scheme};
use domain::ids::AmendmentId;
use domain::review::shipped_checklist;
use domain::sla::{Metric, TargetDuration};
use domain::ticket::Priority;
use serde_json::{Value, json};

use super::stage::{GUARDED_FOR, MOVING_DAY, STRICTER_THAN_ABOVE, TEAM, TITLE, TRYING, UNCOVERED, VIEW, global};
use crate::support::world::World;

pub fn parties(world: &World) -> Vec<(&'static str, String)> {
    let agency = global("Agency", world.agency("NNDSJ").0);
    let vendor = global("Vendor", world.vendor("八桂运维").0);
    let system = global("ManagedSystem", world.system("NN-OA").0);
    let person = |login| global("User", world.user(login).0);
    let grants = &world.app.directory().users[&world.user("operator")].grants;
    vec![
        ("ownerId", agency.clone()),
        ("parentId", agency.clone()),
        ("agencyId", agency),
        ("vendorId", vendor),
        ("systemIds", system.clone()),
        ("systemId", system),
        ("userId", person("operator")),
        ("engineerId", person("engineer")),
        ("assigneeId", person("engineer")),
        ("grantId", global("RoleGrant", grants[0].id.0)),
        ("contractId", global("ServiceContract", world.contract("NN-2026").0)),
    ]
}

pub async fn promises(world: &World) -> Vec<(&'static str, String)> {
    let (op, owner) = (world.op("manager"), Some(world.agency("NNDSJ")));
    let days = ["08:00-12:00", "15:00-18:00"].map(str::to_owned).to_vec();
    let weekly = WeeklyHours {
        effective_from: "2026-01-01".parse().expect("a date"),
        weekly: std::array::from_fn(|day| if day < 5 { days.clone() } else { vec![] }),
    };
    let calendar = NewCalendar {
        owner,
        code: "NN-HOURS".to_owned(),
        name: "南宁作息".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        hours: CalendarHours { weekly, layers: vec![], exceptions: vec![] },
    };
    let calendar = create_calendar(&op, &calendar).await.expect("a calendar");
    let change = CalendarChange {
        calendar,
        reason: MOVING_DAY.to_owned(),
        hours: None,
        exceptions: vec![DayException { date: "2026-03-04".parse().expect("a date"), hours: ExceptionHours::Closed }],
        withdrawn: vec![],
        layers: None,
        day_lists: vec![],
        pending: vec![],
    };
    let change = preview_calendar_change(&op, &change).await.expect("a draft");
    let stricter = NewTarget::of(Metric::Response, Priority::P3, TargetDuration::Working(3_600), calendar);
    let mut terms = VersionTerms::of(vec![stricter.because(STRICTER_THAN_ABOVE)]);
    terms.removed = vec![RemovedTarget {
        slot: NewTarget::of(Metric::Update, Priority::P2, TargetDuration::RealTime(1), calendar).slot,
        reason: STRICTER_THAN_ABOVE.to_owned(),
    }];
    let base = Some(world.policy("GX-SLA"));
    let policy = NewPolicy { owner, code: "NN-SLA".to_owned(), name: "南宁加严".to_owned(), base, terms };
    let policy = create_policy(&op, &policy).await.expect("a draft");
    let policy = publish_policy_version(&op, policy.version).await.expect("published");
    let guard = NewGuardPeriod {
        owner: world.agency("NNDSJ"),
        name: "东博会重保".to_owned(),
        from: "2026-03-10T00:00:00Z".parse().expect("a time"),
        until: "2026-03-20T00:00:00Z".parse().expect("a time"),
        reason: GUARDED_FOR.to_owned(),
    };
    let guard = declare_guard_period(&op, &guard).await.expect("declared");
    let spec = serde_json::to_value(domain::scorecard::shipped_scheme()).expect("JSON");
    let scheme = NewScheme { owner, code: "NN-SCORE".to_owned(), name: "南宁考核".to_owned(), spec };
    let scheme = create_scheme(&op, &scheme).await.expect("a scheme");
    vec![
        ("calendarId", global("ServiceCalendar", calendar.0)),
        ("calendarChangeId", global("CalendarChange", change.0)),
        ("policyId", global("SlaPolicy", policy.policy.0)),
        ("basePolicyId", global("SlaPolicy", policy.policy.0)),
        ("guardPeriodId", global("GuardPeriod", guard.0)),
        ("versionId", global("SlaPolicyVersion", policy.version.0)),
        ("schemeId", global("ScoringScheme", scheme.0)),
    ]
}

/// A draft that is tried on Nanning's closed tickets, and another that is piloted there.
pub async fn trials(world: &World, ids: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    let uuid = |name: &str| {
        let (_, id) = ids.iter().find(|(of, _)| *of == name).expect("known");
        crate::tickets::story::uuid_of(id)
    };
    let (op, nanning) = (world.op("manager"), world.agency("NNDSJ"));
    let (policy, draft) = (uuid("policyId").into(), uuid("versionId"));
    let target =
        NewTarget::of(Metric::Response, Priority::P3, TargetDuration::Working(1_800), uuid("calendarId").into());
    let terms = VersionTerms::of(vec![NewTarget { reason: Some(STRICTER_THAN_ABOVE.to_owned()), ..target }]);
    let published = add_policy_version(&op, policy, &terms).await.expect("a draft");
    publish_policy_version(&op, published.version).await.expect("published");
    let piloted = add_policy_version(&op, policy, &terms).await.expect("a draft");
    let pilot = NewPilot {
        version: piloted.version,
        agencies: vec![nanning],
        from: None,
        until: op.now() + chrono::TimeDelta::days(90),
        reason: TRYING.to_owned(),
    };
    let pilot = start_pilot(&op, &pilot).await.expect("a pilot");
    let backtest = NewBacktest {
        policy_version: Some(draft.into()),
        calendar_change: None,
        scheme: None,
        agency: Some(nanning),
        contract: None,
        vendor: None,
        from: op.now() - chrono::TimeDelta::days(90),
        until: op.now(),
    };
    let backtest = start_backtest(&op, &backtest).await.expect("a back-test");
    vec![
        ("policyVersionId", global("SlaPolicyVersion", draft)),
        ("agencyIds", global("Agency", nanning.0)),
        ("pilotId", global("Pilot", pilot.0)),
        ("backtestId", global("Backtest", backtest.0)),
    ]
}

/// An amendment of Nanning's contract that is being decided.
pub async fn amendment(world: &World) -> AmendmentId {
    let contract = world.contract("NN-2026");
    let new = NewAmendment {
        contract,
        version: world.app.coverage().contracts[&contract].row.version,
        reason: "服务期顺延".to_owned(),
        effective_on: "2026-07-01".parse().expect("a date"),
        ends_on: Some("2027-03-31".parse().expect("a date")),
        amount: None,
        policy: None,
        scheme: None,
        systems: None,
        quotas: None,
    };
    create_amendment(&world.op("manager"), &new).await.expect("an amendment")
}

/// The amendment's review, for which every expert was drawn; what the contract's own left to be rectified.
pub async fn reviews(world: &World, amendment: AmendmentId) -> Vec<(&'static str, String)> {
    let op = world.op("supervisor");
    let convening = Convening { subject: ReviewSubject::Amendment(amendment), count: 5, checklist: None };
    let review = draw_reviewers(&op, &convening).await.expect("drawn");
    let found = rectifications(&op, &RectificationQuery { limit: 1, ..RectificationQuery::default() }).await;
    let rectification = found.expect("a list").rows.first().expect("one").id;
    vec![
        ("reviewId", global("ComplianceReview", review.0)),
        ("rectificationId", global("Rectification", rectification.0)),
    ]
}

/// A checklist of Nanning's own, by which nothing is reviewed: whoever was drawn would read it.
pub async fn checklist(world: &World) -> String {
    let new = NewChecklist {
        owner: Some(world.agency("NNDSJ")),
        code: "NN-CHECK".to_owned(),
        name: "南宁加严清单".to_owned(),
        checklist: shipped_checklist(),
    };
    let checklist = create_checklist(&world.op("supervisor"), &new).await.expect("a checklist");
    global("ReviewChecklist", checklist.0)
}

/// What the answer in time came to: the card of the contract's month.
pub async fn scored(world: &World) -> String {
    app::scorecard::refresh(&world.system_op()).await.expect("scored");
    let query = "query($id: ID!) { scorecards(filter: { contractId: $id, period: MONTH }) { nodes { id } } }";
    let contract = global("ServiceContract", world.contract("NN-2026").0);
    let cards = world.as_("manager").gql(query, json!({ "id": contract })).await;
    cards.at("/scorecards/nodes/0/id").as_str().expect("a card").to_owned()
}

/// A team that serves Nanning's contract, and a request for a system of Nanning that no contract covers.
pub async fn routing(world: &World, ids: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    let id = |name: &str| ids.iter().find(|(of, _)| *of == name).map(|(_, id)| id.clone());
    let vendor = world.as_("vendor_manager");
    let new = json!({ "vendorId": id("vendorId"), "code": "QX", "name": TEAM, "memberIds": [id("engineerId")] });
    let made = vendor.must("createVendorTeam", new, "team { id }").await;
    let team = made["team"]["id"].as_str().expect("an id").to_owned();
    for system in [Value::Null, json!(id("systemId"))] {
        let serve = json!({ "contractId": id("contractId"), "systemId": system, "teamId": team });
        vendor.must("setContractTeam", serve, "").await;
    }
    let words = json!({
        "systemId": global("ManagedSystem", world.system("NN-OLD").0), "kind": "INCIDENT", "impact": "HIGH",
        "urgency": "MEDIUM", "title": UNCOVERED,
    });
    let filed = world.as_("clerk").must("fileUncoveredRequest", words, "request { id }").await;
    let request = filed["request"]["id"].as_str().expect("an id").to_owned();
    vec![("teamId", team), ("requestId", request), ("memberIds", id("engineerId").expect("an id"))]
}

/// A view that an operator of Nanning shares there; and what there is to search has been indexed.
pub async fn view(world: &World, ids: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    let op = world.system_op();
    app::outbox::relay(&op).await.expect("relayed");
    app::search::follow(&op).await.expect("indexed");
    let id = |name: &str| ids.iter().find(|(of, _)| *of == name).map(|(_, id)| id.clone()).expect("known");
    let filter = json!({
        "agencyId": id("agencyId"), "vendorId": id("vendorId"), "teamId": id("teamId"), "systemId": id("systemId"),
        "contractId": id("contractId"), "assigneeId": id("engineerId"),
    });
    let new = json!({ "name": VIEW, "words": TITLE, "filter": filter, "organisationId": id("agencyId") });
    let saved = world.as_("operator").must("saveView", new, "view { id }").await;
    let view = saved["view"]["id"].as_str().expect("an id").to_owned();
    vec![("viewId", view), ("organisationId", id("agencyId"))]
}
