//! Why a calendar cannot be used.

use chrono::NaiveDate;

/// A calendar that cannot be compiled; each error names the field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// There are no weekly hours at all.
    #[error("{field}: a calendar needs at least one version")]
    NoVersion {
        /// The field.
        field: String,
    },
    /// Versions must follow each other.
    #[error("{field}: must be later than the version before")]
    VersionOrder {
        /// The field.
        field: String,
    },
    /// An interval ends before or where it begins.
    #[error("{field}: the interval is empty")]
    EmptyInterval {
        /// The field.
        field: String,
    },
    /// An interval must begin on its day and end at 48:00 at the latest.
    #[error("{field}: the interval lies outside 00:00-48:00 or begins at 24:00 or later")]
    OutsideDay {
        /// The field.
        field: String,
    },
    /// Two intervals of a day overlap, or are not in order.
    #[error("{field}: overlaps the interval before or is out of order")]
    Overlap {
        /// The field.
        field: String,
    },
    /// No second of the calendar is open (E12).
    #[error("{field}: the calendar is never open")]
    NeverOpen {
        /// The field.
        field: String,
    },
    /// The first known day lies after the last.
    #[error("{field}: known from {from} is after known until {until}")]
    KnownRange {
        /// The field.
        field: String,
        /// The first known date.
        from: NaiveDate,
        /// The last known date.
        until: NaiveDate,
    },
}

impl CalendarError {
    /// The field that is wrong, such as `versions[0].weekly[2][1]`.
    pub fn field(&self) -> &str {
        match self {
            Self::NoVersion { field }
            | Self::VersionOrder { field }
            | Self::EmptyInterval { field }
            | Self::OutsideDay { field }
            | Self::Overlap { field }
            | Self::NeverOpen { field }
            | Self::KnownRange { field, .. } => field,
        }
    }
}
