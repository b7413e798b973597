//! What became of the demo's contracts: last year's are over and one of them is accepted; of this year's one was
//! amended and one stands still.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use chrono_tz::Asia::Shanghai;
use domain::Instant;
use domain::contract::{AmendmentState, ContractState, ContractStep, next};
use domain::ids::{AmendmentId, UserId};
use storage::entity::{amendment_system, contract_amendment, contract_step, service_contract};

use super::parties::{Parties, bureau_login, id};

/// Nanning, whose people can be logged in as.
pub(super) const NANNING: usize = 1;

/// Somebody who takes steps.
struct Person {
    id: Option<UserId>,
    name: String,
}

impl Parties {
    /// Tells the history of every contract, which until now is in force and has none.
    pub(super) fn live(&mut self) {
        let today = self.as_of.with_timezone(&Shanghai).date_naive();
        let number = |city: usize, year: i32, lot: u8| format!("{}-{year}-YW{lot:02}", self.plan.cities[city].code);
        let last_city = self.plan.cities.len() - 1;
        let accepted = number(NANNING, self.plan.year, 2);
        let amended = number(NANNING, self.plan.year + 1, 1);
        let halted = number(last_city, self.plan.year + 1, 2);
        let mut contracts = std::mem::take(&mut self.rows.contracts);
        for row in &mut contracts {
            self.sign(row);
            if row.number == amended {
                self.amend(row, today);
            }
            if row.number == halted {
                self.step(row, ContractStep::Suspend, today, Some("等保整改期间暂停受理"), None);
            }
            if row.ends_on < today {
                self.run_out(row, today, row.number == accepted);
            }
        }
        self.rows.contracts = contracts;
    }

    fn sign(&mut self, row: &mut service_contract::Model) {
        let before = |days| row.starts_on - Days::new(days);
        let (submitted, approved, active) = (before(20), before(12), before(5));
        row.created_at = morning(before(30));
        row.state = ContractState::Draft;
        (row.notice_days, row.renewal_days) = (Some(60), Some(90));
        self.step(row, ContractStep::Submit, submitted, None, None);
        self.step(row, ContractStep::Approve, approved, None, None);
        self.step(row, ContractStep::Activate, active, None, None);
    }

    fn run_out(&mut self, row: &mut service_contract::Model, today: NaiveDate, accepted: bool) {
        let over = row.ends_on + Days::new(1);
        self.step(row, ContractStep::Expire, over, None, None);
        let accepted_on = over + Days::new(50);
        if accepted && accepted_on <= today {
            self.step(row, ContractStep::Accept, accepted_on, Some("服务完成，年度考核合格"), None);
        }
    }

    /// A quarter more for a quarter of the amount.
    fn amend(&mut self, row: &mut service_contract::Model, today: NaiveDate) {
        let day = |month, day| NaiveDate::from_ymd_opt(row.starts_on.year(), month, day).unwrap_or(row.starts_on);
        let (drafted, decided, effective_on) = (day(5, 12).min(today), day(5, 20).min(today), day(7, 1));
        let amendment: AmendmentId = id("amendment", &row.number);
        let reason = "市级系统扩容，服务期顺延一个季度";
        self.rows.amendments.push(contract_amendment::Model {
            id: amendment,
            contract_id: row.id,
            number: 2,
            state: AmendmentState::InForce,
            effective_on,
            ends_on: row.ends_on + Days::new(90),
            amount_fen: row.amount_fen + row.amount_fen / 4,
            policy_id: row.policy_id,
            scheme_id: row.scheme_id,
            reason: reason.to_owned(),
            created_by: Some(id("user", "contract")),
            created_at: morning(drafted),
            decided_by: Some(id("user", "supervisor")),
            decided_at: Some(morning(decided)),
        });
        let covered = self.rows.covered.iter().filter(|covered| covered.contract_id == row.id);
        let covered =
            covered.map(|covered| amendment_system::Model { amendment_id: amendment, system_id: covered.system_id });
        self.rows.amended.extend(covered);
        self.step(row, ContractStep::Amend, drafted, Some(reason), Some(2));
        self.step(row, ContractStep::ActivateAmendment, decided, None, Some(2));
        if let [.., drafted, decided] = &mut self.rows.steps[..] {
            (drafted.effective_on, decided.effective_on) = (effective_on, effective_on);
        }
    }

    fn step(
        &mut self,
        row: &mut service_contract::Model,
        step: ContractStep,
        on: NaiveDate,
        reason: Option<&str>,
        terms_number: Option<i32>,
    ) {
        let from_state = row.state;
        let Ok(to_state) = next(from_state, step) else { return };
        let person = self.person_for(row, step);
        row.state = to_state;
        row.version += 1;
        self.rows.steps.push(contract_step::Model {
            contract_id: row.id,
            seq: row.version,
            step,
            from_state,
            to_state,
            effective_on: on,
            reason: reason.map(str::to_owned),
            terms_number,
            actor_id: person.id,
            actor_name: person.name,
            recorded_at: morning(on).min(self.as_of),
        });
    }

    /// The manager or the supervisor of the bureau that signed it; time by its job.
    fn person_for(&self, row: &service_contract::Model, step: ContractStep) -> Person {
        use domain::access::Action;
        let title = match domain::contract::needs(step) {
            Some(Action::ContractApprove) => "supervisor",
            Some(_) => "contract",
            None => return Person { id: None, name: "expire_contracts".to_owned() },
        };
        let elsewhere = self.plan.agencies.get(&row.agency_id).filter(|of| of.id != self.plan.cities[NANNING].id);
        let login = elsewhere.map_or_else(|| title.to_owned(), |bureau| bureau_login(&bureau.code, title));
        let user: UserId = id("user", &login);
        let known = self.rows.users.iter().find(|known| known.id == user);
        Person { id: Some(user), name: known.map_or_else(String::new, |known| known.name.clone()) }
    }
}

/// Ten o'clock in Nanning.
fn morning(day: NaiveDate) -> Instant {
    day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(2)
}
