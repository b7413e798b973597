//! What is settled of a contract beside a statement: its period's earlier revisions, and other periods.

use domain::credit::PastPeriod;
use domain::money::Fen;
use domain::scorecard::Period;
use domain::statement::StatementRecord;

use super::read::record;
use crate::{Result, StatementRow};

/// What the approved statement of an earlier revision of a period pays already, and the other periods that are settled,
/// whatever their length and in whichever order: the oldest first, each by its latest approved statement. `approved` are
/// those of the contract, the oldest period first and in the order of their making.
pub(super) fn settled<'r>(
    approved: impl IntoIterator<Item = &'r StatementRow>,
    period: Period,
) -> Result<(Fen, Vec<PastPeriod>)> {
    let mut already = Fen(0);
    let mut past: Vec<PastPeriod> = Vec::new();
    for row in approved {
        if (row.period_kind, row.period_start) == (period.kind, period.start) {
            already = Fen(row.payable_fen);
            continue;
        }
        let other = past_period(row)?;
        // A statement of a later revision takes the place of the one before.
        past.retain(|known| known.period != other.period);
        past.push(other);
    }
    Ok((already, past))
}

fn past_period(row: &StatementRow) -> Result<PastPeriod> {
    let StatementRecord { inputs, sheet, .. } = record(row)?;
    Ok(PastPeriod {
        period: inputs.period,
        score: inputs.score,
        failed: sheet.failed,
        credit: sheet.credit,
        earned_back: sheet.earned_back,
    })
}
