//! What of a ticket is searched, and by whom.

use std::fmt;

use sha2::{Digest, Sha256};

use super::{Text, Token};
use crate::text_enum;
use crate::ticket::{ActorSide, Visibility};

/// The places that the tokens of one audience may take; what lies beyond is not searched. PostgreSQL knows no place
/// behind 16,383.
pub const TOKENS_MAX: usize = 16_000;
/// The same in bytes: a stored vector holds at most a mebibyte.
const BYTES_MAX: usize = 300_000;

text_enum! {
    /// Which text of a ticket.
    pub enum Field {
        /// What people call it by.
        Number = "NUMBER",
        /// Its one line.
        Title = "TITLE",
        /// What is asked for.
        Description = "DESCRIPTION",
        /// The cause, as the vendor gave it.
        Cause = "CAUSE",
        /// The solution, as the vendor gave it.
        Solution = "SOLUTION",
        /// Something written on it.
        Comment = "COMMENT",
    }
}

/// Who may read a part of what is written on a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    /// Both sides.
    Open,
    /// The agency's people.
    Agency,
    /// The vendor's people.
    Vendor,
}

impl Audience {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Open, Self::Agency, Self::Vendor];

    /// The readers of a comment.
    pub const fn of(visibility: Visibility) -> Self {
        match visibility {
            Visibility::Public => Self::Open,
            Visibility::AgencyInternal => Self::Agency,
            Visibility::VendorInternal => Self::Vendor,
        }
    }

    /// What somebody of a side reads; of no side: what is open.
    pub fn read_by(side: Option<ActorSide>) -> Vec<Self> {
        let reads = |visibility: Visibility| side.is_some_and(|side| visibility.is_readable_by(side));
        let mut read = vec![Self::Open];
        read.extend(Visibility::ALL.iter().copied().filter(|of| reads(*of)).map(Self::of));
        read.sort_unstable();
        read.dedup();
        read
    }

    /// A letter, for what is stored.
    pub const fn letter(self) -> char {
        match self {
            Self::Open => 'o',
            Self::Agency => 'a',
            Self::Vendor => 'v',
        }
    }
}

/// One text of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// Which.
    pub field: Field,
    /// Who may read it.
    pub audience: Audience,
    /// As it was written.
    pub text: &'t str,
}

/// The tokens of a ticket, by who may read them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    parts: [Vec<(String, usize)>; 3],
}

impl Document {
    /// Of pieces in the order of their weight: when there is too much, the last are left out.
    pub fn of<'t>(pieces: impl IntoIterator<Item = Piece<'t>>) -> Self {
        let mut document = Self::default();
        let mut bytes = [0; 3];
        for piece in pieces {
            let part = &mut document.parts[piece.audience as usize];
            // Farther than within a text, so that no phrase reaches from one into the next.
            let first = part.last().map_or(0, |(_, at)| at + 3);
            for Token { word, at, .. } in Text::new(piece.text).tokens() {
                bytes[piece.audience as usize] += word.len();
                if first + at >= TOKENS_MAX || bytes[piece.audience as usize] > BYTES_MAX {
                    break;
                }
                part.push((word, first + at));
            }
        }
        document
    }

    /// The tokens of an audience with their places, from 0.
    pub fn tokens(&self, audience: Audience) -> &[(String, usize)] {
        &self.parts[audience as usize]
    }

    /// Equal for equal documents of tickets with equal `owners`.
    pub fn fingerprint(&self, owners: &[&dyn fmt::Display]) -> String {
        let mut hash = Sha256::new();
        for owner in owners {
            hash.update(owner.to_string());
            hash.update([0]);
        }
        for part in &self.parts {
            for (word, at) in part {
                hash.update(word.as_bytes());
                hash.update([0]);
                hash.update(at.to_be_bytes());
            }
            hash.update([1]);
        }
        hex::encode(&hash.finalize()[..16])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(audience: Audience, text: &str) -> Piece<'_> {
        Piece { field: Field::Comment, audience, text }
    }

    #[test]
    fn each_side_reads_its_own_and_what_is_open() {
        assert_eq!(Audience::read_by(Some(ActorSide::Agency)), [Audience::Open, Audience::Agency]);
        assert_eq!(Audience::read_by(Some(ActorSide::Vendor)), [Audience::Open, Audience::Vendor]);
        assert_eq!(Audience::read_by(Some(ActorSide::System)), Audience::ALL);
        assert_eq!(Audience::read_by(None), [Audience::Open]);
    }

    #[test]
    fn texts_stand_apart_from_each_other() {
        let document = Document::of([piece(Audience::Open, "断网"), piece(Audience::Open, "维修")]);
        let places: Vec<usize> = document.tokens(Audience::Open).iter().map(|(_, at)| *at).collect();
        assert_eq!(places, [0, 1, 4, 5]);
        assert!(document.tokens(Audience::Agency).is_empty());
    }

    #[test]
    fn what_is_too_much_is_left_out_from_the_end() {
        let long = "网络".repeat(20_000);
        let document = Document::of([piece(Audience::Open, "标题"), piece(Audience::Open, &long)]);
        let tokens = document.tokens(Audience::Open);
        assert_eq!(tokens[0].0, "标题");
        assert!(tokens.last().is_some_and(|(_, at)| *at < TOKENS_MAX));
        let words = "x".repeat(40) + " ";
        let document = Document::of([piece(Audience::Open, &words.repeat(20_000))]);
        assert!(document.tokens(Audience::Open).iter().map(|(word, _)| word.len()).sum::<usize>() <= BYTES_MAX);
    }

    #[test]
    fn a_fingerprint_tells_documents_and_owners_apart() {
        let one = Document::of([piece(Audience::Open, "断网")]);
        let other = Document::of([piece(Audience::Agency, "断网")]);
        assert_eq!(one.fingerprint(&[&1]), one.clone().fingerprint(&[&1]));
        assert_ne!(one.fingerprint(&[&1]), one.fingerprint(&[&2]));
        assert_ne!(one.fingerprint(&[&1]), other.fingerprint(&[&1]));
    }
}
