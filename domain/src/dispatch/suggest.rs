//! Whom to give a ticket to: points for what speaks for somebody, each with its reason; ties broken the same way always.

use super::DutyRole;
use crate::ids::UserId;

/// How many are named.
pub const SUGGESTIONS_MAX: usize = 10;

const PRIMARY: i64 = 40;
const BACKUP: i64 = 25;
const TEAM: i64 = 20;
const SKILL: i64 = 20;
const CERTIFICATE: i64 = 10;
/// For each ticket that somebody solved on the system, up to ten of them.
const SOLVED: i64 = 2;
const SOLVED_MAX: i64 = 10;
/// Off for each open ticket, up to ten of them.
const LOAD: i64 = 3;
const LOAD_MAX: i64 = 10;

/// A certificate for the type of the ticket's system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    pub name: String,
    /// Whether it holds today.
    pub valid: bool,
}

/// Somebody who works for the ticket's vendor, and what is known of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub user: UserId,
    /// On duty now in any team of the vendor.
    pub duty: Option<DutyRole>,
    /// In the team that has the ticket.
    pub in_team: bool,
    /// The type of the ticket's system, if they have it as a skill.
    pub skill: Option<String>,
    pub certificates: Vec<Certified>,
    /// Open tickets that they are in charge of.
    pub open: i64,
    /// Tickets of this system that were solved while they were in charge.
    pub solved: i64,
}

/// What speaks for somebody, or against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Is on duty now.
    OnDuty(DutyRole),
    /// Is in the ticket's team.
    SameTeam,
    /// Has the system's type as a skill.
    Skill(String),
    /// Holds a certificate for it.
    Certificate(String),
    /// Holds one that has expired: no points.
    CertificateExpired(String),
    /// Has solved so many tickets of the system.
    KnowsSystem(i64),
    /// Is in charge of so many open tickets.
    Load(i64),
}

/// Somebody, with points and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub user: UserId,
    /// Higher is better.
    pub points: i64,
    pub reasons: Vec<Reason>,
}

impl Reason {
    /// The points that it gives or takes.
    pub fn points(&self) -> i64 {
        match self {
            Self::OnDuty(DutyRole::Primary) => PRIMARY,
            Self::OnDuty(DutyRole::Backup) => BACKUP,
            Self::SameTeam => TEAM,
            Self::Skill(_) => SKILL,
            Self::Certificate(_) => CERTIFICATE,
            Self::CertificateExpired(_) => 0,
            Self::KnowsSystem(solved) => SOLVED * (*solved).min(SOLVED_MAX),
            Self::Load(open) => -LOAD * (*open).min(LOAD_MAX),
        }
    }

    /// The word for programs.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::OnDuty(_) => "ON_DUTY",
            Self::SameTeam => "SAME_TEAM",
            Self::Skill(_) => "SKILL",
            Self::Certificate(_) => "CERTIFICATE",
            Self::CertificateExpired(_) => "CERTIFICATE_EXPIRED",
            Self::KnowsSystem(_) => "KNOWS_SYSTEM",
            Self::Load(_) => "LOAD",
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::OnDuty(DutyRole::Primary) => "on duty now, called first".to_owned(),
            Self::OnDuty(DutyRole::Backup) => "on duty now as backup".to_owned(),
            Self::SameTeam => "in the ticket's team".to_owned(),
            Self::Skill(of) => format!("has the skill {of}"),
            Self::Certificate(name) => format!("certificate {name} is valid"),
            Self::CertificateExpired(name) => format!("certificate {name} has expired"),
            Self::KnowsSystem(solved) => format!("knows the system: solved {solved} before"),
            Self::Load(open) => format!("{open} open tickets"),
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::OnDuty(DutyRole::Primary) => "当前值班（主班）".to_owned(),
            Self::OnDuty(DutyRole::Backup) => "当前值班（备班）".to_owned(),
            Self::SameTeam => "属于工单所在班组".to_owned(),
            Self::Skill(of) => format!("具备技能：{of}"),
            Self::Certificate(name) => format!("证书“{name}”有效"),
            Self::CertificateExpired(name) => format!("证书“{name}”已过期"),
            Self::KnowsSystem(solved) => format!("熟悉该系统：曾解决 {solved} 单"),
            Self::Load(open) => format!("手上有 {open} 张未结工单"),
        }
    }
}

/// The best of the candidates, at most [`SUGGESTIONS_MAX`]. Of those with equal points, who has less to do comes first, then
/// who has solved more on the system, then who was entered first.
pub fn suggest(candidates: Vec<Candidate>) -> Vec<Suggestion> {
    let mut ranked: Vec<(Suggestion, i64, i64)> = candidates
        .into_iter()
        .map(|candidate| {
            let (user, open, solved) = (candidate.user, candidate.open, candidate.solved);
            let reasons = reasons(candidate);
            let points = reasons.iter().map(Reason::points).sum();
            (Suggestion { user, points, reasons }, open, solved)
        })
        .collect();
    ranked.sort_unstable_by_key(|(of, open, solved)| (-of.points, *open, -*solved, of.user));
    ranked.truncate(SUGGESTIONS_MAX);
    ranked.into_iter().map(|(suggestion, ..)| suggestion).collect()
}

fn reasons(of: Candidate) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(of.duty.map(Reason::OnDuty));
    reasons.extend(of.in_team.then_some(Reason::SameTeam));
    reasons.extend(of.skill.map(Reason::Skill));
    // One certificate counts, a valid one first; more of them make nobody better.
    let best = of.certificates.into_iter().max_by(|one, other| (one.valid, &other.name).cmp(&(other.valid, &one.name)));
    reasons.extend(best.map(
        |Certified { name, valid }| {
            if valid { Reason::Certificate(name) } else { Reason::CertificateExpired(name) }
        },
    ));
    reasons.extend((of.solved > 0).then_some(Reason::KnowsSystem(of.solved)));
    reasons.push(Reason::Load(of.open));
    reasons
}
