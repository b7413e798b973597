//! Certificates of a vendor's people, and which of them end soon.

use chrono::{Days, NaiveDate};
use domain::access::Action;
use domain::ids::{CertificateId, UserId, VendorId};
use storage::query::dispatch::{self as query, CertificateFilter};
use storage::query::setup::insert;

use super::{NO_END, manages, today, works_there};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::{Error, Op, Result};

/// A certificate as stored.
pub type CertificateView = storage::entity::engineer_certificate::Model;

/// A certificate to be put on the list.
#[derive(Clone, Debug)]
pub struct NewCertificate {
    pub vendor: VendorId,
    pub user: UserId,
    pub name: String,
    pub number: String,
    pub issuer: String,
    /// The type of system that it is for, if it is for one.
    pub proves: Option<String>,
    /// Its last day; none: it has no end.
    pub valid_until: Option<NaiveDate>,
}

/// Puts a certificate on the list. Needs `dispatch.manage` at the vendor.
///
/// # Errors
/// `NOT_FOUND` for somebody who does not work there, and what is wrong with the texts.
pub async fn add_certificate(op: &Op, new: &NewCertificate) -> Result<(VendorId, UserId)> {
    manages(op, new.vendor)?;
    let mut mistakes = Mistakes::default();
    works_there(op, &mut mistakes, (new.vendor, new.user));
    let row = CertificateView {
        id: op.id(),
        vendor_id: new.vendor,
        user_id: new.user,
        name: mistakes.text("name", &new.name, NAME_MAX),
        number: mistakes.text("number", &new.number, NAME_MAX),
        issuer: mistakes.text("issuer", &new.issuer, NAME_MAX),
        proves: mistakes.optional("systemType", new.proves.as_deref(), NAME_MAX),
        valid_until: new.valid_until.unwrap_or(NO_END),
        created_at: op.now(),
    };
    mistakes.refuse()?;
    let detail = serde_json::json!({
        "vendorId": row.vendor_id, "userId": row.user_id, "name": row.name, "number": row.number,
        "validUntil": new.valid_until,
    });
    let entry = op.audit("engineer.add_certificate", ("certificate", row.id.0), detail);
    let transaction = op.begin().await?;
    insert(&transaction, row).await?;
    insert(&transaction, entry).await?;
    transaction.commit().await?;
    Ok((new.vendor, new.user))
}

/// Takes a certificate off the list; the audit entry keeps what it was. Needs `dispatch.manage` at the vendor.
///
/// # Errors
/// `NOT_FOUND` when there is none in the actor's scope.
pub async fn withdraw_certificate(op: &Op, id: CertificateId) -> Result<(VendorId, UserId)> {
    op.require(Action::DispatchManage)?;
    let transaction = op.begin().await?;
    let found = query::find_certificate(&transaction, &op.read_scope(Action::DispatchView), id).await?;
    let row = found.ok_or(Error::NotFound("certificate"))?;
    manages(op, row.vendor_id)?;
    let detail = serde_json::json!({
        "vendorId": row.vendor_id, "userId": row.user_id, "name": row.name, "number": row.number,
    });
    query::delete_certificate(&transaction, id).await?;
    insert(&transaction, op.audit("engineer.withdraw_certificate", ("certificate", id.0), detail)).await?;
    transaction.commit().await?;
    Ok((row.vendor_id, row.user_id))
}

/// One certificate. Needs `dispatch.view`.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_certificate(op: &Op, id: CertificateId) -> Result<CertificateView> {
    let found = query::find_certificate(op.app().store.read(), &op.read_scope(Action::DispatchView), id).await?;
    found.ok_or(Error::NotFound("certificate"))
}

/// Which certificates, and which page. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct CertificateQuery {
    pub vendor: Option<VendorId>,
    pub user: Option<UserId>,
    /// That have ended, or end within so many days from today.
    pub expiring_within: Option<i64>,
    /// The last one already seen.
    pub after: Option<(NaiveDate, CertificateId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of certificates, those that end first before the others.
#[derive(Clone, Debug)]
pub struct CertificateList {
    pub rows: Vec<CertificateView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the certificates that the actor may see. Needs `dispatch.view`.
///
/// # Errors
/// `INVALID` for a number of days that is none.
pub async fn certificates(op: &Op, asked: &CertificateQuery) -> Result<CertificateList> {
    op.require(Action::DispatchView)?;
    let days = match asked.expiring_within {
        Some(days @ 0..=3_650) => u64::try_from(days).ok(),
        Some(_) => {
            let en = "days are 0 to 3,650";
            return Err(Error::invalid("INVALID", "expiringWithinDays", en, "天数须为 0 至 3650"));
        }
        None => None,
    };
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::DispatchView));
    let filter = CertificateFilter {
        vendor: asked.vendor,
        user: asked.user,
        ends_before: days.and_then(|days| today(op).checked_add_days(Days::new(days))),
    };
    let mut rows = query::certificates(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count_certificates(db, &scope, &filter).await?) } else { None };
    Ok(CertificateList { rows, more, total })
}
