//! Payment plans: milestones that come to the contract's amount, handed in by the vendor, accepted and paid by the agency.

use app::setup::contract::{AlertReport, alert_contract_dates};
use app::setup::user::{GrantRole, grant_role};
use domain::access::Role;
use serde_json::{Value, json};

use super::office::{Office, one};
use crate::support::both;
use crate::support::db::Backend;

const PLAN: &str = "paymentPlan { version amount planned outOfBalance milestones { number share state } }";

fn milestone(number: i32, due: (&str, &str), share: (&str, &str)) -> Value {
    let mut of = json!({ "number": number, "name": format!("第{number}期"), "requirement": "验收单" });
    of[due.0] = json!(due.1);
    if !share.0.is_empty() {
        of[share.0] = json!(share.1);
    }
    of
}

/// Thirty per cent by the end of June, fifty thousand by September, the rest when the contract is accepted.
fn three() -> Vec<Value> {
    vec![
        milestone(1, ("dueOn", "2026-06-30"), ("percent", "30")),
        milestone(2, ("dueOn", "2026-09-30"), ("amount", "50000.00")),
        milestone(3, ("dueState", "ACCEPTED"), ("", "")),
    ]
}

fn plan(office: &Office, version: i32, milestones: &[Value]) -> Value {
    json!({ "contractId": office.contract, "version": version, "milestones": milestones })
}

async fn planned(office: &Office) -> Value {
    office.as_("manager").must("setPaymentPlan", plan(office, 0, &three()), &format!("contract {{ {PLAN} }}")).await
        ["contract"]["paymentPlan"]
        .clone()
}

/// A milestone of the plan as somebody sees it.
async fn look(office: &Office, who: &str, number: i32) -> Value {
    let fields = "paymentPlan { milestones { id number version state canAttach availableActions
        attachments { name uploadedBy } history { step from to note actorName paymentReference paidOn } } }";
    let seen = office.look(who, fields).await;
    let all = seen["paymentPlan"]["milestones"].as_array().cloned().unwrap_or_default();
    all.into_iter().find(|of| of["number"] == json!(number)).expect("a milestone")
}

/// The input of a step on a milestone as it stands.
async fn on(office: &Office, number: i32, more: Value) -> Value {
    let found = look(office, "supervisor", number).await;
    let mut input = json!({ "milestoneId": found["id"], "version": found["version"] });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    input
}

/// A step that must succeed: the state after it.
async fn step(office: &Office, who: &str, mutation: &str, number: i32, more: Value) -> String {
    let input = on(office, number, more).await;
    let payload = office.as_(who).must(mutation, input, "milestone { state }").await;
    payload["milestone"]["state"].as_str().expect("a state").to_owned()
}

async fn refused(
    office: &Office,
    who: &str,
    mutation: &str,
    number: i32,
    more: Value,
) -> Vec<(String, Option<String>)> {
    let input = on(office, number, more).await;
    office.as_(who).refused(mutation, input).await
}

