//! The demo shows the life of contracts: one amended, one that stands still, one that is accepted.

use std::collections::BTreeMap;

use domain::contract::{ContractState, ContractStep};

use crate::support::both;
use crate::support::db::Backend;
use crate::support::demo::Demonstration;

async fn the_demo_has_contracts_in_every_walk_of_life(backend: Backend) {
    let shown = Demonstration::load(backend, ("2026-09-15T02:00:00Z", "2026-09-16T02:00:00Z"), 7, 400).await;
    let (app, report) = (&shown.app, &shown.report);
    let op = app.op_system("test");
    assert!(report.tickets > 350, "{report:?}");
    let coverage = op.coverage();
    let mut states: BTreeMap<ContractState, usize> = BTreeMap::new();
    for contract in coverage.contracts.values() {
        *states.entry(contract.row.state).or_default() += 1;
        assert!(contract.steps.len() >= 3, "{} has a history", contract.row.number);
        let known = |step: &app::ContractStepRow| step.actor_id.is_none_or(|id| op.directory().users.contains_key(&id));
        assert!(contract.steps.iter().all(known), "{}: by people with accounts", contract.row.number);
        let by_itself = contract.steps.iter().filter(|step| step.actor_id.is_none());
        assert!(by_itself.map(|step| step.step).all(|step| step == ContractStep::Expire), "{}", contract.row.number);
    }
    let of = |state| states.get(&state).copied().unwrap_or(0);
    let told = (of(ContractState::Accepted), of(ContractState::Suspended), of(ContractState::Expired));
    assert_eq!((told, of(ContractState::Active)), ((1, 1, 29), 29), "{states:?}");
    let amended: Vec<_> = coverage.contracts.values().filter(|contract| !contract.covers.amended.is_empty()).collect();
    let [amended] = amended[..] else { panic!("{} amended contracts", amended.len()) };
    assert_eq!(amended.row.number, "NNDSJ-2026-YW01");
    assert_eq!(amended.covers.last_day().to_string(), "2027-03-31");
    let numbers = |date: &str| amended.covers.as_of(date.parse().expect("a date")).number;
    assert_eq!((numbers("2026-06-30"), numbers("2026-07-01")), (1, 2));
    assert_eq!(amended.steps.iter().map(|step| step.actor_name.as_str()).next_back(), Some("陆国栋"));
    let plan: Vec<_> = amended.plan().map(|of| (of.row.number, of.row.state.as_str(), of.row.plan)).collect();
    assert_eq!(plan, [(1, "PAID", 1), (2, "SUBMITTED", 2), (3, "PLANNED", 2)]);
    assert_eq!((amended.planned(), amended.out_of_balance()), (amended.covers.latest().amount, false));
    let manager = app.op_for(*op.directory().users.iter().find(|(_, user)| user.login == "contract").expect("one").0);
    let uses = app::setup::contract::quota::quota_uses(&manager.expect("active"), &[amended.row.id]).await;
    let uses = &uses.expect("read")[&amended.row.id];
    let pending = uses.iter().filter(|of| of.decision.is_none()).count();
    assert_eq!((uses.len() > 60, pending), (true, 2), "the last week waits");
    let verified = app::sla::verify_clocks(&op, &|_| {}).await.expect("verified");
    assert_eq!((verified.different, verified.tickets), (0, report.tickets as u64));
}

both! { the_demo_has_contracts_in_every_walk_of_life }
