//! Who may not, when it is too late, and what is no decision.

use app::setup::user::{GrantRole, NewUser, create_user, grant_role};
use domain::access::Role;
use domain::ids::{AgencyId, UserId, VendorId};
use serde_json::{Value, json};

use super::desk::{Desk, an_hour, found, one, whole};
use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::{PASSWORD, World};
use crate::tickets::story::{Story, at};

async fn grant(world: &World, user: UserId, role: Role, agency: Option<AgencyId>, vendor: Option<VendorId>) {
    let grant = GrantRole { user, role, agency, vendor, valid_from: None, valid_until: None };
    grant_role(&world.system_op(), &grant).await.expect("a role");
}

async fn person(world: &World, login: &str) -> UserId {
    let new = NewUser { login: login.to_owned(), name: login.to_owned(), password: PASSWORD.to_owned() };
    create_user(&world.system_op(), &new).await.expect("an account")
}

async fn a_breach_is_appealed_by_its_vendor_once_and_in_time(backend: Backend) {
    let desk = Desk::open(backend).await;
    let world = &desk.story.world;
    let rival = person(world, "lz_vendor_manager").await;
    grant(world, rival, Role::VendorManager, None, Some(world.vendor("桂北信息"))).await;
    let clock = desk.clock_id("RESTORE").await;
    let input = json!({ "clockId": clock, "reason": "机房未开放" });
    for who in ["engineer", "clerk", "manager", "supervisor", "regulator"] {
        assert_eq!(desk.as_(who).refused("appealBreach", input.clone()).await, whole("FORBIDDEN"), "{who}");
    }
    assert_eq!(desk.as_("lz_vendor_manager").refused("appealBreach", input.clone()).await, whole("NOT_FOUND"));
    let vendor = desk.as_("vendor_manager");
    let kept = json!({ "clockId": desk.clock_id("RESPONSE").await, "reason": " " });
    let both = [one("REQUIRED", "reason"), one("NOT_BREACHED", "clockId")].concat();
    assert_eq!(vendor.refused("appealBreach", kept).await, both);
    let no_clock = json!({ "clockId": desk.ticket, "reason": "机房未开放" });
    assert_eq!(vendor.refused("appealBreach", no_clock).await, one("NOT_FOUND", "clockId"));
    desk.story.until(9, "10:00");
    // The session of before has run out.
    let vendor = desk.as_("vendor_manager");
    vendor.must("appealBreach", input.clone(), "dispute { id }").await;
    assert_eq!(vendor.refused("appealBreach", input.clone()).await, one("ALREADY_DISPUTED", "clockId"));

    let late = Desk::open(backend).await;
    late.story.until(9, "10:00:01");
    let input = json!({ "clockId": late.clock_id("RESTORE").await, "reason": "机房未开放" });
    assert_eq!(late.as_("vendor_manager").refused("appealBreach", input).await, one("TOO_LATE", "clockId"));
    let offered = late.clock("vendor_manager", "appealBy availableActions").await;
    assert_eq!(offered, json!({ "appealBy": "2026-03-09T10:00:00+00:00", "availableActions": [] }));
}