async fn the_milestones_come_to_the_amount_to_the_fen(backend: Backend) {
    let office = Office::open(backend).await;
    let manager = office.as_("manager");
    let refused = async |milestones: &[Value]| manager.refused("setPaymentPlan", plan(&office, 0, milestones)).await;
    let [first, second, last] = <[Value; 3]>::try_from(three()).expect("three");
    assert_eq!(refused(&[first.clone(), second.clone()]).await, one("OUT_OF_BALANCE", "milestones"));
    let answer = manager.mutate("setPaymentPlan", plan(&office, 0, &[first.clone(), second.clone()]), "").await;
    let message = "the milestones come to 99950.00, the contract to 166500.00";
    assert_eq!(answer.at("/setPaymentPlan/errors/0/message"), message);
    let over = milestone(2, ("dueOn", "2026-09-30"), ("amount", "200000.00"));
    assert_eq!(refused(&[over, last.clone()]).await, one("NOT_POSITIVE", "milestones"));
    assert_eq!(
        refused(&[last.clone(), milestone(4, ("dueOn", "2026-09-30"), ("", ""))]).await,
        one("SEVERAL_RESTS", "milestones")
    );
    let odd = milestone(1, ("dueState", "SUSPENDED"), ("percent", "100"));
    assert_eq!(refused(&[odd]).await, one("DUE", "milestones"));
    assert_eq!(
        refused(&[milestone(1, ("dueOn", "2026-09-30"), ("percent", "33.333"))]).await,
        one("INVALID", "milestones")
    );
    let twice = [
        milestone(1, ("dueOn", "2026-09-30"), ("percent", "50")),
        milestone(1, ("dueOn", "2026-10-30"), ("percent", "50")),
    ];
    assert_eq!(refused(&twice).await, one("TAKEN", "milestones"));
    assert_eq!(
        office.as_("vendor_manager").refused("setPaymentPlan", plan(&office, 0, &three())).await[0].0,
        "FORBIDDEN"
    );
    assert_eq!(
        planned(&office).await,
        json!({ "version": 1, "amount": "166500.00", "planned": "166500.00", "outOfBalance": false, "milestones": [
            { "number": 1, "share": "49950.00", "state": "PLANNED" },
            { "number": 2, "share": "50000.00", "state": "PLANNED" },
            { "number": 3, "share": "66550.00", "state": "PLANNED" },
        ] })
    );
    assert_eq!(refused(&three()).await[0].0, "CONFLICT", "somebody has written a plan since");
}

async fn a_milestone_is_handed_in_accepted_and_paid(backend: Backend) {
    let office = Office::open(backend).await;
    planned(&office).await;
    let note = json!({ "note": "上半年服务报告已提交" });
    let found = look(&office, "vendor_manager", 1).await;
    assert_eq!((&found["availableActions"], &found["canAttach"]), (&json!(["SUBMIT"]), &json!(true)));
    assert_eq!(look(&office, "manager", 1).await["availableActions"], json!([]));
    let report = b"%PDF-1.7 report";
    let file = json!({ "milestoneId": found["id"], "name": "服务报告.pdf", "mediaType": "application/pdf", "size": report.len() });
    assert_eq!(office.as_("manager").refused("prepareMilestoneAttachment", file.clone()).await[0].0, "FORBIDDEN");
    let prepared =
        office.as_("vendor_manager").must("prepareMilestoneAttachment", file.clone(), "upload { url }").await;
    let url = prepared["upload"]["url"].as_str().expect("an address");
    let sent =
        office.story.world.endpoint.put(url).content_type("application/pdf").body(report.as_slice()).send().await;
    assert_eq!(sent.0.status().as_u16(), 201);
    assert_eq!(step(&office, "vendor_manager", "submitPaymentMilestone", 1, note.clone()).await, "SUBMITTED");
    let found = look(&office, "supervisor", 1).await;
    assert_eq!(found["attachments"], json!([{ "name": "服务报告.pdf", "uploadedBy": "vendor_manager" }]));
    assert_eq!(found["availableActions"], json!(["ACCEPT", "REJECT"]));
    let late = office.as_("vendor_manager").refused("prepareMilestoneAttachment", file).await;
    assert_eq!(late, one("WRONG_STATE", "milestoneId"), "what was handed in stays as it is");
    assert_eq!(
        refused(&office, "supervisor", "rejectPaymentMilestone", 1, json!({ "reason": " " })).await,
        one("REQUIRED", "reason")
    );
    let stale = json!({ "milestoneId": found["id"], "version": 1 });
    assert_eq!(office.as_("supervisor").refused("acceptPaymentMilestone", stale).await[0].0, "CONFLICT");
    let reason = json!({ "reason": "缺少考核得分" });
    assert_eq!(step(&office, "supervisor", "rejectPaymentMilestone", 1, reason).await, "REJECTED");
    assert_eq!(step(&office, "vendor_manager", "submitPaymentMilestone", 1, note.clone()).await, "SUBMITTED");
    assert_eq!(refused(&office, "manager", "acceptPaymentMilestone", 1, json!({})).await[0].0, "FORBIDDEN");
    assert_eq!(step(&office, "supervisor", "acceptPaymentMilestone", 1, json!({ "note": "同意" })).await, "ACCEPTED");
    let paid = |day: &str| json!({ "paymentReference": "GZ-2026-001", "paidOn": day });
    let refusal = refused(&office, "manager", "recordMilestonePayment", 1, paid("2026-03-03")).await;
    assert_eq!(refusal, one("OUTSIDE_PERIOD", "paidOn"), "to come");
    assert_eq!(step(&office, "manager", "recordMilestonePayment", 1, paid("2026-03-02")).await, "PAID");
    let history = look(&office, "vendor_manager", 1).await["history"].clone();
    let steps: Vec<_> = history.as_array().expect("steps").iter().map(|of| of["step"].as_str()).collect();
    assert_eq!(steps.into_iter().flatten().collect::<Vec<_>>().join(" "), "PLAN SUBMIT REJECT SUBMIT ACCEPT PAY");
    assert_eq!((&history[5]["paymentReference"], &history[5]["paidOn"]), (&json!("GZ-2026-001"), &json!("2026-03-02")));
    assert_eq!(
        refused(&office, "manager", "recordMilestonePayment", 1, paid("2026-03-02")).await,
        one("WRONG_STATE", "milestoneId")
    );
    assert_eq!(
        refused(&office, "vendor_manager", "submitPaymentMilestone", 3, note).await,
        one("NOT_DUE", "milestoneId")
    );
    for (topic, count) in
        [("payment.submitted", 2), ("payment.rejected", 1), ("payment.accepted", 1), ("payment.paid", 1)]
    {
        assert_eq!(office.told(topic).await, count, "{topic}");
    }
    let ledger = office.story.ledger().await;
    for sql in ["UPDATE payment_step SET note = note", "DELETE FROM payment_step"] {
        let error = ledger.run(sql).await.expect_err(sql).to_string();
        assert!(error.contains("payment_step is append-only"), "{sql}: {error}");
    }
}

