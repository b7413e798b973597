//! Why a use case did nothing. Codes for clients are assigned here and in the API's error file only.

use domain::access::Action;
use domain::assessment::AssessmentRefusal;
use domain::contract::{ContractRefusal, PaymentRefusal};
use domain::credit::CreditRefusal;
use domain::dispute::{DisputeRefusal, RulingMistake};
use domain::ranking::RankingRefusal;
use domain::search::SearchRefusal;
use domain::statement::StatementRefusal;
use domain::ticket::Refusal;
use storage::DbErr;

use crate::change::ObjectChange;
use crate::ticket::FieldChange;

/// The result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Nothing was written.
#[derive(Debug)]
pub enum Error {
    /// The input or the state does not allow it; every mistake is named.
    Invalid(Vec<Violation>),
    /// It does not exist, or lies outside the actor's scope: the two are never told apart (I7).
    NotFound(&'static str),
    /// Visible, but not the actor's to do.
    Forbidden(Action),
    /// Nobody is logged in, or the log-in does not hold any more.
    Unauthenticated(&'static str),
    /// Somebody else changed it meanwhile, twice.
    Conflict,
    /// Somebody else changed it since the version that the caller saw; what they changed, as far as the caller may see it.
    Stale(Vec<FieldChange>),
    /// The same of an object of the set-up.
    StaleObject(Vec<ObjectChange>),
    /// An earlier request took effect under the key of this one.
    Repeated,
    /// Another request took effect under the key of this one.
    KeyReused,
    /// Too many attempts; seconds until the next.
    RateLimited(u64),
    /// As many as may be are at it already; the caller may repeat.
    Busy(usize),
    /// The database or another part cannot be reached; the caller may repeat.
    Unavailable(anyhow::Error),
    /// A fault of ours.
    Internal(anyhow::Error),
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// For programs, in capitals.
    pub code: &'static str,
    /// The input field, as GraphQL names it; none when it concerns the whole.
    pub field: Option<&'static str>,
    /// For people, in English.
    pub en: String,
    /// For people, in Chinese.
    pub zh: String,
}

impl Violation {
    /// One mistake in one field.
    pub fn new(code: &'static str, field: &'static str, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { code, field: Some(field), en: en.into(), zh: zh.into() }
    }
}

impl Error {
    /// A single mistake in one field.
    pub fn invalid(code: &'static str, field: &'static str, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self::Invalid(vec![Violation::new(code, field, en, zh)])
    }
}

impl From<Refusal> for Violation {
    fn from(refusal: Refusal) -> Self {
        Self { code: refusal.code.as_str(), field: refusal.field, en: refusal.en, zh: refusal.zh }
    }
}

impl From<ContractRefusal> for Violation {
    fn from(refusal: ContractRefusal) -> Self {
        Self { code: refusal.code(), field: Some(refusal.field()), en: refusal.to_string(), zh: refusal.zh() }
    }
}

impl From<PaymentRefusal> for Violation {
    fn from(refusal: PaymentRefusal) -> Self {
        Self { code: refusal.code(), field: Some(refusal.field()), en: refusal.to_string(), zh: refusal.zh() }
    }
}

impl From<CreditRefusal> for Violation {
    fn from(refusal: CreditRefusal) -> Self {
        Self { code: refusal.code(), field: Some(refusal.field()), en: refusal.to_string(), zh: refusal.zh() }
    }
}

impl From<StatementRefusal> for Violation {
    fn from(refusal: StatementRefusal) -> Self {
        Self { code: refusal.code(), field: Some(refusal.field()), en: refusal.to_string(), zh: refusal.zh() }
    }
}

impl From<AssessmentRefusal> for Violation {
    fn from(refusal: AssessmentRefusal) -> Self {
        Self { code: refusal.code(), field: Some(refusal.field()), en: refusal.to_string(), zh: refusal.zh() }
    }
}

impl From<RankingRefusal> for Violation {
    fn from(refusal: RankingRefusal) -> Self {
        Self { code: refusal.code(), field: Some(refusal.field()), en: refusal.to_string(), zh: refusal.zh() }
    }
}

impl From<RulingMistake> for Violation {
    fn from(mistake: RulingMistake) -> Self {
        Self { code: mistake.code(), field: Some(mistake.field()), en: mistake.to_string(), zh: mistake.zh() }
    }
}

impl From<DisputeRefusal> for Error {
    fn from(refusal: DisputeRefusal) -> Self {
        Self::invalid(refusal.code(), "disputeId", refusal.to_string(), refusal.zh())
    }
}

impl From<SearchRefusal> for Error {
    fn from(refusal: SearchRefusal) -> Self {
        Self::invalid(refusal.code(), refusal.field(), refusal.to_string(), refusal.zh())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Invalid(vec![refusal.into()])
    }
}

impl From<Vec<Refusal>> for Error {
    fn from(refusals: Vec<Refusal>) -> Self {
        Self::Invalid(refusals.into_iter().map(Violation::from).collect())
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error.into()),
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Invalid(violations) => {
                let texts: Vec<&str> = violations.iter().map(|violation| violation.en.as_str()).collect();
                f.write_str(&texts.join("; "))
            }
            Self::NotFound(what) => write!(f, "{what} not found"),
            Self::Forbidden(action) => write!(f, "not allowed: {action}"),
            Self::Unauthenticated(why) => f.write_str(why),
            Self::Conflict | Self::Stale(_) | Self::StaleObject(_) => f.write_str("changed by somebody else meanwhile"),
            Self::Repeated => f.write_str("done already under this key"),
            Self::KeyReused => f.write_str("this key belongs to another request"),
            Self::RateLimited(seconds) => write!(f, "too many attempts, try again in {seconds} s"),
            Self::Busy(limit) => write!(f, "{limit} at once and no more, try again"),
            Self::Unavailable(cause) | Self::Internal(cause) => write!(f, "{cause:#}"),
        }
    }
}

impl std::error::Error for Error {}
