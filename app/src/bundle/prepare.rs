//! Asking for a bundle: whether there is one, and what it is now.

use domain::access::Action;
use domain::bundle::seal;
use domain::ids::{AssessmentId, ClockId, UserId};

use super::{BundleOf, make};
use crate::{Error, Op, Result};

/// A bundle that may be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparedBundle {
    /// Of what.
    pub of: BundleOf,
    /// Who may fetch it.
    pub user: UserId,
    /// What the file is called.
    pub name: String,
    /// The hash of the whole, as its manifest says it; the file of the same facts has the same one.
    pub sha256: String,
}

/// Says whether there is a bundle of a verdict or of an assessment, and its hash. Needs `bundle.view`, and to see the
/// ticket and the disputes of the clock's contract, or to see the assessment. Nothing is written: the bundle is made
/// when it is fetched.
///
/// # Errors
/// NOT_FOUND for what the actor does not see; `WRONG_STATE` while there is no verdict, or the assessment is not scored;
/// `INVALID` unless exactly one thing is named.
pub async fn prepare_evidence_bundle(
    op: &Op,
    clock: Option<ClockId>,
    assessment: Option<AssessmentId>,
) -> Result<PreparedBundle> {
    op.require(Action::BundleView)?;
    let user = op.actor().user().ok_or(Error::Forbidden(Action::BundleView))?;
    let of = match (clock, assessment) {
        (Some(clock), None) => BundleOf::Clock(clock),
        (None, Some(assessment)) => BundleOf::Assessment(assessment),
        _ => {
            let en = "name either a clock or an assessment";
            return Err(Error::invalid("INVALID", "clockId", en, "时限与考核周期须且只能指定一项"));
        }
    };
    let made = make(op, of).await?;
    let (manifest, _) = seal(made.files);
    Ok(PreparedBundle { of, user, name: made.name, sha256: manifest.sha256 })
}
