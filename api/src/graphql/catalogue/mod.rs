//! The service catalogue: what can be asked for, and what has to be said when it is.

mod asked;
mod inputs;
mod item;
mod query;
mod work;

pub use asked::TicketServiceItem;
pub use item::ServiceItem;
pub use query::CatalogueQuery;
pub use work::CatalogueMutation;
