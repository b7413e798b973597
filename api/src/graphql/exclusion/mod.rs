//! Maintenance windows and force majeure over many tickets at once.

mod query;
mod service_exclusion;
mod work;

pub use query::ExclusionQuery;
pub use service_exclusion::ServiceExclusion;
pub use work::ExclusionMutation;
