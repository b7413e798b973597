//! Scope of the set-up: outside → not found, visible but not the actor's to write → forbidden (DESIGN §5).

use domain::access::{Action, ReadScope};
use domain::ids::{AgencyId, VendorId};

use crate::{Error, Op, Result};

/// What a write needs, and by which action its object is seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    pub what: &'static str,
    pub view: Action,
    pub manage: Action,
}

pub(super) const AGENCY: Reach = Reach { what: "agency", view: Action::AgencyView, manage: Action::AgencyManage };
pub(super) const VENDOR: Reach = Reach { what: "vendor", view: Action::VendorView, manage: Action::VendorManage };
pub(super) const SYSTEM: Reach = Reach { what: "system", view: Action::SystemView, manage: Action::SystemManage };
pub(super) const CONTRACT: Reach =
    Reach { what: "contract", view: Action::ContractView, manage: Action::ContractManage };
pub(super) const CONTRACT_APPROVAL: Reach =
    Reach { what: "contract", view: Action::ContractView, manage: Action::ContractApprove };
pub(super) const TEAM: Reach = Reach { what: "team", view: Action::TeamView, manage: Action::TeamManage };
pub(super) const QUOTA_BOOKING: Reach =
    Reach { what: "contract", view: Action::ContractView, manage: Action::QuotaBook };
pub(super) const QUOTA_CORRECTION: Reach =
    Reach { what: "quota use", view: Action::ContractView, manage: Action::QuotaBook };
pub(super) const QUOTA_DECISION: Reach =
    Reach { what: "quota use", view: Action::ContractView, manage: Action::QuotaDecide };
pub(super) const CONVENING: Reach =
    Reach { what: "contract", view: Action::ContractView, manage: Action::ReviewConvene };
pub(super) const REVIEW: Reach =
    Reach { what: "compliance review", view: Action::ReviewView, manage: Action::ReviewConvene };
pub(super) const CHECKLIST: Reach =
    Reach { what: "checklist", view: Action::ChecklistView, manage: Action::ChecklistManage };
pub(crate) const CALENDAR: Reach =
    Reach { what: "calendar", view: Action::CalendarView, manage: Action::CalendarManage };
pub(crate) const POLICY: Reach = Reach { what: "policy", view: Action::PolicyView, manage: Action::PolicyManage };
pub(crate) const SCHEME: Reach = Reach { what: "scheme", view: Action::SchemeView, manage: Action::SchemeManage };

impl Reach {
    /// Refuses unless the actor may write what `owner` owns; what nobody owns belongs to the platform.
    pub(crate) fn write(self, op: &Op, owner: Option<AgencyId>) -> Result<()> {
        self.write_row(op, owner, None)
    }

    /// The same for a row that a vendor sees as well.
    pub(crate) fn write_row(self, op: &Op, owner: Option<AgencyId>, vendor: Option<VendorId>) -> Result<()> {
        if op.read_scope(self.manage).covers(owner, None) {
            return Ok(());
        }
        let view = op.read_scope(self.view);
        let shared = owner.is_none() && vendor.is_none() && view != ReadScope::Nothing;
        if shared || view.covers(owner, vendor) {
            Err(Error::Forbidden(self.manage))
        } else {
            Err(Error::NotFound(self.what))
        }
    }

    /// Refuses unless the actor may write what a vendor keeps for itself.
    pub(super) fn write_own(self, op: &Op, vendor: VendorId) -> Result<()> {
        if op.read_scope(self.manage).covers(None, Some(vendor)) {
            return Ok(());
        }
        let seen = op.read_scope(self.view).covers(None, Some(vendor));
        Err(if seen { Error::Forbidden(self.manage) } else { Error::NotFound(self.what) })
    }

    /// Refuses unless the actor may do what the vendor of a contract does.
    pub(super) fn write_as_vendor(self, op: &Op, buyer: AgencyId, vendor: VendorId) -> Result<()> {
        if op.read_scope(self.manage).covers(None, Some(vendor)) {
            Ok(())
        } else if op.read_scope(self.view).covers(Some(buyer), Some(vendor)) {
            Err(Error::Forbidden(self.manage))
        } else {
            Err(Error::NotFound(self.what))
        }
    }

    /// Refuses unless the actor may make something for `owner`, which must exist.
    pub(super) fn create(self, op: &Op, owner: Option<AgencyId>) -> Result<()> {
        op.require(self.manage)?;
        let Some(agency) = owner else { return self.write(op, None) };
        let known = op.directory().agencies.contains_key(&agency);
        if known && op.read_scope(self.manage).covers(owner, None) {
            return Ok(());
        }
        if known && op.read_scope(Action::AgencyView).covers(owner, None) {
            Err(Error::Forbidden(self.manage))
        } else {
            Err(Error::NotFound("agency"))
        }
    }
}

/// Whether what `owner` owns is readable at `agency`: it holds there and everywhere below its owner.
pub(super) fn readable_at(op: &Op, owner: Option<AgencyId>, agency: Option<AgencyId>) -> bool {
    match (owner, agency) {
        (None, _) => true,
        (Some(owner), Some(agency)) => op.directory().above(agency).contains(&owner),
        (Some(_), None) => false,
    }
}
