//! The limits of the guard, with the defaults that the configuration starts from.

use serde::Deserialize;

use crate::error::Code;

/// How much one request may ask for. Refused is what exceeds a limit, not what reaches it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of an HTTP body.
    pub body_bytes: u64,
    /// Bytes of one message on the socket.
    pub message_bytes: u64,
    /// Operations in one JSON array.
    pub batch: u64,
    /// Size of the variables: one for each value, and the bytes of its text and names.
    pub variables: u64,
    /// Lexical tokens of a document.
    pub tokens: u64,
    /// Brackets inside brackets in the text, and selection sets inside each other with fragments
    /// written out. Also what keeps a recursive parser inside its stack.
    pub nesting: u64,
    /// Fields inside fields. GraphiQL's introspection query needs 15.
    pub depth: u64,
    /// Selections of a whole document with every fragment written out at each place it is spread.
    pub selections: u64,
    /// Aliases of one operation, fragments written out.
    pub aliases: u64,
    /// Fields at the root of one operation, fragments written out.
    pub root_fields: u64,
    /// Operations that run on one socket at once.
    pub subscriptions: u64,
    /// Sockets of one process at once.
    pub sockets: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1024 * 1024,
            message_bytes: 128 * 1024,
            batch: 10,
            variables: 256 * 1024,
            tokens: 5_000,
            nesting: 32,
            depth: 16,
            selections: 5_000,
            aliases: 50,
            root_fields: 20,
            subscriptions: 50,
            sockets: 10_000,
        }
    }
}

/// Which limit was exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::body_bytes`] or [`Limits::message_bytes`].
    Bytes,
    /// [`Limits::batch`].
    Batch,
    /// [`Limits::variables`].
    Variables,
    /// [`Limits::tokens`].
    Tokens,
    /// [`Limits::nesting`].
    Nesting,
    /// [`Limits::depth`].
    Depth,
    /// [`Limits::selections`].
    Selections,
    /// [`Limits::aliases`].
    Aliases,
    /// [`Limits::root_fields`].
    RootFields,
    /// [`Limits::subscriptions`].
    Subscriptions,
    /// [`Limits::sockets`].
    Sockets,
}

impl Limit {
    /// What was counted, as the refusal says it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Batch => "operations in a batch",
            Self::Variables => "size of the variables",
            Self::Tokens => "tokens",
            Self::Nesting => "nesting",
            Self::Depth => "depth",
            Self::Selections => "selections with fragments written out",
            Self::Aliases => "aliases",
            Self::RootFields => "root fields",
            Self::Subscriptions => "operations on one socket",
            Self::Sockets => "sockets",
        }
    }

    /// The code of its refusal.
    pub const fn code(self) -> Code {
        match self {
            Self::Bytes => Code::LimitBody,
            Self::Batch => Code::LimitBatch,
            Self::Variables => Code::LimitVariables,
            Self::Tokens => Code::LimitTokens,
            Self::Nesting => Code::LimitNesting,
            Self::Depth => Code::LimitDepth,
            Self::Selections => Code::LimitSelections,
            Self::Aliases => Code::LimitAliases,
            Self::RootFields => Code::LimitRootFields,
            Self::Subscriptions => Code::LimitSubscriptions,
            Self::Sockets => Code::LimitSockets,
        }
    }

    /// Refuses a figure that exceeds its limit.
    ///
    /// # Errors
    /// [`Refusal::Limit`] with both figures.
    pub fn check(self, found: u64, limit: u64) -> Result<(), Refusal> {
        if found > limit {
            return Err(Refusal::Limit { limit: self, found, allowed: limit });
        }
        Ok(())
    }
}

/// Why the guard did not let a document through.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A limit is exceeded. Counting may stop early, so `found` is exact or a lower bound.
    #[error("{} {found} exceeds the limit of {allowed}", limit.noun())]
    Limit {
        /// Which.
        limit: Limit,
        /// The figure of this request.
        found: u64,
        /// The figure allowed.
        allowed: u64,
    },
    /// A fragment that contains itself, directly or through others.
    #[error("fragment \"{0}\" contains itself")]
    Cycle(String),
    /// The document is not GraphQL.
    #[error("{message}")]
    Syntax {
        /// What the parser says.
        message: String,
        /// Where, when known.
        at: Option<async_graphql::Pos>,
    },
}

impl Refusal {
    /// The code of the answer.
    pub const fn code(&self) -> Code {
        match self {
            Self::Limit { limit, .. } => limit.code(),
            Self::Cycle(_) => Code::ValidationFailed,
            Self::Syntax { .. } => Code::ParseFailed,
        }
    }
}

impl From<Refusal> for async_graphql::ServerError {
    fn from(refusal: Refusal) -> Self {
        let mut error = crate::error::ApiError::new(refusal.code(), refusal.to_string());
        let mut location = None;
        match refusal {
            Refusal::Limit { found, allowed, .. } => {
                error = error.with("limit", allowed).with("found", found);
            }
            Refusal::Syntax { at, .. } => location = at,
            Refusal::Cycle(_) => {}
        }
        let mut answer = Self::from(error);
        answer.locations.extend(location);
        answer
    }
}
