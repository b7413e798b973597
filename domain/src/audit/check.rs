//! What is wrong with seals, or with the entries that they cover.

use std::cmp::Ordering;

use chrono::SecondsFormat;

use super::Seal;
use crate::{Instant, text_enum};

text_enum! {
    /// Of what kind a finding is.
    pub enum SealFindingKind {
        /// As many entries as were sealed, and not the same: one was changed, or the seal.
        Changed = "CHANGED",
        /// Fewer entries than were sealed.
        Missing = "MISSING",
        /// More entries than were sealed.
        Added = "ADDED",
        /// The seal does not follow the one before it: one of the two was changed, or one between them taken out.
        ChainBroken = "CHAIN_BROKEN",
        /// The seal is not the one that was written down elsewhere.
        Unexpected = "UNEXPECTED",
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealFinding {
    /// Of what kind.
    pub kind: SealFindingKind,
    /// Which seal and the time that it covers.
    pub about: String,
    /// What was sealed and what is there.
    pub found: String,
}

impl std::fmt::Display for SealFinding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.kind, self.about, self.found)
    }
}

impl Seal {
    fn finding(&self, kind: SealFindingKind, found: String) -> SealFinding {
        let about = format!("seal {}, {} to {}", self.seq, written(self.from), written(self.before));
        SealFinding { kind, about, found }
    }

    /// Compares the seal with what the log gives now: how many entries, and the hash over them and the hash of the seal
    /// before it as the seal names that.
    pub fn compare(&self, (entries, hash): &(i64, String)) -> Option<SealFinding> {
        let (kind, same) = match entries.cmp(&self.entries) {
            Ordering::Equal if *hash == self.hash => return None,
            Ordering::Equal => (SealFindingKind::Changed, ", not the same"),
            Ordering::Less => (SealFindingKind::Missing, ""),
            Ordering::Greater => (SealFindingKind::Added, ""),
        };
        Some(self.finding(kind, format!("entries: {} sealed, {entries} found{same}", self.entries)))
    }

    /// Whether it goes on where the seal before it ended; none stands before the first.
    pub fn follows(&self, last: Option<&Self>) -> Option<SealFinding> {
        let due = last.map_or((1, self.from, ""), |last| (last.seq + 1, last.before, last.hash.as_str()));
        if (self.seq, self.from, self.previous.as_str()) == due {
            return None;
        }
        let (seq, from, hash) = due;
        let found =
            format!("due was seal {seq} from {} after {hash:?}, found after {:?}", written(from), self.previous);
        Some(self.finding(SealFindingKind::ChainBroken, found))
    }
}

/// Entries from before the first seal.
pub fn beforehand(first: &Seal, entries: u64) -> Option<SealFinding> {
    let about = format!("before seal {}, {}", first.seq, written(first.from));
    let found = format!("entries: 0 sealed, {entries} found");
    (entries > 0).then_some(SealFinding { kind: SealFindingKind::Added, about, found })
}

/// Whether the seal at this place of the chain has the hash that was written down.
pub fn expected(seal: Option<&Seal>, (seq, hash): (i64, &str)) -> Option<SealFinding> {
    let found = match seal {
        Some(seal) if seal.hash.eq_ignore_ascii_case(hash) => return None,
        Some(seal) => format!("{hash} was expected, found {}", seal.hash),
        None => "there is none".to_owned(),
    };
    Some(SealFinding { kind: SealFindingKind::Unexpected, about: format!("seal {seq}"), found })
}

fn written(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
