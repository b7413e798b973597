//! What deliveries to an endpoint are signed with.

use std::fmt;

/// The text of a signing secret, `whsec_` and base64. It is printed nowhere: [`fmt::Debug`] leaves it out, and nothing
/// serialises it.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed() {
        assert_eq!(format!("{:?}", Some(Secret("whsec_c2VjcmV0".to_owned()))), "Some(…)");
    }
}
