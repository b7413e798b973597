//! Contracts, policies and calendars.

use app::setup::agency::{AgencyChange, update_agency};
use app::setup::calendar::{
    CalendarChange, CalendarHours, DayException, ExceptionHours, NewCalendar, WeeklyHours, create_calendar,
    revise_calendar,
};
use app::setup::contract::{
    ContractChange, ContractTerms, NewContract, activate_contract, approve_contract, create_contract, submit_contract,
    terminate_contract, update_contract,
};
use app::setup::policy::{
    NewPolicy, add_policy_version, create_policy, publish_policy_version, retire_policy, update_policy_version,
};
use app::setup::review::ReviewSubject;
use app::setup::shipped::ensure;
use app::setup::system::create_system;
use app::{Error, Op};
use chrono::NaiveDate;
use domain::contract::{ContractState, PolicyState};
use domain::ids::{AgencyId, ContractId, PolicyId, SystemId};
use domain::money::Fen;

use super::stand::{Stand, refused, terms};
use crate::support::both;
use crate::support::db::Backend;
use crate::support::in_force::{APPROVED, approved, in_force, pass};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn new_contract(stand: &Stand, number: &str, agency: AgencyId, policy: PolicyId, systems: &[SystemId]) -> NewContract {
    NewContract {
        number: number.to_owned(),
        agency,
        terms: ContractTerms {
            name: "年度运维服务".to_owned(),
            vendor: stand.vendor,
            starts_on: date("2026-01-01"),
            ends_on: date("2026-12-31"),
            amount: Fen(16_650_000),
            policy,
            scheme: None,
            zone: "Asia/Shanghai".to_owned(),
            systems: systems.to_vec(),
        },
    }
}

fn state(op: &Op, contract: ContractId) -> (ContractState, i64) {
    let row = op.coverage().contracts[&contract].row.clone();
    (row.state, row.version)
}

async fn two_contracts_never_cover_one_system_on_one_day(backend: Backend) {
    let stand = Stand::new(backend).await;
    let manager = stand.manager("manager", stand.nanning).await;
    let policy = stand.a_policy(&manager, "NN-SLA", stand.nanning).await.policy;
    let system = stand.a_system("NN-OA", stand.nanning).await;
    let first = new_contract(&stand, "NN-2026-1", stand.nanning, policy, &[system]);
    let first = in_force(&stand.system(), &first).await;
    let mut second = new_contract(&stand, "NN-2026-2", stand.nanning, policy, &[system]);
    second.terms.starts_on = date("2026-12-31");
    second.terms.ends_on = date("2027-12-30");
    let second = approved(&stand.system(), &second).await;
    let error = activate_contract(&manager, second, APPROVED).await.expect_err("31 December is covered twice");
    let Error::Invalid(violations) = error else { panic!("{error}") };
    assert_eq!(violations[0].code, "OVERLAPPING_COVERAGE");
    let en = "system NN-OA is covered by contract NN-2026-1 from 2026-12-31 to 2026-12-31: both must state a \
        precedence, and these must differ";
    assert_eq!(violations[0].en, en);
    assert_eq!(state(&manager, second), (ContractState::Approved, APPROVED), "nothing was written");
    assert_eq!(refused(terminate_contract(&manager, first, 1, "换服务商", None).await), [("CONFLICT", "")]);
    terminate_contract(&manager, first, APPROVED + 1, "换服务商", None).await.expect("ended");
    activate_contract(&manager, second, APPROVED).await.expect("the system is free");
    assert_eq!(state(&manager, second), (ContractState::Active, APPROVED + 1));
}

