//! Proposing an exclusion: for what is in one's reach, with a reason.

use chrono::SubsecRound;
use domain::Instant;
use domain::access::{Action, Org};
use domain::exclusion::{DAYS_MAX, ExclusionKind, ExclusionState, IntervalRefusal, check_interval};
use domain::ids::{AgencyId, ContractId, ExclusionId, SystemId, VendorId};
use storage::query::setup::insert;

use super::{ExclusionView, detail, message};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::{Error, Op, Result, Sight};

/// Systems that one exclusion names.
const SYSTEMS_MAX: usize = 50;

/// An exclusion to be proposed: for a contract, or for an agency and everything under it.
#[derive(Clone, Debug)]
pub struct NewExclusion {
    pub kind: ExclusionKind,
    pub contract: Option<ContractId>,
    pub agency: Option<AgencyId>,
    /// Only for these systems; empty: for any.
    pub systems: Vec<SystemId>,
    pub from: Instant,
    pub to: Instant,
    pub reason: String,
    pub evidence: Option<String>,
}

/// Whose it is, and which vendor it is confined to.
struct Whose {
    agency: AgencyId,
    vendor: Option<VendorId>,
    /// The systems that may be named.
    systems: Vec<SystemId>,
}

/// Proposes an exclusion. Needs `exclusion.propose` at the agency or over it, or at the contract's vendor; what a vendor
/// proposes is for its own tickets only.
///
/// # Errors
/// NOT_FOUND for what is out of sight; `INVALID` unless either a contract or an agency is named; `TOO_OLD` and `INVALID`
/// for the interval; `REQUIRED` for the reason.
pub async fn propose_exclusion(op: &Op, new: &NewExclusion) -> Result<ExclusionView> {
    op.require(Action::ExclusionPropose)?;
    let of_contract = new.contract.map(|id| contract(op, id)).transpose()?;
    let of_agency = new.agency.map(|id| agency(op, id)).transpose()?;
    let mut mistakes = Mistakes::default();
    if of_contract.is_some() == of_agency.is_some() {
        let en = "name either a contract or an agency";
        mistakes.add("INVALID", "contractId", en, "请指定合同或单位，二者取其一");
    }
    let whose = of_contract.or(of_agency);
    let (from, to) = (new.from.trunc_subsecs(0), new.to.trunc_subsecs(0));
    match check_interval(from, to, op.now()) {
        Ok(()) => {}
        Err(IntervalRefusal::TooOld) => {
            let en = format!("it begins more than {DAYS_MAX} days ago");
            mistakes.add("TOO_OLD", "from", en, format!("开始时间早于 {DAYS_MAX} 天前"));
        }
        Err(IntervalRefusal::End) => {
            let en = format!("the end lies after the beginning, and at most {DAYS_MAX} days");
            mistakes.add("INVALID", "to", en, format!("结束须晚于开始，且最长 {DAYS_MAX} 天"));
        }
    }
    let mut systems = new.systems.clone();
    systems.sort_unstable();
    systems.dedup();
    let known = |id: &SystemId| whose.as_ref().is_some_and(|whose| whose.systems.contains(id));
    if systems.len() > SYSTEMS_MAX || (whose.is_some() && !systems.iter().all(known)) {
        let en = format!("name at most {SYSTEMS_MAX} systems, each of that contract or agency");
        mistakes.add("NOT_FOUND", "systemIds", en, format!("最多 {SYSTEMS_MAX} 个系统，且均属于该合同或单位"));
    }
    let reason = mistakes.text("reason", &new.reason, REASON_MAX);
    let evidence = mistakes.optional("evidence", new.evidence.as_deref(), REASON_MAX).unwrap_or_default();
    mistakes.refuse()?;
    let Some(Whose { agency: agency_id, vendor: vendor_id, .. }) = whose else {
        return Err(Error::NotFound("agency"));
    };
    let row = ExclusionView {
        id: op.id::<ExclusionId>(),
        kind: new.kind,
        agency_id,
        vendor_id,
        contract_id: new.contract,
        system_ids: serde_json::to_value(&systems)?,
        from_at: from,
        to_at: to,
        reason,
        evidence,
        state: ExclusionState::Proposed,
        proposed_by: op.actor().user(),
        proposed_side: op.side(Action::ExclusionPropose)?,
        proposed_at: op.now(),
        decided_by: None,
        decided_at: None,
        decision_reason: None,
        planned_to_at: None,
        ended_by: None,
        ended_at: None,
        end_reason: None,
        listed_at: None,
        finished_at: None,
        touched: 0,
    };
    let transaction = op.begin().await?;
    insert(&transaction, row.clone()).await?;
    insert(&transaction, op.audit("exclusion.propose", ("service_exclusion", row.id.0), detail(&row))).await?;
    insert(&transaction, message(op, "exclusion.proposed", &row)).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(row)
}

fn contract(op: &Op, id: ContractId) -> Result<Whose> {
    let coverage = op.coverage();
    let found = coverage.contracts.get(&id).ok_or(Error::NotFound("contract"))?;
    let (agency, vendor) = (found.row.agency_id, found.row.vendor_id);
    if !op.read_scope(Action::ContractView).covers(Some(agency), Some(vendor)) {
        return Err(Error::NotFound("contract"));
    }
    if !op.read_scope(Action::ExclusionPropose).covers(Some(agency), Some(vendor)) {
        return Err(Error::Forbidden(Action::ExclusionPropose));
    }
    Ok(Whose { agency, vendor: Some(vendor), systems: found.systems_ever().collect() })
}

fn agency(op: &Op, id: AgencyId) -> Result<Whose> {
    let directory = op.directory();
    let row = directory.agencies.get(&id).ok_or(Error::NotFound("agency"))?;
    if !Sight::of(op, Action::AgencyView, &op.coverage()).agency(row) {
        return Err(Error::NotFound("agency"));
    }
    let own = op.read_scope(Action::ExclusionPropose).covers(Some(id), None);
    let mut vendors = op.actor().grants_for(Action::ExclusionPropose).filter_map(|grant| match grant.org {
        Org::Vendor(vendor) => Some(vendor),
        _ => None,
    });
    let vendor = if own { None } else { vendors.next() };
    if !own && vendor.is_none() {
        return Err(Error::Forbidden(Action::ExclusionPropose));
    }
    // A county's tickets may be for a system of its city, and the other way round.
    let related = [directory.below(id), directory.above(id)].concat();
    let systems = directory.systems.values().filter(|system| related.contains(&system.agency_id));
    Ok(Whose { agency: id, vendor, systems: systems.map(|system| system.id).collect() })
}