async fn nobody_decides_on_their_own_side_nor_twice(backend: Backend) {
    let desk = Desk::open(backend).await;
    let world = &desk.story.world;
    let own = person(world, "nn_supervisor").await;
    grant(world, own, Role::AgencySupervisor, Some(world.agency("NNDSJ")), None).await;
    let region = Some(world.agency("GXDSJ"));
    grant(world, world.user("region_manager"), Role::AgencySupervisor, region, None).await;
    let dispute = &desk.appeal().await;
    let decision = json!({ "outcome": "UPHOLD", "reason": "与记录不符" });
    let unseen = json!({ "outcome": "UPHOLD", "reason": "与记录不符", "expectedVersion": 9 });
    for (who, code) in [
        ("vendor_manager", "FORBIDDEN"),
        ("operator", "FORBIDDEN"),
        ("regulator", "FORBIDDEN"),
        ("supervisor", "FORBIDDEN"),
        ("nn_supervisor", "FORBIDDEN"),
        ("lz_manager", "NOT_FOUND"),
        ("expert", "NOT_FOUND"),
    ] {
        assert_eq!(desk.refused(who, "decideDispute", dispute, decision.clone()).await, whole(code), "{who}");
        let refused = desk.refused(who, "decideDispute", dispute, unseen.clone()).await;
        assert_eq!(refused, whole(code), "{who}, whatever the version");
    }
    assert_eq!(desk.refused("manager", "decideDispute", dispute, unseen).await, whole("CONFLICT"));
    for mutation in ["withdrawDispute", "acceptDecision", "escalateDispute"] {
        let more = json!({ "reason": "不同意" });
        assert_eq!(desk.refused("manager", mutation, dispute, more).await, whole("FORBIDDEN"), "{mutation}");
    }
    let early = json!({ "reason": "不同意" });
    assert_eq!(
        desk.refused("vendor_manager", "escalateDispute", dispute, early).await,
        one("WRONG_STATE", "disputeId")
    );
    assert_eq!(desk.decide("region_manager", dispute, decision.clone()).await, "AGENCY_DECIDED", "over the buyer");
    let again = desk.refused("manager", "decideDispute", dispute, decision.clone()).await;
    assert_eq!(again, one("WRONG_STATE", "disputeId"));
    let back = json!({ "reason": "已核实" });
    assert_eq!(desk.refused("vendor_manager", "withdrawDispute", dispute, back).await, one("WRONG_STATE", "disputeId"));
    let stale = json!({ "reason": "不同意", "expectedVersion": 1 });
    assert_eq!(desk.refused("vendor_manager", "escalateDispute", dispute, stale).await, whole("CONFLICT"));
    let silent = json!({ "reason": " " });
    assert_eq!(desk.refused("vendor_manager", "escalateDispute", dispute, silent).await, one("REQUIRED", "reason"));
    desk.take("vendor_manager", "escalateDispute", dispute, json!({ "reason": "不同意" }), "state").await;
    for (who, expected) in [
        ("manager", whole("FORBIDDEN")),
        ("vendor_manager", whole("FORBIDDEN")),
        ("nn_supervisor", one("OWN_SIDE", "disputeId")),
        ("region_manager", one("SAME_PERSON", "disputeId")),
    ] {
        assert_eq!(desk.refused(who, "decideDispute", dispute, decision.clone()).await, expected, "{who}");
        let actions = desk.actions(who, dispute).await;
        assert!(!actions.as_array().expect("actions").contains(&json!("DECIDE")), "{who}");
    }
    assert_eq!(desk.decide("assessor", dispute, decision).await, "FINAL");
    desk.story.end().await;
}

/// The deadline passed by itself, hours after the pause that would have held was rejected.
async fn whoever_rejected_the_pause_that_led_to_a_breach_does_not_decide(backend: Backend) {
    let desk = Desk::open_after(backend, async |story: &Story, ticket: &str| {
        story.until(2, "02:00");
        let pause = story.hold("engineer", ticket, "THIRD_PARTY").await;
        story.until(2, "03:00");
        let reject = json!({ "pauseId": pause, "reason": "运营商并未中断" });
        assert_eq!(story.act("manager", "rejectPause", ticket, reject).await, "IN_PROGRESS");
        story.until(2, "09:30");
        story.sweep().await;
    })
    .await;
    assert_eq!(desk.judged().await, ("BREACHED".to_owned(), Some(at(2, "09:00")), found()));
    let dispute = &desk.appeal().await;
    let decision = json!({ "outcome": "UPHOLD", "reason": "与记录不符" });
    let own = desk.refused("manager", "decideDispute", dispute, decision.clone()).await;
    assert_eq!(own, one("OWN_FINDING", "disputeId"));
    assert_eq!(desk.actions("manager", dispute).await, json!(["ATTACH"]));
    assert_eq!(desk.decide("region_manager", dispute, decision).await, "AGENCY_DECIDED");
    // A progress report does not pause: nobody's decision led to its breach.
    let report = json!({ "clockId": desk.clock_id("UPDATE").await, "reason": "系统故障" });
    let done = desk.as_("vendor_manager").must("appealBreach", report, "dispute { id metric }").await;
    assert_eq!(done["dispute"]["metric"], "UPDATE");
    let dispute = done["dispute"]["id"].as_str().expect("an id");
    assert_eq!(desk.actions("manager", dispute).await, json!(["DECIDE", "ATTACH"]));
    desk.story.end().await;
}

