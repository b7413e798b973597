//! Knowledge notes: written by either side, used in solutions, suggested for tickets.

mod inputs;
mod note;
mod query;
mod work;

pub use note::KnowledgeNote;
pub use query::KnowledgeQuery;
pub use work::KnowledgeMutation;
