//! Every error code of the API, given in this one file, and what a resolver may fail with.

use std::fmt::Debug;

use async_graphql::{ErrorExtensionValues, ServerError, SimpleObject, Value};
use poem::http::StatusCode;

use crate::graphql::{FieldChange, ObjectChange};

/// Why something was refused or failed: the word in `extensions.code` that clients match on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// No valid access token.
    Unauthenticated,
    /// Visible to the caller, but not allowed.
    Forbidden,
    /// It does not exist, or the caller may not see it.
    NotFound,
    /// A value breaks a rule.
    Invalid,
    /// Somebody else changed it first, or its state does not allow this.
    Conflict,
    /// Too many attempts; wait.
    RateLimited,
    /// A part that this needs is down; try again.
    Unavailable,
    /// Our fault; the message holds a reference to the log and nothing else.
    Internal,
    /// The HTTP request or its JSON is not what GraphQL over HTTP asks for.
    BadRequest,
    /// The document is not GraphQL.
    ParseFailed,
    /// The document does not fit the schema.
    ValidationFailed,
    /// More bytes in the body or message than allowed.
    LimitBody,
    /// A file of more bytes than allowed.
    LimitFileBytes,
    /// More operations in one batch than allowed.
    LimitBatch,
    /// Variables larger than allowed.
    LimitVariables,
    /// More tokens in the document than allowed.
    LimitTokens,
    /// Brackets or selection sets nested deeper than allowed.
    LimitNesting,
    /// Fields nested deeper than allowed.
    LimitDepth,
    /// More selections, fragments written out, than allowed.
    LimitSelections,
    /// More aliases, fragments written out, than allowed.
    LimitAliases,
    /// More fields at the root of an operation than allowed.
    LimitRootFields,
    /// More operations on one socket than allowed.
    LimitSubscriptions,
    /// More sockets than this process serves.
    LimitSockets,
    /// More of something costly at once than this process does; wait.
    LimitAtOnce,
    /// An operation that costs more, fields times the items of their pages, than allowed.
    LimitComplexity,
    /// A mutation by GET.
    MethodNotAllowed,
    /// The Idempotency-Key belongs to a request with another body.
    IdempotencyKeyReused,
    /// The first request with this Idempotency-Key has not answered yet; wait.
    IdempotencyInProgress,
    /// The first request with this Idempotency-Key took effect, and its answer was not kept.
    IdempotencyAnswerGone,
}

impl Code {
    /// Every code.
    pub const ALL: &'static [Self] = &[
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::Invalid,
        Self::Conflict,
        Self::RateLimited,
        Self::Unavailable,
        Self::Internal,
        Self::BadRequest,
        Self::ParseFailed,
        Self::ValidationFailed,
        Self::LimitBody,
        Self::LimitFileBytes,
        Self::LimitBatch,
        Self::LimitVariables,
        Self::LimitTokens,
        Self::LimitNesting,
        Self::LimitDepth,
        Self::LimitSelections,
        Self::LimitAliases,
        Self::LimitRootFields,
        Self::LimitSubscriptions,
        Self::LimitSockets,
        Self::LimitAtOnce,
        Self::LimitComplexity,
        Self::MethodNotAllowed,
        Self::IdempotencyKeyReused,
        Self::IdempotencyInProgress,
        Self::IdempotencyAnswerGone,
    ];

    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::Invalid => "INVALID",
            Self::Conflict => "CONFLICT",
            Self::RateLimited => "RATE_LIMITED",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
            Self::BadRequest => "BAD_REQUEST",
            Self::ParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::ValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::LimitBody => "LIMIT_BODY",
            Self::LimitFileBytes => "LIMIT_FILE_BYTES",
            Self::LimitBatch => "LIMIT_BATCH",
            Self::LimitVariables => "LIMIT_VARIABLES",
            Self::LimitTokens => "LIMIT_TOKENS",
            Self::LimitNesting => "LIMIT_NESTING",
            Self::LimitDepth => "LIMIT_DEPTH",
            Self::LimitSelections => "LIMIT_SELECTIONS",
            Self::LimitAliases => "LIMIT_ALIASES",
            Self::LimitRootFields => "LIMIT_ROOT_FIELDS",
            Self::LimitSubscriptions => "LIMIT_SUBSCRIPTIONS",
            Self::LimitSockets => "LIMIT_SOCKETS",
            Self::LimitAtOnce => "LIMIT_AT_ONCE",
            Self::LimitComplexity => "LIMIT_COMPLEXITY",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::IdempotencyKeyReused => "IDEMPOTENCY_KEY_REUSED",
            Self::IdempotencyInProgress => "IDEMPOTENCY_IN_PROGRESS",
            Self::IdempotencyAnswerGone => "IDEMPOTENCY_ANSWER_GONE",
        }
    }

    /// The code of a word; a word that is none of ours counts as [`Code::Invalid`].
    pub fn of(word: &str) -> Self {
        Self::ALL.iter().copied().find(|code| code.as_str() == word).unwrap_or(Self::Invalid)
    }

    /// The HTTP status when the whole answer is this error.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict | Self::IdempotencyInProgress | Self::IdempotencyAnswerGone => StatusCode::CONFLICT,
            Self::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable | Self::LimitSockets | Self::LimitAtOnce => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::LimitBody | Self::LimitFileBytes => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

