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
        /// The ticket was given to an engineer, to a vendor's queue, or to another vendor.
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
        /// The ticket went to another vendor: one's own leg has ended (E28).
        LegEnded = "LEG_ENDED",
        /// A deadline comes or has passed, and one is on duty.
        Escalated = "ESCALATED",
        /// A dispute waits for their side.
        DisputeAwaited = "DISPUTE_AWAITED",
        /// A dispute of their side is over.
        DisputeEnded = "DISPUTE_ENDED",
        /// An inspection is missed, and one answers for the contract.
        InspectionMissed = "INSPECTION_MISSED",
        /// A report that they have delivered to them may be fetched.
        ReportReady = "REPORT_READY",
        /// A report that they have delivered to them could not be, and the delivery says why.
        ReportRefused = "REPORT_REFUSED",
        /// A webhook endpoint was switched off, because its receiver is gone or nothing but failure was heard of it.
        WebhookDisabled = "WEBHOOK_DISABLED",
    }
}

impl NoticeKind {
    /// What those concerned are told of a fact; none when it is nothing to be told of.
    const fn of(fact: &Fact) -> Option<Self> {
        Some(match fact {
            Fact::Commented { .. } => Self::Commented,
            Fact::Assigned { .. } | Fact::HandedOver { .. } => Self::Assigned,
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
    /// A vendor's leg ended; it is told to that vendor alone.
    LegEnded,
    /// A deadline comes or has passed, and its level is for whoever is on duty at the vendor; nobody else is told so.
    Escalation,
    /// A dispute went on; whom that concerns is no matter of the ticket.
    Dispute,
}

impl News<'_> {
    /// Who may hear of it.
    pub const fn visibility(&self) -> Visibility {
        match self {
            Self::Fact { fact, .. } => fact.visibility(),
            Self::Breach | Self::Dispute => Visibility::Public,
            Self::LegEnded | Self::Escalation => Visibility::VendorInternal,
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
    /// Those to whom the news is addressed: the managers of a vendor whose leg has ended, or who is on duty.
    pub addressed: Vec<UserId>,
}

impl Concerned {
    /// Nobody but those to whom the news is addressed.
    pub fn only(addressed: Vec<UserId>) -> Self {
        Self { addressed, ..Self::default() }
    }
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
        News::LegEnded => (Some(NoticeKind::LegEnded), None),
        News::Escalation => (Some(NoticeKind::Escalated), None),
        News::Dispute => (None, None),
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
    told.extend(concerned.addressed.iter().map(|user| (*user, kind)));
    let visibility = news.visibility();
    told.into_iter().filter(|(user, _)| Some(*user) != by && reads(*user, visibility)).collect()
}
