//! What is wrong with a bundle.

use crate::text_enum;

text_enum! {
    /// Of what kind a finding is.
    pub enum FindingKind {
        /// A file that must be there is not.
        Missing = "MISSING",
        /// A file is there that the manifest does not list.
        Unlisted = "UNLISTED",
        /// A file is not what the manifest says, or the manifest is not what it says of itself.
        Changed = "CHANGED",
        /// A file is no JSON of the shape that it must have.
        Unreadable = "UNREADABLE",
        /// An event was changed, taken out, put in or moved.
        ChainBroken = "CHAIN_BROKEN",
        /// What was recorded is not what the same inputs give.
        Differs = "DIFFERS",
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Of what kind.
    pub kind: FindingKind,
    /// In which file.
    pub file: String,
    /// About what of it; empty for the whole.
    pub about: String,
    /// What the bundle says.
    pub says: String,
    /// What it is, or what the inputs give.
    pub is: String,
}

impl Finding {
    pub(super) fn new(
        kind: FindingKind,
        (file, about): (&str, &str),
        says: impl Into<String>,
        is: impl Into<String>,
    ) -> Self {
        Self { kind, file: file.to_owned(), about: about.to_owned(), says: says.into(), is: is.into() }
    }

    /// A difference between what was recorded and what is recomputed, if there is one.
    pub(super) fn differs<T: PartialEq + std::fmt::Debug>(at: (&str, &str), says: &T, is: &T) -> Option<Self> {
        (says != is).then(|| Self::new(FindingKind::Differs, at, format!("{says:?}"), format!("{is:?}")))
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind, self.file)?;
        if !self.about.is_empty() {
            write!(f, " {}", self.about)?;
        }
        write!(f, ": the bundle says {}, found {}", self.says, self.is)
    }
}