async fn a_contract_names_only_what_its_buyer_may_use(backend: Backend) {
    let stand = Stand::new(backend).await;
    let manager = stand.manager("manager", stand.nanning).await;
    let other = stand.manager("other", stand.liuzhou).await;
    let regional = stand.manager("regional", stand.region).await;
    let foreign = stand.a_policy(&other, "LZ-SLA", stand.liuzhou).await.policy;
    let inherited = stand.a_policy(&regional, "GX-SLA", stand.region).await.policy;
    let foreign_system = stand.a_system("LZ-OA", stand.liuzhou).await;
    let mut new = new_contract(&stand, " ", stand.nanning, foreign, &[foreign_system]);
    new.terms.amount = Fen(-1);
    new.terms.ends_on = date("2025-12-31");
    let wrong = [("REQUIRED", "number"), ("PERIOD", "endsOn"), ("NEGATIVE", "amount"), ("NOT_FOUND", "policyId")];
    assert_eq!(refused(create_contract(&manager, &new).await), wrong);
    let new = new_contract(&stand, "NN-1", stand.nanning, inherited, &[foreign_system]);
    assert_eq!(refused(create_contract(&manager, &new).await), [("NOT_FOUND", "systemIds")]);
    assert_eq!(refused(create_contract(&other, &new).await), [("NOT_FOUND", "agency")], "the other city is not seen");
    let own = stand.a_system("NN-OA", stand.nanning).await;
    let new = new_contract(&stand, "NN-1", stand.nanning, inherited, &[own]);
    let contract = create_contract(&manager, &new).await.expect("a policy from above, a system of its own");
    assert_eq!(refused(create_contract(&manager, &new).await), [("TAKEN", "number")]);
    assert_eq!(refused(activate_contract(&other, contract, 1).await), [("NOT_FOUND", "contract")]);
    let mut change = ContractChange { contract, version: 1, terms: new.terms };
    change.terms.name = "改名".to_owned();
    update_contract(&manager, &change).await.expect("a draft can be changed");
    submit_contract(&manager, contract, 2).await.expect("handed in");
    change.version = 3;
    assert_eq!(refused(update_contract(&manager, &change).await), [("WRONG_STATE", "contractId")]);
    pass(&stand.system(), ReviewSubject::Contract(contract)).await;
    approve_contract(&stand.system(), contract, 3).await.expect("approved");
    activate_contract(&manager, contract, 4).await.expect("in force");
    assert_eq!(refused(retire_policy(&manager, inherited).await), [("FORBIDDEN", "policy.manage")], "seen, not owned");
    assert_eq!(refused(retire_policy(&regional, inherited).await), [("IN_USE", "policyId")]);
}

async fn a_published_version_never_changes(backend: Backend) {
    let stand = Stand::new(backend).await;
    let manager = stand.manager("manager", stand.nanning).await;
    let calendar = stand.shipped.office_hours;
    let first = stand.a_policy(&manager, "NN-SLA", stand.nanning).await;
    let edited = update_policy_version(&manager, first.version, &terms(calendar, 2)).await;
    assert_eq!(refused(edited), [("WRONG_STATE", "versionId")]);
    let second = add_policy_version(&manager, first.policy, &terms(calendar, 2)).await.expect("a draft");
    let contradictory = update_policy_version(&manager, second.version, &terms(calendar, 9)).await;
    assert_eq!(refused(contradictory), [("CONTRADICTION", "targets")]);
    update_policy_version(&manager, second.version, &terms(calendar, 3)).await.expect("a draft can be edited");
    publish_policy_version(&manager, second.version).await.expect("published");
    let coverage = manager.coverage();
    assert_eq!(coverage.policies[&first.policy].published_version_id, Some(second.version));
    assert_eq!(coverage.versions[&first.version].state, PolicyState::Retired);
    assert_eq!(coverage.terms[&second.version].targets.len(), 2);
    let other = stand.manager("other", stand.liuzhou).await;
    let copied = NewPolicy {
        owner: Some(stand.liuzhou),
        code: "NN-SLA".to_owned(),
        name: "x".to_owned(),
        base: None,
        terms: terms(calendar, 1),
    };
    assert_eq!(refused(create_policy(&other, &copied).await), [("TAKEN", "code")]);
    assert_eq!(refused(publish_policy_version(&other, first.version).await), [("NOT_FOUND", "policy")]);
    retire_policy(&manager, first.policy).await.expect("nobody uses it");
    assert_eq!(manager.coverage().policies[&first.policy].published_version_id, None);
}

async fn a_calendar_is_revised_and_never_edited(backend: Backend) {
    let stand = Stand::new(backend).await;
    let manager = stand.manager("manager", stand.nanning).await;
    let morning = || vec!["08:00-12:00".to_owned()];
    let mut new = NewCalendar {
        owner: Some(stand.nanning),
        code: "NN-MORNING".to_owned(),
        name: "上午".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        hours: CalendarHours {
            weekly: WeeklyHours { effective_from: date("2020-01-01"), weekly: std::array::from_fn(|_| vec![]) },
            layers: vec![],
            exceptions: vec![],
        },
    };
    assert_eq!(refused(create_calendar(&manager, &new).await), [("NEVER_OPEN", "effectiveFrom")]);
    new.hours.weekly.weekly[0] = vec!["08:00-12:00".to_owned(), "11:00-13:00".to_owned()];
    assert_eq!(refused(create_calendar(&manager, &new).await), [("INVALID_CALENDAR", "weekly")]);
    new.hours.weekly.weekly[0] = morning();
    let calendar = create_calendar(&manager, &new).await.expect("a calendar");
    let old = manager.coverage().calendars[&calendar].revision;
    let closed = DayException { date: date("2026-03-09"), hours: ExceptionHours::Closed };
    let change = CalendarChange {
        calendar,
        reason: "搬迁".to_owned(),
        hours: None,
        exceptions: vec![closed],
        withdrawn: vec![],
        layers: None,
        day_lists: vec![],
        pending: vec![],
    };
    let revised = revise_calendar(&manager, &change).await.expect("a revision");
    assert_eq!((revised.old_revision, revised.revision), (old, old + 1));
    let coverage = manager.coverage();
    let open = |revision: i64| {
        let compiled = coverage.book.as_of(revision).get(calendar).expect("compiled").clone();
        compiled.day(date("2026-03-09")).len()
    };
    assert_eq!((open(old), open(revised.revision)), (1, 0), "the old revision stays what it was");
    assert_eq!(refused(revise_calendar(&manager, &change).await), [("NO_CHANGE", "calendarId")]);
    let other = stand.manager("other", stand.liuzhou).await;
    assert_eq!(refused(revise_calendar(&other, &change).await), [("NOT_FOUND", "calendar")]);
    let shared = CalendarChange { calendar: stand.shipped.office_hours, ..change };
    assert_eq!(refused(revise_calendar(&other, &shared).await), [("FORBIDDEN", "calendar.manage")]);
    assert_eq!(ensure(&stand.system()).await.expect("again"), stand.shipped);
}

