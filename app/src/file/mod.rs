//! Files that hang on contracts, milestones and tickets. Bytes come and go at addresses that are good once; what is not whole, or
//! not what it was said to be, is never seen.

mod address;
mod clean;
mod dispute;
mod download;
mod evidence;
mod owner;
mod prepare;
mod read;
mod ticket;
mod upload;
mod withdraw;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::AttachmentId;
use sha2::{Digest, Sha256};

pub use address::Fetch;
pub(crate) use address::gone;
pub use clean::{DropReport, drop_unfinished_files};
pub use dispute::{dispute_attachments, may_attach, prepare_dispute_attachment};
pub use download::{Bytes, download};
pub use evidence::{NewPauseEvidence, prepare_pause_evidence};
pub use prepare::{NewFile, Prepared, prepare_contract_attachment, prepare_milestone_attachment};
pub use read::{attachments, is_attachable};
pub use ticket::{
    NewTicketFile, may_withdraw, prepare_ticket_attachment, ticket_attachments, withdraw_ticket_attachment,
};
pub use upload::{Sent, UploadError, upload};
pub use withdraw::withdraw_attachment;

/// A file as stored.
pub type AttachmentView = storage::entity::attachment::Model;

/// Where the bytes are; one folder for each of 256 endings, because ids of one day begin alike.
fn key(id: AttachmentId) -> String {
    format!("{:02x}/{id}", id.0.as_bytes()[15])
}

/// A token that nobody can guess, and what is stored of it.
fn token() -> (String, String) {
    let token = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let hash = hash(&token);
    (token, hash)
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}