async fn nobody_judges_what_they_planned_and_pays_what_they_accepted(backend: Backend) {
    let office = Office::open(backend).await;
    let world = &office.story.world;
    planned(&office).await;
    step(&office, "vendor_manager", "submitPaymentMilestone", 1, json!({ "note": "完成" })).await;
    let both = [("manager", Role::AgencySupervisor), ("region_manager", Role::AgencySupervisor)];
    for (login, role) in both {
        let agency = Some(world.agency("NNDSJ"));
        let grant =
            GrantRole { user: world.user(login), role, agency, vendor: None, valid_from: None, valid_until: None };
        grant_role(&world.system_op(), &grant).await.expect("a second role");
    }
    assert_eq!(look(&office, "manager", 1).await["availableActions"], json!([]), "who wrote the plan");
    assert_eq!(
        refused(&office, "manager", "acceptPaymentMilestone", 1, json!({})).await,
        one("SAME_PERSON", "milestoneId")
    );
    assert_eq!(step(&office, "region_manager", "acceptPaymentMilestone", 1, json!({})).await, "ACCEPTED");
    let paid = json!({ "paymentReference": "GZ-1", "paidOn": "2026-03-02" });
    assert_eq!(
        refused(&office, "region_manager", "recordMilestonePayment", 1, paid.clone()).await,
        one("SAME_PERSON", "milestoneId")
    );
    assert_eq!(step(&office, "manager", "recordMilestonePayment", 1, paid).await, "PAID");
}

