//! One write about an assessment: the contract is held, the row read again, its steps and messages written together.

use domain::access::Action;
use domain::assessment::{AssessmentRecord, AssessmentStep, Hand, check_days, needs, next, side_of, topic};
use domain::ids::{AssessmentId, ContractId};
use domain::ticket::ActorSide;
use serde_json::Value;
use storage::query::assessment as query;
use storage::query::setup::{insert, insert_all, update};

use super::due::remarks_end;
use super::read::{hands, record};
use crate::mistakes::Mistakes;
use crate::setup::contract::held::Held;
use crate::{AssessmentRow, AssessmentSignatureRow, AssessmentStepRow, Error, Op, Result};

const WHAT: &str = "assessment";

/// A write that is being prepared.
pub(super) struct Writing {
    pub held: Held,
    pub row: AssessmentRow,
    pub mistakes: Mistakes,
    /// The side that the actor stands on here.
    pub side: ActorSide,
    taken: Vec<AssessmentStepRow>,
    signature: Option<AssessmentSignatureRow>,
    /// Whether the row is there already.
    is_new: bool,
}

impl Writing {
    /// For a person who takes a step.
    pub(super) async fn begin(op: &Op, id: AssessmentId, step: AssessmentStep, version: i64) -> Result<Self> {
        let action = needs(step).unwrap_or(Action::AssessmentScore);
        op.require(action)?;
        let scope = op.read_scope(Action::AssessmentView);
        let seen = query::find(op.app().store.read(), &scope, id).await?.ok_or(Error::NotFound(WHAT))?;
        let mut writing = Self::held(op, id, seen.contract_id).await?;
        writing.side = side(op, &writing.row, step, action)?;
        if writing.row.version != version {
            return Err(Error::Conflict);
        }
        Ok(writing)
    }

    /// For the platform.
    pub(super) async fn held(op: &Op, id: AssessmentId, contract: ContractId) -> Result<Self> {
        let held = Held::begin(op, contract).await?;
        let row = query::hold(&held.transaction, id).await?.ok_or(Error::NotFound(WHAT))?;
        let (mistakes, side) = (Mistakes::default(), ActorSide::System);
        Ok(Self { held, row, mistakes, side, taken: Vec::new(), signature: None, is_new: false })
    }

    /// The same, about another row that is to be written for the first time.
    pub(super) fn anew(self, row: AssessmentRow) -> Self {
        Self { row, is_new: true, ..self }
    }

    /// One more mistake once the vendor's days for remarks are over, whether or not the platform has gone on by then.
    pub(super) fn check_days(&mut self) -> Result<()> {
        let ends = remarks_end(&self.held.coverage(), &self.row)?;
        self.mistakes.extend(check_days(ends, self.held.now()).err().map(Into::into));
        Ok(())
    }

    /// Takes a step in the row; what refuses it is one more mistake.
    pub(super) fn take(&mut self, step: AssessmentStep, note: Option<String>, detail: Option<Value>) {
        let to = match next(self.row.state, step) {
            Ok(to) => to,
            Err(refusal) => return self.mistakes.extend([refusal.into()]),
        };
        self.row.version += 1;
        let from_state = std::mem::replace(&mut self.row.state, to);
        self.taken.push(AssessmentStepRow {
            assessment_id: self.row.id,
            seq: self.row.version,
            step,
            from_state,
            to_state: to,
            note,
            detail,
            score_hundredths: self.row.score_hundredths,
            input_hash: self.row.input_hash.clone(),
            actor_id: self.held.actor().user(),
            actor_name: self.held.actor().name().to_owned(),
            recorded_at: self.held.now(),
        });
    }

    /// Writes what a period comes to into the row.
    pub(super) fn score(&mut self, record: &AssessmentRecord) -> Result<()> {
        self.row.score_hundredths = record.score.map(|score| score.hundredths());
        self.row.grade = record.grade.as_ref().map(|grade| grade.zh.clone());
        self.row.record = Some(serde_json::to_value(record)?);
        self.row.input_hash = Some(record.inputs.hash());
        self.row.scored_at = Some(self.held.now());
        Ok(())
    }

    /// Signs for a side.
    pub(super) fn sign(&mut self, side: ActorSide) {
        self.signature = Some(AssessmentSignatureRow {
            assessment_id: self.row.id,
            seq: self.row.version,
            side,
            input_hash: self.row.input_hash.clone().unwrap_or_default(),
            signer_id: self.held.actor().user(),
            signer_name: self.held.actor().name().to_owned(),
            signed_at: self.held.now(),
        });
    }

    /// Who had a hand in it: in the steps so far, and in what it rests on.
    pub(super) async fn hands(&self) -> Result<Vec<Hand>> {
        let scope = domain::access::ReadScope::Everything;
        let steps = query::steps(&self.held.transaction, &scope, &[self.row.id]).await?;
        Ok(hands(&steps, record(&self.row)?.as_ref()))
    }

    /// The signatures under the latest decision.
    pub(super) async fn signatures(&self) -> Result<Vec<AssessmentSignatureRow>> {
        let scope = domain::access::ReadScope::Everything;
        let all = query::signatures(&self.held.transaction, &scope, &[self.row.id]).await?;
        Ok(all.into_iter().filter(|of| Some(of.seq) > self.row.decided_seq).collect())
    }

    /// Writes the row and its steps, or says what is wrong.
    pub(super) async fn commit(self) -> Result<AssessmentId> {
        self.mistakes.refuse()?;
        let (held, row) = (self.held, self.row);
        let id = row.id;
        let detail = serde_json::json!({
            "assessmentId": id, "kind": row.period_kind, "startsOn": row.period_start, "revision": row.revision,
            "state": row.state, "score": row.score_hundredths, "inputHash": row.input_hash, "version": row.version,
        });
        let told: Vec<&str> = self.taken.iter().filter_map(|step| topic(step.step)).collect();
        let last = self.taken.last().map_or("open", |step| step.step.as_str());
        let action = format!("assessment.{}", last.to_ascii_lowercase());
        // What hangs on it comes first: nothing is added to what is frozen. A new row comes before its parts.
        if self.is_new {
            insert(&held.transaction, row.clone()).await?;
        }
        insert_all(&held.transaction, self.taken).await?;
        insert_all(&held.transaction, self.signature.into_iter().collect()).await?;
        if !self.is_new {
            update(&held.transaction, row).await?;
        }
        for topic in told {
            held.tell(topic, detail.clone()).await?;
        }
        held.commit(&action, (WHAT, id.0), detail).await?;
        Ok(id)
    }
}

/// The side on which the actor may take a step.
fn side(op: &Op, row: &AssessmentRow, step: AssessmentStep, action: Action) -> Result<ActorSide> {
    let scope = op.read_scope(action);
    let agency = scope.covers(Some(row.agency_id), None).then_some(ActorSide::Agency);
    let vendor = scope.covers(None, Some(row.vendor_id)).then_some(ActorSide::Vendor);
    let found = match side_of(step) {
        Some(ActorSide::Vendor) => vendor,
        Some(_) => agency,
        None => agency.or(vendor),
    };
    found.ok_or(Error::Forbidden(action))
}
