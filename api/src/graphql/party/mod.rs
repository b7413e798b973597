//! Agencies, vendors, people and systems, from the directory snapshot.

mod access_token;
mod agency;
mod query;
mod system;
mod user;
mod user_filter;
mod vendor;

pub use access_token::AccessToken;
pub use agency::Agency;
pub use query::PartyQuery;
pub use system::ManagedSystem;
pub use user::{RoleGrant, User};
pub use vendor::Vendor;

/// Whether one of `texts` contains `wanted`, whatever the case; no wanted text is in every one.
pub(super) fn matches(wanted: Option<&str>, texts: &[&str]) -> bool {
    let Some(wanted) = wanted.map(str::trim).filter(|wanted| !wanted.is_empty()) else { return true };
    let wanted = wanted.to_lowercase();
    texts.iter().any(|text| text.to_lowercase().contains(&wanted))
}
