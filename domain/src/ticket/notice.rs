//! Who is notified of what happens to a ticket: those who watch it, who has it, who raised it, and who is mentioned.

use std::collections::BTreeMap;

use super::{Fact, Visibility};
use crate::ids::UserId;
use crate::text_enum;

text_enum! {
    /// Why somebody is notified.
    pub enum NoticeKind {
        /// Somebody wrote to them.
        Mentioned = "MENTIONED",
        /// Somebody wrote something that they may read.
        Commented = "COMMENTED",
        /// The ticket was given to an engineer or to a vendor's queue.
        Assigned = "ASSIGNED",
        /// The vendor says it is solved.
        Resolved = "RESOLVED",
        /// The agency does not agree with the solution, or the fault came back.
        Reopened = "REOPENED",
        /// A pause was declared.
        PauseDeclared = "PAUSE_DECLARED",
        /// A pause was accepted or rejected.
        PauseDecided = "PAUSE_DECIDED",
        /// A deadline passed.
        Breached = "BREACHED",
    }
}

impl NoticeKind {
    /// What those concerned are told of a fact; none when it is nothing to be told of.
    const fn of(fact: &Fact) -> Option<Self> {
        Some(match fact {
            Fact::Commented { .. } => Self::Commented,
            Fact::Assigned { .. } => Self::Assigned,
            Fact::Resolved { .. } => Self::Resolved,
            Fact::SolutionRejected { .. } | Fact::Reopened { .. } => Self::Reopened,
            Fact::Held { .. } => Self::PauseDeclared,
            Fact::PauseAccepted { .. } | Fact::PauseRejected { .. } => Self::PauseDecided,
            _ => return None,
        })
    }
}

/// What happened.
#[derive(Clone, Copy, Debug)]
pub enum News<'f> {
    /// A fact of the log, and who recorded it: nobody is told of their own doing.
    Fact { fact: &'f Fact, by: Option<UserId> },
    /// A deadline passed.
    Breach,
}

impl News<'_> {
    /// Who may hear of it.
    pub const fn visibility(&self) -> Visibility {
        match self {
            Self::Fact { fact, .. } => fact.visibility(),
            Self::Breach => Visibility::Public,
        }
    }
}

/// Whom a ticket concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concerned {
    /// Those who watch it.
    pub watchers: Vec<UserId>,
    /// The engineer in charge.
    pub assignee: Option<UserId>,
    /// Who raised it.
    pub raiser: Option<UserId>,
}

/// Who is notified of what, each once. `reads` says whether somebody sees the ticket and may read what has a visibility:
/// whoever has lost the ticket out of sight hears nothing.
pub fn notices(
    news: News<'_>,
    concerned: &Concerned,
    reads: impl Fn(UserId, Visibility) -> bool,
) -> Vec<(UserId, NoticeKind)> {
    let (kind, by) = match news {
        News::Fact { fact, by } => (NoticeKind::of(fact), by),
        News::Breach => (Some(NoticeKind::Breached), None),
    };
    let Some(kind) = kind else { return Vec::new() };
    let all = concerned.watchers.iter().copied().chain(concerned.assignee).chain(concerned.raiser);
    let mut told: BTreeMap<UserId, NoticeKind> = all.map(|user| (user, kind)).collect();
    match news {
        News::Fact { fact: Fact::Commented { mentions, .. }, .. } => {
            told.extend(mentions.iter().map(|user| (*user, NoticeKind::Mentioned)));
        }
        // Whoever has it by now may be another.
        News::Fact { fact: Fact::Assigned { engineer: Some(engineer), .. }, .. } => {
            told.insert(*engineer, kind);
        }
        _ => {}
    }
    let visibility = news.visibility();
    told.into_iter().filter(|(user, _)| Some(*user) != by && reads(*user, visibility)).collect()
}
