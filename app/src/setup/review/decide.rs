//! The verdict of a review, what it found of each item, and what has to be rectified.

use chrono::{Days, NaiveDate};
use domain::Instant;
use domain::ids::{OutboxId, RectificationId, ReviewId};
use domain::rectification::{RectificationState, RectificationSubject};
use domain::review::{
    Checked, Checklist, ChecklistItem, Found, ItemAnswer, ItemOutcome, ReviewStep, ReviewVerdict, ReviewedTerms, check,
    next, outcome, verdict,
};
use storage::entity::{compliance_review, outbox, rectification, review_answer, review_finding};
use storage::query::review::answers;
use storage::query::setup::insert_all;

use super::tell;
use crate::setup::write::Write;
use crate::{Contract, Error, Result};

/// What a review came to.
pub(crate) struct Judgement {
    pub verdict: ReviewVerdict,
    /// Of every item.
    pub findings: Vec<review_finding::Model>,
    /// One for each item that somebody, or the computation, found something of.
    pub opened: Vec<rectification::Model>,
}

/// What is judged.
pub(crate) struct Judged<'a> {
    pub review: ReviewId,
    pub contract: &'a Contract,
    pub checklist: &'a Checklist,
    pub terms: &'a ReviewedTerms,
    /// Of every reviewer.
    pub answers: &'a [review_answer::Model],
    pub at: Instant,
}

impl Judged<'_> {
    /// Judges by the rules of the domain; `id` makes ids for rectifications.
    pub(crate) fn judge(&self, mut id: impl FnMut(&ChecklistItem) -> RectificationId) -> Judgement {
        let (mut found, mut findings, mut opened) = (Vec::new(), Vec::new(), Vec::new());
        for item in &self.checklist.items {
            let of: Vec<_> = self.answers.iter().filter(|answer| answer.item == item.code).collect();
            let computed = item.check.map(|which| check(which, self.terms));
            let outcome = match &computed {
                Some(computed) if computed.complies => ItemOutcome::Complies,
                Some(_) => ItemOutcome::Deviates,
                None => outcome(&of.iter().map(|answer| answer.answer).collect::<Vec<ItemAnswer>>()),
            };
            found.push(Found { mandatory: item.mandatory, outcome });
            if matches!(outcome, ItemOutcome::Noted | ItemOutcome::Deviates) {
                opened.push(self.rectify(id(item), item, &of, computed.as_ref()));
            }
            let (evidence_en, evidence_zh) = computed.map(|computed| (computed.en, computed.zh)).unzip();
            let (review_id, item, recorded_at) = (self.review, item.code.clone(), self.at);
            findings.push(review_finding::Model { review_id, item, outcome, evidence_en, evidence_zh, recorded_at });
        }
        Judgement { verdict: verdict(found), findings, opened }
    }

    /// The gravest of what the reviewers said, by the earliest of their days; the item's own where they said none.
    fn rectify(
        &self,
        id: RectificationId,
        item: &ChecklistItem,
        answers: &[&review_answer::Model],
        computed: Option<&Checked>,
    ) -> rectification::Model {
        let today: NaiveDate = self.contract.day(self.at);
        let against: Vec<_> = answers.iter().filter(|answer| answer.answer == ItemAnswer::Deviates).collect();
        let notes: Vec<&str> = against.iter().filter_map(|answer| answer.note.as_deref()).collect();
        let usual = today + Days::new(u64::try_from(item.days).unwrap_or(0));
        let asked = against.iter().filter_map(|answer| answer.deadline_on).min();
        let (finding, finding_en) = match computed {
            Some(computed) => (computed.zh.clone(), Some(computed.en.clone())),
            None => (notes.join("\n"), None),
        };
        rectification::Model {
            id,
            subject: RectificationSubject::ComplianceReview,
            subject_id: self.review.0,
            contract_id: self.contract.row.id,
            agency_id: self.contract.row.agency_id,
            vendor_id: self.contract.row.vendor_id,
            item: item.code.clone(),
            finding,
            finding_en,
            severity: against.iter().filter_map(|answer| answer.severity).max().unwrap_or(item.severity),
            party: item.party,
            // A day that has passed while others were thinking leaves one more.
            due_on: asked.unwrap_or(usual).max(today + Days::new(1)),
            state: RectificationState::Open,
            version: 1,
            created_at: self.at,
        }
    }
}

/// Writes down what was found of every item, decides, and opens a rectification for each finding, whoever made it.
pub(super) async fn decide(
    write: &Write,
    contract: &Contract,
    row: &mut compliance_review::Model,
    (checklist, terms): (&Checklist, &ReviewedTerms),
) -> Result<()> {
    let given = answers(write.transaction(), &[row.id]).await?;
    let judged = Judged { review: row.id, contract, checklist, terms, answers: &given, at: write.now() };
    let Judgement { verdict, findings, opened } = judged.judge(|_| write.id());
    let decided = next(row.state, ReviewStep::Decide);
    row.state = decided.map_err(|refusal| Error::Internal(anyhow::anyhow!(refusal.to_string())))?;
    row.verdict = Some(verdict);
    row.decided_at = Some(write.now());
    insert_all(write.transaction(), findings).await?;
    let payload = serde_json::json!({
        "reviewId": row.id, "terms": row.terms_number, "verdict": verdict, "findings": opened.len(),
    });
    tell(write, "review.decided", contract, false, payload).await?;
    insert_all(write.transaction(), opened.iter().map(|row| message(write, contract, row)).collect()).await?;
    insert_all(write.transaction(), opened).await?;
    Ok(())
}

fn message(write: &Write, contract: &Contract, row: &rectification::Model) -> outbox::Model {
    outbox::Model {
        id: write.id::<OutboxId>(),
        feed_seq: None,
        topic: "rectification.opened".to_owned(),
        ticket_id: None,
        agency_id: Some(row.agency_id),
        vendor_id: Some(row.vendor_id),
        payload: serde_json::json!({
            "rectificationId": row.id, "contractId": row.contract_id, "number": contract.row.number, "item": row.item,
            "party": row.party, "severity": row.severity, "dueOn": row.due_on,
        }),
        created_at: write.now(),
    }
}
