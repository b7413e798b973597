//! Whether what statements rest on still holds.

use std::collections::{BTreeSet, HashMap};

use domain::ids::{AssessmentId, ContractId, StatementId};
use domain::scorecard::Period;
use domain::statement::StatementRefusal;
use storage::ConnectionTrait;
use storage::query::{assessment as assessments, statement as query};

use super::fee::fee;
use super::read::record;
use super::settled::settled;
use crate::ticket::rows::missing;
use crate::{Coverage, Result, StatementRow};

/// Why statements are not approved any more, of those that rest on what no longer holds. Two statements of SQL, however many
/// there are.
pub(super) async fn outdated(
    db: &impl ConnectionTrait,
    coverage: &Coverage,
    rows: &[StatementRow],
) -> Result<HashMap<StatementId, StatementRefusal>> {
    let contracts: BTreeSet<ContractId> = rows.iter().map(|row| row.contract_id).collect();
    let approved = query::approved(db, contracts).await?;
    let about: Vec<AssessmentId> = rows.iter().map(|row| row.assessment_id).collect();
    let superseded = assessments::superseded(db, &about).await?;
    let mut found = HashMap::new();
    for row in rows {
        let contract = coverage.contracts.get(&row.contract_id).ok_or_else(|| missing("the contract"))?;
        let period = Period { kind: row.period_kind, start: row.period_start };
        let of_contract = approved.iter().filter(|other| other.contract_id == row.contract_id);
        let (already, past) = settled(of_contract, period)?;
        let (fee, is_superseded) = (fee(contract, row.milestone_id, period), superseded.contains(&row.assessment_id));
        let refused = record(row)?.inputs.check_current(fee, (already, &past), is_superseded);
        found.extend(refused.err().map(|refusal| (row.id, refusal)));
    }
    Ok(found)
}
