//! Assessment periods: read, commented on, decided, signed, adjusted and corrected.

mod inputs;
mod parts;
mod period;
mod query;
mod work;

pub use parts::AssessmentParts;
pub use period::AssessmentPeriod;
pub use query::AssessmentQuery;
pub use work::AssessmentMutation;