async fn an_amended_amount_asks_for_another_plan(backend: Backend) {
    let office = Office::open(backend).await;
    planned(&office).await;
    step(&office, "vendor_manager", "submitPaymentMilestone", 1, json!({ "note": "完成" })).await;
    step(&office, "supervisor", "acceptPaymentMilestone", 1, json!({})).await;
    let input = office.input(json!({ "reason": "扩容", "effectiveOn": "2026-07-01", "amount": "200000.00" })).await;
    let made = office.as_("manager").must("createContractAmendment", input, "contract { amendments { id } }").await;
    assert_eq!(office.look("manager", PLAN).await["paymentPlan"]["outOfBalance"], false, "nothing is agreed yet");
    let amendment = &made["contract"]["amendments"][0]["id"];
    office.amendment_reviewed(amendment.as_str().expect("an id")).await;
    let amendment = json!({ "amendmentId": amendment });
    office.step("supervisor", "activateContractAmendment", amendment).await;
    let seen = office.look("vendor_manager", PLAN).await["paymentPlan"].clone();
    assert_eq!(
        (&seen["outOfBalance"], &seen["amount"], &seen["planned"]),
        (&json!(true), &json!("200000.00"), &json!("166500.00"))
    );
    let again = [milestone(1, ("dueOn", "2026-09-30"), ("", ""))];
    assert_eq!(
        office.as_("manager").refused("setPaymentPlan", plan(&office, 1, &again)).await,
        one("TAKEN", "milestones"),
        "an accepted one stays"
    );
    let rest =
        [milestone(2, ("dueOn", "2026-09-30"), ("percent", "25")), milestone(3, ("dueState", "ACCEPTED"), ("", ""))];
    office.as_("manager").must("setPaymentPlan", plan(&office, 1, &rest), "").await;
    let fields = "paymentPlan { outOfBalance milestones(includeReplaced: true) { number share state } }";
    let seen = office.look("manager", fields).await["paymentPlan"].clone();
    assert_eq!(
        seen,
        json!({ "outOfBalance": false, "milestones": [
            { "number": 1, "share": "49950.00", "state": "ACCEPTED" },
            { "number": 2, "share": "50000.00", "state": "REPLACED" },
            { "number": 2, "share": "50000.00", "state": "PLANNED" },
            { "number": 3, "share": "66550.00", "state": "REPLACED" },
            { "number": 3, "share": "100050.00", "state": "PLANNED" },
        ] })
    );
}

async fn people_are_told_in_time_what_is_to_be_handed_in(backend: Backend) {
    let office = Office::open(backend).await;
    planned(&office).await;
    let alert = async || -> AlertReport { alert_contract_dates(&office.story.world.system_op()).await.expect("a run") };
    let dates = office.look("vendor_manager", "keyDates { kind on alertsOn }").await;
    let due = json!({ "kind": "MILESTONE_DUE", "on": "2026-06-30", "alertsOn": ["2026-05-31", "2026-06-23"] });
    assert_eq!(dates["keyDates"][0], due);
    office.until("2026-05-30T15:59:59Z");
    assert_eq!(alert().await.messages, 0);
    office.until("2026-05-30T16:00:00Z");
    assert_eq!((alert().await.messages, alert().await.messages), (1, 0), "30 days before, once");
    office.until("2026-06-23T01:00:00Z");
    assert_eq!(alert().await.messages, 1, "7 days before");
    assert_eq!(office.told("payment.milestone_due").await, 2);
    office.until("2026-08-31T01:00:00Z");
    step(&office, "vendor_manager", "submitPaymentMilestone", 2, json!({ "note": "完成" })).await;
    assert_eq!(alert().await.messages, 0, "what was handed in is not told of");
}

both! {
    the_milestones_come_to_the_amount_to_the_fen,
    a_milestone_is_handed_in_accepted_and_paid,
    nobody_judges_what_they_planned_and_pays_what_they_accepted,
    an_amended_amount_asks_for_another_plan,
    people_are_told_in_time_what_is_to_be_handed_in,
}