/// A remark after the deadline brings the verdict, and is no finding of whoever made it.
async fn whoever_says_something_after_the_deadline_may_decide(backend: Backend) {
    let desk = Desk::open_after(backend, async |story: &Story, ticket: &str| {
        story.until(2, "09:30");
        let said = json!({ "body": "请尽快恢复", "visibility": "PUBLIC" });
        story.act("manager", "commentTicket", ticket, said).await;
    })
    .await;
    let judged = [("BREACHED", "COMMENTED"), ("BREACHED", "RESTORED")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(desk.judged().await, ("BREACHED".to_owned(), Some(at(2, "09:00")), judged.to_vec()));
    let dispute = &desk.appeal().await;
    assert_eq!(desk.actions("manager", dispute).await, json!(["DECIDE", "ATTACH"]));
    let decision = json!({ "outcome": "UPHOLD", "reason": "与记录不符" });
    assert_eq!(desk.decide("manager", dispute, decision).await, "AGENCY_DECIDED");
    desk.story.sweep().await;
    desk.story.end().await;
}

async fn what_is_no_decision_is_refused_with_the_field(backend: Backend) {
    let desk = Desk::open(backend).await;
    let dispute = &desk.appeal().await;
    let refused = async |mut decision: Value| {
        decision["reason"] = json!("属实");
        desk.refused("manager", "decideDispute", dispute, decision).await
    };
    let interval =
        |from: &str, to: &str| json!({ "from": at(2, from), "to": at(2, to), "party": "AGENCY", "reason": "停电" });
    for (decision, code, field) in [
        (json!({ "outcome": "RE_ATTRIBUTE" }), "INVALID", "party"),
        (json!({ "outcome": "RE_ATTRIBUTE", "party": "VENDOR" }), "INVALID", "party"),
        (json!({ "outcome": "UPHOLD", "party": "AGENCY" }), "INVALID", "party"),
        (json!({ "outcome": "EXCLUDE", "intervals": an_hour() }), "INVALID", "intervals"),
        (json!({ "outcome": "PARTLY" }), "REQUIRED", "intervals"),
        (
            json!({ "outcome": "PARTLY", "intervals": vec![interval("07:00", "08:00"); 21] }),
            "LIMIT_INTERVALS",
            "intervals",
        ),
        (json!({ "outcome": "PARTLY", "intervals": [interval("00:59", "02:00")] }), "INVALID", "intervals"),
        (json!({ "outcome": "PARTLY", "intervals": [interval("09:00", "09:45:01")] }), "INVALID", "intervals"),
        (json!({ "outcome": "PARTLY", "intervals": [interval("08:00", "08:00")] }), "INVALID", "intervals"),
        (
            json!({ "outcome": "PARTLY", "intervals": [interval("07:59", "08:30"), interval("07:00", "08:00")] }),
            "OVERLAPS",
            "intervals",
        ),
    ] {
        assert_eq!(refused(decision.clone()).await, one(code, field), "{decision}");
    }
    let silent = json!({ "outcome": "PARTLY", "reason": " " });
    let both = [one("REQUIRED", "reason"), one("REQUIRED", "intervals")].concat();
    assert_eq!(desk.refused("manager", "decideDispute", dispute, silent).await, both, "all at once");
    assert_eq!(desk.look("manager", dispute, "state version").await, json!({ "state": "APPEALED", "version": 1 }));
}

both! {
    a_breach_is_appealed_by_its_vendor_once_and_in_time,
    nobody_decides_on_their_own_side_nor_twice,
    whoever_rejected_the_pause_that_led_to_a_breach_does_not_decide,
    whoever_says_something_after_the_deadline_may_decide,
    what_is_no_decision_is_refused_with_the_field,
}
