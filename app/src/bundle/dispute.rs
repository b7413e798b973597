//! Disputes as bundles tell them.

use domain::bundle::{DisputeStepTaken, DisputeTold};
use domain::ids::DisputeId;

use crate::dispute::{DisputeStepView, DisputeView, ruling_of, steps_of};
use crate::{Op, Result};

/// Disputes that the actor has read, each with its steps.
pub(super) async fn told(op: &Op, rows: &[DisputeView]) -> Result<Vec<DisputeTold>> {
    let ids: Vec<DisputeId> = rows.iter().map(|row| row.id).collect();
    let mut steps = steps_of(op, &ids).await?;
    let tell = |row: &DisputeView| {
        let taken = steps.remove(&row.id).unwrap_or_default();
        Ok(DisputeTold {
            id: row.id,
            subject: row.subject,
            revision: row.revision,
            criterion: row.subject_key.clone(),
            state: row.state,
            ruling: ruling_of(row.ruling.as_ref())?,
            steps: taken.into_iter().map(step).collect::<Result<_>>()?,
        })
    };
    rows.iter().map(tell).collect()
}

fn step(row: DisputeStepView) -> Result<DisputeStepTaken> {
    Ok(DisputeStepTaken {
        seq: row.seq,
        step: row.step,
        state: row.state,
        side: row.side,
        by: row.actor_name,
        reason: row.reason,
        evidence: row.evidence,
        ruling: ruling_of(row.ruling.as_ref())?,
        taken_at: row.taken_at,
    })
}
