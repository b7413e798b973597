//! Whom a vendor sends: its people's skills and certificates, its duty rosters, how much everybody has to do, and whom it
//! might give a ticket to. All of it is the vendor's own affair.

mod certificate;
mod people;
mod roster;
mod skills;
mod suggest;

pub use certificate::{
    CertificateList, CertificateQuery, CertificateView, NewCertificate, add_certificate, certificates,
    find_certificate, withdraw_certificate,
};
pub use people::{Engineer, EngineerFacts, engineer_facts, engineers};
pub(crate) use roster::rosters_of;
pub use roster::{NewShift, NewTurn, OnCall, Roster, RosterTurn, add_shift, duty_roster, on_call, remove_shift};
pub use skills::{NewSkills, set_skills};
pub use suggest::dispatch_suggestions;

use chrono::NaiveDate;
use domain::access::Action;
use domain::ids::{UserId, VendorId};

use crate::mistakes::Mistakes;
use crate::{Error, Op, Result};

/// Days within which the end of a certificate is worth a word.
pub const EXPIRING_DAYS: i64 = 60;
/// Stands for "no end": sort columns are never null (DESIGN §6).
pub(crate) const NO_END: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// Refuses unless the actor keeps this vendor's lists.
pub(crate) fn manages(op: &Op, vendor: VendorId) -> Result<()> {
    op.require(Action::DispatchManage)?;
    if op.read_scope(Action::DispatchManage).covers(None, Some(vendor)) {
        return Ok(());
    }
    let seen = op.read_scope(Action::DispatchView).covers(None, Some(vendor));
    Err(if seen { Error::Forbidden(Action::DispatchManage) } else { Error::NotFound("vendor") })
}

/// Notes somebody who does not work for the vendor.
fn works_there(op: &Op, mistakes: &mut Mistakes, (vendor, user): (VendorId, UserId)) {
    let works = op.directory().works_for(user, vendor, op.now()).then_some(());
    mistakes.found("engineerId", ("engineer of this vendor", "服务商人员"), works);
}

/// The civil day of the operation, in the zone in which vendors work: certificates end with theirs.
pub fn today(op: &Op) -> NaiveDate {
    op.now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive()
}