async fn a_tree_has_no_loop_and_a_scope_has_an_end(backend: Backend) {
    let stand = Stand::new(backend).await;
    let change = AgencyChange {
        agency: stand.region,
        name: None,
        name_en: None,
        region_code: None,
        parent: Some(stand.nanning),
        supervisor: None,
        active: None,
    };
    assert_eq!(refused(update_agency(&stand.system(), &change).await), [("LOOP", "parentId")]);
    let close = AgencyChange { parent: None, active: Some(false), ..change };
    assert_eq!(refused(update_agency(&stand.system(), &close).await), [("IN_USE", "active")]);
    let manager = stand.manager("manager", stand.nanning).await;
    assert_eq!(refused(update_agency(&manager, &close).await), [("FORBIDDEN", "agency.manage")]);
    let mut new = stand.new_system("nn oa", stand.nanning);
    new.protection_level = 6;
    assert_eq!(refused(create_system(&manager, &new).await), [("INVALID", "code"), ("INVALID", "protectionLevel")]);
    let above = stand.new_system("GX-OA", stand.region);
    assert_eq!(refused(create_system(&manager, &above).await), [("FORBIDDEN", "system.manage")], "seen, not written");
    let beside = stand.new_system("LZ-OA", stand.liuzhou);
    assert_eq!(refused(create_system(&manager, &beside).await), [("NOT_FOUND", "agency")]);
    create_system(&manager, &stand.new_system("NN-OA", stand.nanning)).await.expect("its own");
    let again = stand.new_system("NN-OA", stand.nanning);
    assert_eq!(refused(create_system(&manager, &again).await), [("TAKEN", "code")]);
}

async fn of_two_who_write_at_once_one_is_refused(backend: Backend) {
    let stand = Stand::new(backend).await;
    let manager = stand.manager("manager", stand.nanning).await;
    let policy = stand.a_policy(&manager, "NN-SLA", stand.nanning).await.policy;
    let new = stand.new_system("NN-OA", stand.nanning);
    let (one, other) = tokio::join!(create_system(&manager, &new), create_system(&manager, &new));
    let (Ok(system), Err(error)) = (if one.is_ok() { (one, other) } else { (other, one) }) else {
        panic!("one of the two should have been refused");
    };
    assert_eq!(refused(Err::<(), _>(error)), [("TAKEN", "code")]);
    let mut drafts = Vec::new();
    for number in ["NN-1", "NN-2", "NN-3"] {
        let new = new_contract(&stand, number, stand.nanning, policy, &[system]);
        drafts.push(approved(&stand.system(), &new).await);
    }
    let (a, b, c) = tokio::join!(
        activate_contract(&manager, drafts[0], APPROVED),
        activate_contract(&manager, drafts[1], APPROVED),
        activate_contract(&manager, drafts[2], APPROVED),
    );
    let errors: Vec<Error> = [a, b, c].into_iter().filter_map(Result::err).collect();
    assert_eq!(errors.len(), 2, "one of the three is in force: {errors:?}");
    for error in errors {
        assert_eq!(refused(Err::<(), _>(error)), [("OVERLAPPING_COVERAGE", "contractId")]);
    }
}

both! {
    of_two_who_write_at_once_one_is_refused,
    two_contracts_never_cover_one_system_on_one_day,
    a_contract_names_only_what_its_buyer_may_use,
    a_published_version_never_changes,
    a_calendar_is_revised_and_never_edited,
    a_tree_has_no_loop_and_a_scope_has_an_end,
}
