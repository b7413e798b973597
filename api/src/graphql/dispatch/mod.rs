//! Whom a vendor sends: its people with skills, certificates and load, its duty rosters, and suggestions.

mod certificate;
mod engineer;
mod query;
mod roster;
mod suggestion;

pub use certificate::EngineerCertificate;
pub use engineer::VendorEngineer;
pub use query::DispatchQuery;
