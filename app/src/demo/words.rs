//! The words of the demo: `app/data/demo.json` and the short codes of the agencies.

use std::collections::HashMap;

use domain::ticket::{PauseReason, TicketKind};
use serde::Deserialize;

use crate::Result;

const WORDS: &str = include_str!("../../data/demo.json");
/// Region code and short code of each agency.
const CODES: &str = include_str!("../../data/demo-codes.csv");

/// Names, systems and what people say.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Words {
    surnames: Vec<String>,
    given: Vec<String>,
    pub(super) vendors: Vec<VendorWords>,
    pub(super) kinds: Vec<SystemWords>,
    pub(super) works: HashMap<TicketKind, Vec<String>>,
    pub(super) fixes: Vec<(String, String)>,
    pub(super) done: HashMap<TicketKind, Vec<(String, String)>>,
    pub(super) holds: HashMap<PauseReason, Vec<String>>,
    pub(super) rejections: Vec<String>,
    /// What the agency writes, and what the vendor.
    pub(super) asks: Vec<String>,
    pub(super) replies: Vec<String>,
    pub(super) internals: Vec<String>,
    pub(super) dissatisfied: Vec<String>,
    pub(super) returned: Vec<String>,
    pub(super) withdrawn: Vec<String>,
}

/// An invented company.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct VendorWords {
    /// The first 17 characters of its credit code.
    pub(super) body: String,
    pub(super) name: String,
    pub(super) name_en: String,
    /// How many promises in a hundred it keeps.
    pub(super) quality: u32,
}

/// A sort of system.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SystemWords {
    pub(super) code: String,
    #[serde(rename = "type")]
    pub(super) type_: String,
    pub(super) name: String,
    pub(super) name_en: String,
    /// Of classified protection, in a city.
    pub(super) level: i32,
    /// How often it needs work.
    pub(super) weight: u32,
    pub(super) incidents: Vec<String>,
    pub(super) requests: Vec<String>,
}

impl Words {
    pub(super) fn read() -> Result<Self> {
        Ok(serde_json::from_str(WORDS)?)
    }

    /// A name for the n-th person; the first 480 differ.
    pub(super) fn person(&self, number: usize) -> String {
        let (round, place) = (number / self.surnames.len(), number % self.surnames.len());
        let surname = &self.surnames[place];
        // Both steps are coprime to the number of given names: no namesakes, and neighbours are no sisters.
        let given = &self.given[(place * 7 + round * 5) % self.given.len()];
        format!("{surname}{given}")
    }
}

/// Short codes by region.
pub(super) fn codes() -> HashMap<&'static str, &'static str> {
    CODES.lines().skip(1).filter_map(|line| line.split_once(',')).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::party::{CreditCode, ShortCode};

    use super::*;

    #[test]
    fn the_words_can_be_read_and_every_company_has_a_valid_code() {
        let words = Words::read().unwrap();
        let codes: HashSet<CreditCode> =
            words.vendors.iter().map(|vendor| CreditCode::complete(&vendor.body).unwrap()).collect();
        assert_eq!(codes.len(), 6);
        assert!(words.kinds.iter().all(|kind| !kind.incidents.is_empty() && !kind.requests.is_empty()));
    }

    #[test]
    fn every_agency_has_a_short_code_of_its_own() {
        let codes = codes();
        assert_eq!(codes.len(), 1 + 14 + 111);
        let different: HashSet<ShortCode> = codes.values().map(|code| code.parse().unwrap()).collect();
        assert_eq!(different.len(), codes.len());
        assert_eq!(codes["450100"], "NNDSJ");
    }

    #[test]
    fn neighbours_have_different_names() {
        let words = Words::read().unwrap();
        let names: HashSet<String> = (0..480).map(|number| words.person(number)).collect();
        assert_eq!(names.len(), 480);
    }
}
