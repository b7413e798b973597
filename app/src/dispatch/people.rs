//! Everybody who works for a vendor, with what is known of them.

use std::collections::HashMap;

use domain::access::{Action, ReadScope, Role};
use domain::dispatch::SkillKind;
use domain::ids::{UserId, VendorId};
use storage::query::dispatch as query;

use super::CertificateView;
use crate::{Op, Result};

/// Somebody at a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Engineer {
    pub vendor: VendorId,
    pub user: UserId,
}

/// What is known of somebody.
#[derive(Clone, Debug, Default)]
pub struct EngineerFacts {
    pub system_types: Vec<String>,
    pub technologies: Vec<String>,
    /// Those that end first before the others.
    pub certificates: Vec<CertificateView>,
    /// Open tickets in their charge.
    pub open: i64,
}

/// Everybody who works now for the vendors in the actor's reach. Needs `dispatch.view`.
pub fn engineers(op: &Op, vendor: Option<VendorId>) -> Result<Vec<Engineer>> {
    op.require(Action::DispatchView)?;
    let ReadScope::Orgs { vendors, .. } = op.read_scope(Action::DispatchView) else { return Ok(Vec::new()) };
    Ok(working_for(op, &vendors).into_iter().filter(|of| vendor.is_none_or(|vendor| of.vendor == vendor)).collect())
}

pub(super) fn working_for(op: &Op, vendors: &[VendorId]) -> Vec<Engineer> {
    let directory = op.directory();
    let mut found = Vec::new();
    for user in directory.users.values() {
        for grant in &user.grants {
            let engineer = matches!(grant.role, Role::VendorEngineer | Role::VendorManager);
            let Some(vendor) = grant.vendor_id.filter(|of| engineer && vendors.contains(of)) else { continue };
            if directory.works_for(user.id, vendor, op.now()) {
                found.push(Engineer { vendor, user: user.id });
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What is known of people. Needs `dispatch.view`; three statements for the people of one vendor.
pub async fn engineer_facts(op: &Op, people: &[Engineer]) -> Result<HashMap<Engineer, EngineerFacts>> {
    op.require(Action::DispatchView)?;
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::DispatchView));
    let pairs: Vec<(VendorId, UserId)> = people.iter().map(|of| (of.vendor, of.user)).collect();
    let mut facts: HashMap<Engineer, EngineerFacts> = HashMap::new();
    for row in query::skills(db, &scope, &pairs).await? {
        let of = facts.entry(Engineer { vendor: row.vendor_id, user: row.user_id }).or_default();
        match row.kind {
            SkillKind::SystemType => of.system_types.push(row.name),
            SkillKind::Technology => of.technologies.push(row.name),
        }
    }
    for row in query::certificates_of_people(db, &scope, &pairs).await? {
        let of = facts.entry(Engineer { vendor: row.vendor_id, user: row.user_id }).or_default();
        of.certificates.push(row);
    }
    let mut vendors: Vec<VendorId> = people.iter().map(|of| of.vendor).collect();
    vendors.sort_unstable();
    vendors.dedup();
    for vendor in vendors.into_iter().filter(|vendor| scope.covers(None, Some(*vendor))) {
        for work in query::work(db, vendor, None).await? {
            facts.entry(Engineer { vendor, user: work.user }).or_default().open = work.open;
        }
    }
    Ok(facts)
}
