//! The rank of a contract among those that cover the same system.

use domain::contract::{ContractStep, check_precedence};
use domain::ids::ContractId;

use super::change::{Change, Told};
use super::check::alone;
use crate::mistakes::REASON_MAX;
use crate::{Op, Result};

/// States a contract's precedence, 1 to 999, or that it has none. The smaller number binds first, from the next ticket
/// on: what was raised before keeps what was decided then. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `INVALID` for a number that is none; `REQUIRED` for the reason; `OVERLAPPING_COVERAGE` when nothing would tell the
/// contract apart from another in force; `NO_CHANGE`; `WRONG_STATE` once it is over; CONFLICT.
pub async fn set_precedence(
    op: &Op,
    contract: ContractId,
    version: i64,
    precedence: Option<i32>,
    reason: &str,
) -> Result<()> {
    let mut change = Change::begin(op, ContractStep::SetPrecedence, contract, version).await?;
    let reason = Some(change.mistakes.text("reason", reason, REASON_MAX));
    if let Err(refusal) = check_precedence(precedence) {
        change.mistakes.extend([refusal.into()]);
    } else if change.is_possible() {
        if change.found.row.precedence == precedence {
            let en = "this is its precedence already";
            change.mistakes.add("NO_CHANGE", "precedence", en, "优先序未变化");
        }
        let mut after = change.found.covers.clone();
        after.precedence = precedence;
        alone(&change.write, &mut change.mistakes, "precedence", &after);
    }
    change.end(Told { reason, ..Told::default() }, |row| row.precedence = precedence).await
}
