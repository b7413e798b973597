//! The papers of one contract of the demo: visits and hours used week by week, and a payment plan that was written anew
//! when the contract was amended.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use domain::Instant;
use domain::contract::{ContractState, PaymentState, PaymentStep, QuotaKind, QuotaPeriod, next_payment};
use domain::ids::{MilestoneId, QuotaId, QuotaUseId, UserId};
use storage::entity::{contract_quota, payment_milestone, payment_step, quota_decision, quota_use, service_contract};

use super::parties::{Parties, id};

/// Days until a booking is confirmed; the newest ones wait.
const CONFIRMED_AFTER: u64 = 9;

/// A step of a milestone: what, on which day, by whom, and what was said.
type Taken<'t> = (PaymentStep, NaiveDate, &'static str, &'t str);

impl Parties {
    /// Writes the papers of Nanning's amended contract, after its life was told.
    pub(super) fn papers(&mut self) {
        let amended = self.rows.amendments.first().map(|amendment| amendment.contract_id);
        let row = self.rows.contracts.iter().find(|row| Some(row.id) == amended).cloned();
        let Some(row) = row else { return };
        self.quotas(&row);
        self.uses(&row);
        self.payments(&row);
    }

    fn quotas(&mut self, row: &service_contract::Model) {
        let stated = [(QuotaKind::Visits, QuotaPeriod::Month, 6), (QuotaKind::Hours, QuotaPeriod::Year, 24_000)];
        self.rows.quotas.extend(stated.map(|(kind, period, amount)| contract_quota::Model {
            id: id::<QuotaId>("quota", &format!("{} {kind} {period}", row.number)),
            contract_id: row.id,
            terms_number: 1,
            kind,
            period,
            amount,
        }));
    }

    /// A visit each week, and the hours of its inspection.
    fn uses(&mut self, row: &service_contract::Model) {
        let today = self.today();
        let weeks = row.starts_on.iter_weeks().skip(1).take_while(|day| *day <= today && *day <= row.ends_on);
        for (week, day) in weeks.enumerate() {
            let minutes = 300 + 30 * i64::try_from(week % 7).unwrap_or(0);
            for (kind, quantity, note) in
                [(QuotaKind::Visits, 1, "每周现场巡检"), (QuotaKind::Hours, minutes, "现场巡检及隐患处理")]
            {
                self.book(row, (kind, quantity, note), day);
            }
        }
    }

    fn book(&mut self, row: &service_contract::Model, (kind, quantity, note): (QuotaKind, i64, &str), day: NaiveDate) {
        let booking: QuotaUseId = id("quota use", &format!("{} {kind} {day}", row.number));
        let (booked_by, booker) = person("engineer");
        self.rows.quota_uses.push(quota_use::Model {
            id: booking,
            contract_id: row.id,
            kind,
            quantity,
            occurred_on: day,
            note: Some(note.to_owned()),
            ticket_id: None,
            corrects_id: None,
            booked_by,
            booker,
            recorded_at: self.evening(day),
        });
        let confirmed = day + Days::new(CONFIRMED_AFTER);
        if confirmed > self.today() {
            return;
        }
        let (decided_by, decider) = person("contract");
        self.rows.quota_decisions.push(quota_decision::Model {
            use_id: booking,
            accepted: true,
            note: None,
            decided_by,
            decider,
            recorded_at: self.evening(confirmed),
        });
    }

    /// A first part that is paid; the others were replaced when the amount rose.
    fn payments(&mut self, row: &service_contract::Model) {
        use PaymentStep::{Accept, Pay, Plan, Replace, Submit};
        let day = |month, day| NaiveDate::from_ymd_opt(row.starts_on.year(), month, day).unwrap_or(row.starts_on);
        let amended = self.rows.amendments.first().map_or(row.amount_fen, |amendment| amendment.amount_fen);
        let (first, half) = (row.amount_fen * 3 / 10, row.amount_fen / 2);
        let planned = (Plan, day(1, 4), "contract", "");
        let replaced = (Replace, day(5, 22), "contract", "");
        let anew = (Plan, day(5, 22), "contract", "");
        let paid = [
            planned,
            (Submit, day(3, 25), "vendor", "已完成进场、资产清点与首季度巡检，附交接清单"),
            (Accept, day(4, 2), "supervisor", "资料齐全，同意支付"),
            (Pay, day(4, 15), "contract", ""),
        ];
        let (due, rest) = (Some(day(3, 31)), row.amount_fen - first - half);
        self.milestone(row, (1, 1, "首付款（进场验收）"), (due, first), &paid);
        self.milestone(row, (1, 2, "年中考核付款"), (Some(day(7, 15)), half), &[planned, replaced]);
        self.milestone(row, (1, 3, "终验付款"), (None, rest), &[planned, replaced]);
        let submitted = [anew, (Submit, day(8, 3), "vendor", "上半年服务报告与考核得分已提交")];
        let middle = (amended - first) / 2;
        self.milestone(row, (2, 2, "年中考核付款（补充协议）"), (Some(day(7, 31)), middle), &submitted);
        let last = amended - first - middle;
        self.milestone(row, (2, 3, "终验付款（补充协议）"), (None, last), &[anew]);
    }

    fn milestone(
        &mut self,
        row: &service_contract::Model,
        (plan, number, name): (i32, i32, &str),
        (due_on, share_fen): (Option<NaiveDate>, i64),
        steps: &[Taken<'_>],
    ) {
        let milestone: MilestoneId = id("milestone", &format!("{} {plan} {number}", row.number));
        let (mut state, mut seq, today) = (PaymentState::Planned, 0, self.today());
        for (step, day, login, note) in steps {
            // What was planned is there; the rest only when its day has come.
            let (Ok(to), true) = (next_payment(state, *step), *day <= today || seq == 0) else { break };
            let paid = *step == PaymentStep::Pay;
            seq += 1;
            let (actor_id, actor_name) = person(login);
            self.rows.payment_steps.push(payment_step::Model {
                milestone_id: milestone,
                seq,
                step: *step,
                from_state: state,
                to_state: to,
                note: Some(*note).filter(|note| !note.is_empty()).map(str::to_owned),
                payment_reference: paid.then(|| format!("GZ-{}-0415", row.starts_on.year())),
                paid_on: paid.then_some(*day),
                actor_id,
                actor_name,
                recorded_at: self.evening(*day),
            });
            state = to;
        }
        self.rows.milestones.push(payment_milestone::Model {
            id: milestone,
            contract_id: row.id,
            plan,
            number,
            name: name.to_owned(),
            due_on,
            due_state: due_on.is_none().then_some(ContractState::Accepted),
            share_fen,
            requirement: "服务报告、考核得分与验收单".to_owned(),
            state,
            version: seq,
        });
    }

    fn today(&self) -> NaiveDate {
        self.as_of.with_timezone(&chrono_tz::Asia::Shanghai).date_naive()
    }

    /// Five o'clock in Nanning, and not after the demo's end.
    fn evening(&self, day: NaiveDate) -> Instant {
        (day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(9)).min(self.as_of)
    }
}

/// Somebody who can be logged in as.
fn person(login: &str) -> (Option<UserId>, String) {
    let known = super::LOG_INS.iter().find(|known| known.login == login);
    (Some(id("user", login)), known.map_or_else(String::new, |known| known.name.to_owned()))
}