/// What a resolver or the transport fails with.
///
/// It deliberately has no `Display`: async-graphql turns every `T: Display` into a message that the
/// client sees, so without it a `?` on a database error does not compile until somebody maps it.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    code: Code,
    message: String,
    details: Vec<(&'static str, Value)>,
}

impl ApiError {
    /// An error with a message that the client may read.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), details: Vec::new() }
    }

    /// No valid access token.
    pub fn unauthenticated() -> Self {
        Self::new(Code::Unauthenticated, "log in first")
    }

    /// Visible to the caller, but not allowed.
    pub fn forbidden() -> Self {
        Self::new(Code::Forbidden, "not allowed")
    }

    /// It does not exist, or the caller may not see it.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound, "not found")
    }

    /// Too many attempts; the client may try again after so many seconds.
    pub fn rate_limited(retry_after_seconds: u64) -> Self {
        Self::new(Code::RateLimited, "too many attempts").with("retryAfterSeconds", retry_after_seconds)
    }

    /// A part that this needs is down. The cause goes to the log only.
    pub fn unavailable(cause: &dyn Debug) -> Self {
        tracing::warn!(error.cause = ?cause, "a needed part is unavailable");
        Self::new(Code::Unavailable, "temporarily unavailable, try again")
    }

    /// Our fault. Logs the cause, here and only here, and keeps nothing but a reference to that line.
    pub fn internal(cause: &dyn Debug) -> Self {
        let reference = format!("{:016x}", rand::random::<u64>());
        tracing::error!(error.reference = reference, error.cause = ?cause, "internal error {reference}");
        Self::new(Code::Internal, format!("internal error {reference}")).with("reference", reference)
    }

    /// The same error with one more entry in `extensions`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.details.push((name, value.into()));
        self
    }

    /// Its code.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// What the client reads.
    pub fn message(&self) -> &str {
        &self.message
    }

    fn extensions(&self) -> ErrorExtensionValues {
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", self.code.as_str());
        for (name, value) in &self.details {
            extensions.set(name, value.clone());
        }
        extensions
    }
}

impl From<ApiError> for async_graphql::Error {
    fn from(error: ApiError) -> Self {
        Self { extensions: Some(error.extensions()), message: error.message, source: None }
    }
}

impl From<ApiError> for ServerError {
    fn from(error: ApiError) -> Self {
        let mut answer = Self::new(error.message.clone(), None);
        answer.extensions = Some(error.extensions());
        answer
    }
}

/// One reason why a mutation changed nothing: a refusal of its input or of the object's state.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct UserError {
    /// The word that clients match on, for example `INVALID`, `CONFLICT` or a rule's own code.
    pub code: String,
    /// The input field it is about, dotted from the input's root; null when it is about the whole.
    pub field: Option<String>,
    /// What is wrong, for people.
    pub message: String,
    /// CONFLICT with an `expectedVersion` of a ticket: what changed since that version, oldest first, as far as you may see
    /// it; empty otherwise.
    pub changes: Vec<FieldChange>,
    /// CONFLICT with a version of any other object: what changed of it since, oldest first; empty otherwise.
    pub object_changes: Vec<ObjectChange>,
}

impl UserError {
    /// A refusal of the whole input.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            field: None,
            message: message.into(),
            changes: Vec::new(),
            object_changes: Vec::new(),
        }
    }

    /// A refusal of one input field.
    pub fn at(field: impl Into<String>, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..Self::new(code, message) }
    }
}

impl From<ApiError> for UserError {
    fn from(error: ApiError) -> Self {
        Self::new(error.code.as_str(), error.message)
    }
}
