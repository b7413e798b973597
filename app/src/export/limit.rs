//! How many tickets one file tells of.

use domain::export::MOST_TICKETS;

use crate::{Error, Result};

/// # Errors
/// `TOO_MANY_TICKETS`, with how many there are.
pub(super) fn refuse_too_many_tickets(found: u64) -> Result<()> {
    if found <= MOST_TICKETS {
        return Ok(());
    }
    let en = format!("{found} tickets: one file tells of {MOST_TICKETS} at most");
    let zh = format!("涉及 {found} 张工单，单个文件最多 {MOST_TICKETS} 张");
    Err(Error::invalid("TOO_MANY_TICKETS", "report", en, zh))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_tickets_are_refused_with_their_number() {
        assert!(refuse_too_many_tickets(20_000).is_ok());
        let Err(Error::Invalid(violations)) = refuse_too_many_tickets(20_001) else {
            panic!("these must be refused");
        };
        assert_eq!((violations[0].code, violations[0].field), ("TOO_MANY_TICKETS", Some("report")));
        assert!(violations[0].en.contains("20001") && violations[0].zh.contains("20001"));
    }
}
