//! Files that hang on things: what they are called, what they may hold, and why one is not taken.

mod content;
mod name;
mod refusal;

pub use content::{HEAD, fits};
pub use name::{is_file_name, sha256};
pub use refusal::FileRefusal;

use crate::text_enum;

text_enum! {
    /// What a file hangs on.
    pub enum FileOwner {
        /// A contract.
        Contract = "CONTRACT",
        /// A payment milestone.
        Milestone = "MILESTONE",
        /// A ticket, or a comment on it.
        Ticket = "TICKET",
        /// A dispute.
        Dispute = "DISPUTE",
    }
}

text_enum! {
    /// The life of a file. Nothing of one is seen before it is whole, and what was withdrawn is kept.
    pub enum AttachmentState {
        /// An address was given; the bytes are still to come.
        Pending = "PENDING",
        /// Whole, and what it was said to be.
        Stored = "STORED",
        /// Taken back, with a reason.
        Withdrawn = "WITHDRAWN",
    }
}

text_enum! {
    /// What an address is good for, once.
    pub enum AddressPurpose {
        /// Sending the bytes.
        Upload = "UPLOAD",
        /// Fetching them.
        Download = "DOWNLOAD",
        /// Fetching an evidence bundle, which is made when it is fetched.
        Bundle = "BUNDLE",
        /// Fetching a report, which is made when it is fetched.
        Report = "REPORT",
    }
}
