//! The compliance reviews of the demo's contracts: drawn, answered and decided as the rules have it, in days gone by.

use chrono::{Days, TimeDelta};
use domain::Instant;
use domain::contract::{AmendmentState, ContractStep, Terms};
use domain::ids::{ChecklistId, ReviewId, SeatId, UserId, uuid_at};
use domain::review::{Checklist, ItemAnswer, ReviewState, SeatState, Severity, draw, shipped_checklist};
use storage::entity::{compliance_review, review_answer, review_draw, review_seat, review_terms};
use storage::query::setup::insert;
use storage::write::{HeldReviews, lay_reviews};

use super::parties::{Plan, id};
use crate::import::digest;
use crate::setup::review::{Judged, Judgement, able, reviewed};
use crate::{Contract, Op, Result};

const REVIEWERS: usize = 3;
/// What one of the reviewers found of Nanning's contract of this year.
const FOUND: (&str, &str) = ("STAFF-ACCESS", "两名驻场工程师尚未签署保密协议");

/// When a review was convened and when it was decided.
#[derive(Clone, Copy)]
struct Held {
    convened: Instant,
    decided: Instant,
}

/// Holds the reviews of all contracts of the plan that have none yet.
pub(super) async fn hold(op: &Op, plan: &Plan, checklist: ChecklistId, as_of: Instant) -> Result<()> {
    let coverage = op.coverage();
    let mut of_plan: Vec<&Contract> = coverage
        .contracts
        .values()
        .filter(|contract| plan.agencies.contains_key(&contract.row.agency_id) && contract.reviews.is_empty())
        .collect();
    of_plan.sort_unstable_by(|one, other| one.row.number.cmp(&other.row.number));
    let mut hold = Hold { op, checklist, asked: shipped_checklist(), as_of, rows: HeldReviews::default() };
    for contract in of_plan {
        hold.original(contract)?;
        hold.amendments(contract)?;
    }
    if hold.rows.reviews.is_empty() {
        return Ok(());
    }
    let detail = serde_json::json!({ "reviews": hold.rows.reviews.len() });
    let transaction = op.begin().await?;
    lay_reviews(&transaction, hold.rows).await?;
    insert(&transaction, op.audit("demo.hold_reviews", ("agency", plan.root.0), detail)).await?;
    transaction.commit().await?;
    op.app().refresh().await
}

struct Hold<'o> {
    op: &'o Op,
    checklist: ChecklistId,
    asked: Checklist,
    as_of: Instant,
    rows: HeldReviews,
}

impl Hold<'_> {
    fn original(&mut self, contract: &Contract) -> Result<()> {
        let at = |step| contract.steps.iter().find(|taken| taken.step == step).map(|taken| taken.recorded_at);
        let (Some(handed_in), Some(approved)) = (at(ContractStep::Submit), at(ContractStep::Approve)) else {
            return Ok(());
        };
        let held = Held { convened: handed_in + TimeDelta::days(1), decided: approved - TimeDelta::days(1) };
        let year = self.as_of.format("%Y").to_string();
        let finds = contract.row.number == format!("NNDSJ-{year}-YW01");
        self.review(contract, &contract.covers.original, held, finds)
    }

    fn amendments(&mut self, contract: &Contract) -> Result<()> {
        for amendment in contract.amendments.iter().filter(|known| known.row.state == AmendmentState::InForce) {
            let (drafted, decided) = (amendment.row.created_at, amendment.row.decided_at.unwrap_or(self.as_of));
            let held = Held { convened: drafted + TimeDelta::hours(1), decided: decided - TimeDelta::hours(1) };
            self.review(contract, &amendment.terms, held, false)?;
        }
        Ok(())
    }

    fn review(&mut self, contract: &Contract, agreed: &Terms, held: Held, finds: bool) -> Result<()> {
        let code = format!("{} {}", contract.row.number, agreed.number);
        let review = ReviewId(uuid_at(held.convened, digest(&["demo", "review", &code])));
        let seed = hex::encode(digest(&["demo", "seed", &code]));
        let lot = draw(&seed, &able(self.op, contract), REVIEWERS);
        let terms = reviewed(self.op, contract, agreed);
        for (place, user) in (1..).zip(&lot.drawn) {
            self.seat(review, (place, *user), held, &code);
            self.answers(contract, review, *user, held, finds && place == 1);
        }
        let of_review: Vec<_> = self.rows.answers.iter().filter(|row| row.review_id == review).cloned().collect();
        let judged =
            Judged { review, contract, checklist: &self.asked, terms: &terms, answers: &of_review, at: held.decided };
        let Judgement { verdict, findings, opened } =
            judged.judge(|item| id("rectification", &format!("{code} {}", item.code)));
        self.rows.findings.extend(findings);
        self.rows.rectifications.extend(opened);
        self.rows.draws.push(review_draw::Model {
            review_id: review,
            number: 1,
            seed,
            candidates: serde_json::to_value(&lot.candidates)?,
            drawn: serde_json::to_value(&lot.drawn)?,
            drawn_by: None,
            drawn_at: held.convened,
        });
        self.rows.reviews.push(compliance_review::Model {
            id: review,
            contract_id: contract.row.id,
            amendment_id: contract.amendments.iter().find(|one| one.row.number == agreed.number).map(|one| one.row.id),
            terms_number: agreed.number,
            checklist_id: self.checklist,
            fingerprint: terms.fingerprint(),
            state: ReviewState::Decided,
            verdict: Some(verdict),
            convened_by: None,
            convened_at: held.convened,
            decided_at: Some(held.decided),
            withdrawn_at: None,
        });
        self.rows.terms.push(review_terms::Model { review_id: review, terms: serde_json::to_value(&terms)? });
        Ok(())
    }

    fn seat(&mut self, review: ReviewId, (seat, user): (i32, UserId), held: Held, code: &str) {
        let drawn_at = held.convened + TimeDelta::milliseconds(i64::from(seat));
        self.rows.seats.push(review_seat::Model {
            id: SeatId(uuid_at(drawn_at, digest(&["demo", "seat", code, &seat.to_string()]))),
            review_id: review,
            seat,
            user_id: user,
            draw: 1,
            state: SeatState::Answered,
            reason: None,
            settled_at: Some(held.decided),
        });
    }

    fn answers(&mut self, contract: &Contract, review: ReviewId, user: UserId, held: Held, finds: bool) {
        let soon = contract.day(self.as_of) + Days::new(5);
        let (item, note) = FOUND;
        for asked in self.asked.manual() {
            let found = finds && asked.code == item;
            self.rows.answers.push(review_answer::Model {
                review_id: review,
                user_id: user,
                item: asked.code.clone(),
                answer: if found { ItemAnswer::Deviates } else { ItemAnswer::Complies },
                note: found.then(|| note.to_owned()),
                severity: found.then_some(Severity::Major),
                deadline_on: found.then_some(soon),
                recorded_at: held.decided,
            });
        }
    }
}
