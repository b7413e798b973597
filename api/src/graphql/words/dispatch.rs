//! The vocabulary of dispatching, mirrored from the domain.

use async_graphql::Enum;
use domain::dispatch::Reason;

/// Whether a certificate holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::dispatch::CertificateStanding")]
pub enum CertificateStanding {
    /// It does.
    Valid,
    /// It does, for less than 60 days.
    Expiring,
    /// It does not any more.
    Expired,
}

/// Who is called first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::dispatch::DutyRole")]
pub enum DutyRole {
    /// Is called.
    Primary,
    /// Is called when the first does not answer.
    Backup,
}

/// What speaks for somebody, or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SuggestionReason {
    /// Is on duty now: 40 points, as backup 25.
    OnDuty,
    /// Is in the team that has the ticket: 20 points.
    SameTeam,
    /// Has the type of the ticket's system as a skill: 20 points.
    Skill,
    /// Holds a valid certificate for that type: 10 points.
    Certificate,
    /// Holds a certificate for it that has expired: no points.
    CertificateExpired,
    /// Has solved tickets of the system: 2 points each, up to ten of them.
    KnowsSystem,
    /// Is in charge of open tickets: 3 points off for each, up to ten of them.
    Load,
}

impl From<&Reason> for SuggestionReason {
    fn from(reason: &Reason) -> Self {
        match reason {
            Reason::OnDuty(_) => Self::OnDuty,
            Reason::SameTeam => Self::SameTeam,
            Reason::Skill(_) => Self::Skill,
            Reason::Certificate(_) => Self::Certificate,
            Reason::CertificateExpired(_) => Self::CertificateExpired,
            Reason::KnowsSystem(_) => Self::KnowsSystem,
            Reason::Load(_) => Self::Load,
        }
    }
}
