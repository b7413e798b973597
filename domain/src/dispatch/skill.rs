//! Skills by their names, and certificates with an end.

use chrono::NaiveDate;

use crate::text_enum;

text_enum! {
    /// What a skill is about.
    pub enum SkillKind {
        /// A type of system, as systems name it.
        SystemType = "SYSTEM_TYPE",
        /// A technology: a database, a network, a product.
        Technology = "TECHNOLOGY",
    }
}

text_enum! {
    /// Whether a certificate holds.
    pub enum CertificateStanding {
        /// It does.
        Valid = "VALID",
        /// It does, for fewer days than were asked about.
        Expiring = "EXPIRING",
        /// It does not any more.
        Expired = "EXPIRED",
    }
}

/// How a certificate stands that holds up to and with `valid_until`; none: it has no end.
pub fn standing(valid_until: Option<NaiveDate>, today: NaiveDate, within_days: i64) -> CertificateStanding {
    match valid_until.map(|last| (last - today).num_days()) {
        Some(left) if left < 0 => CertificateStanding::Expired,
        Some(left) if left < within_days => CertificateStanding::Expiring,
        _ => CertificateStanding::Valid,
    }
}
