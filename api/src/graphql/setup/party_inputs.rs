//! The inputs of the mutations of agencies and vendors.

use async_graphql::{ID, InputObject};

/// An agency to be entered.
#[derive(Debug, InputObject)]
pub struct CreateAgencyInput {
    /// 2 to 10 capital letters or digits, unique; the beginning of its ticket numbers, so it stays for good.
    pub short_code: String,
    /// Name, up to 200 characters.
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
    /// Code of its division (GB/T 2260).
    pub region_code: String,
    /// The agency above it; a root when left out.
    pub parent_id: Option<ID>,
    /// Whether it supervises the agencies below it.
    #[graphql(default)]
    pub supervisor: bool,
}

/// What to change of an agency; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateAgencyInput {
    /// The agency.
    pub agency_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
    /// Name, up to 200 characters.
    pub name: Option<String>,
    /// Name in English; blank takes it away.
    pub name_en: Option<String>,
    /// Code of its division (GB/T 2260).
    pub region_code: Option<String>,
    /// The agency above it; neither itself nor one below it.
    pub parent_id: Option<ID>,
    /// Whether it supervises the agencies below it.
    pub supervisor: Option<bool>,
    /// Whether new contracts may name it; not without closing its systems and the agencies below it first.
    pub active: Option<bool>,
}

/// A vendor to be registered.
#[derive(Debug, InputObject)]
pub struct CreateVendorInput {
    /// Unified social credit code (统一社会信用代码, GB 32100-2015), unique; it stays for good.
    pub credit_code: String,
    /// Name, up to 200 characters.
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
}

/// What to change of a vendor; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateVendorInput {
    /// The vendor.
    pub vendor_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
    /// Name, up to 200 characters.
    pub name: Option<String>,
    /// Name in English; blank takes it away.
    pub name_en: Option<String>,
    /// Whether new contracts may name it; not while one is in force.
    pub active: Option<bool>,
}
