//! Evidence bundles: what a verdict or an assessment rests on, as one file.

mod work;

pub use work::BundleMutation;
