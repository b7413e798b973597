//! Vendors: the companies that operate systems.

use domain::change::ObjectKind;
use domain::ids::VendorId;
use domain::party::CreditCode;
use storage::entity::vendor;
use storage::query::setup::{insert, update};

use super::reach::VENDOR;
use super::write::{Snapshot, Write};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::{Error, Op, Result};

/// A new vendor.
#[derive(Clone, Debug)]
pub struct NewVendor {
    /// Unified social credit code (GB 32100-2015), unique; it stays for good.
    pub credit_code: String,
    pub name: String,
    pub name_en: Option<String>,
}

/// What to change of a vendor; what is none stays.
#[derive(Clone, Debug)]
pub struct VendorChange {
    pub vendor: VendorId,
    pub name: Option<String>,
    /// A blank text takes the English name away.
    pub name_en: Option<String>,
    pub active: Option<bool>,
}

/// Registers a vendor. Needs `vendor.manage`.
///
/// # Errors
/// `INVALID` for a code whose check character is wrong; `TAKEN` for one that is registered.
pub async fn create_vendor(op: &Op, new: &NewVendor) -> Result<VendorId> {
    op.require(VENDOR.manage)?;
    let write = Write::begin(op, Snapshot::Directory).await?;
    let mut mistakes = Mistakes::default();
    let wrong = "统一社会信用代码有误";
    let code = mistakes.parsed(("INVALID", "creditCode"), new.credit_code.trim().parse::<CreditCode>(), wrong);
    let code = code.map_or_else(String::new, String::from);
    if write.directory().vendors.values().any(|other| other.credit_code == code) {
        mistakes.add("TAKEN", "creditCode", "this code is registered already", "该统一社会信用代码已登记");
    }
    let row = vendor::Model {
        id: write.id(),
        credit_code: code,
        name: mistakes.text("name", &new.name, NAME_MAX),
        name_en: mistakes.optional("nameEn", new.name_en.as_deref(), NAME_MAX),
        active: true,
        created_at: write.now(),
    };
    mistakes.refuse()?;
    let detail = serde_json::json!({ "creditCode": row.credit_code, "name": row.name });
    let id = row.id;
    insert(write.transaction(), row).await?;
    write.commit("vendor.create", ("vendor", id.0), detail).await?;
    Ok(id)
}

/// Changes a vendor. Needs `vendor.manage`.
///
/// # Errors
/// `IN_USE` when a vendor with an active contract is to be locked.
pub async fn update_vendor(op: &Op, change: &VendorChange) -> Result<()> {
    op.require(VENDOR.manage)?;
    let mut write = Write::begin(op, Snapshot::Directory).await?;
    let mut row = write.directory().vendors.get(&change.vendor).cloned().ok_or(Error::NotFound(VENDOR.what))?;
    write.watch(ObjectKind::Vendor, row.id.0).await?;
    let mut mistakes = Mistakes::default();
    if let Some(name) = &change.name {
        row.name = mistakes.text("name", name, NAME_MAX);
    }
    if change.name_en.is_some() {
        row.name_en = mistakes.optional("nameEn", change.name_en.as_deref(), NAME_MAX);
    }
    let coverage = write.coverage();
    let mut contracts = coverage.contracts.values().filter(|contract| contract.row.vendor_id == row.id);
    if change.active == Some(false) && contracts.any(|contract| contract.row.state.is_running()) {
        mistakes.add("IN_USE", "active", "the vendor has an active contract", "该服务商仍有生效合同");
    }
    row.active = change.active.unwrap_or(row.active);
    mistakes.refuse()?;
    let detail = serde_json::json!({ "name": row.name, "active": row.active });
    let id = row.id;
    update(write.transaction(), row).await?;
    write.commit("vendor.update", ("vendor", id.0), detail).await
}
