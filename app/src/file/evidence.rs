//! Files as evidence about a pause: both sides read them, and they stay.

use domain::access::Action;
use domain::file::FileOwner;
use domain::ids::{AttachmentId, PauseId, TicketId};
use domain::ticket::{Asked, Command, Ticket, Visibility, decide};
use storage::query::ticket as parts;

use super::prepare::{announce, check};
use super::ticket::{await_file, check_room, held};
use super::{NewFile, Prepared};
use crate::mistakes::Mistakes;
use crate::ticket::rows::{event, missing};
use crate::{Op, Result, Violation};

/// A file that is going to be sent as evidence.
#[derive(Clone, Debug)]
pub struct NewPauseEvidence {
    pub ticket: TicketId,
    /// The pause of the ticket that it is about.
    pub pause: PauseId,
    pub file: NewFile,
}

/// Announces a file as evidence for or against a pause. Needs `ticket.add_evidence`.
///
/// # Errors
/// What text as evidence is refused with (`UNKNOWN_PAUSE`, `WRONG_STATE`); and as for any file of a ticket.
pub async fn prepare_pause_evidence(op: &Op, new: &NewPauseEvidence) -> Result<Prepared> {
    let (transaction, user, row) = held(op, Action::TicketAddEvidence, new.ticket).await?;
    let log = parts::events(&transaction, row.id).await?;
    let log = log.iter().map(event).collect::<Result<Vec<_>>>()?;
    let ticket = Ticket::fold(&log, Some(row.vendor_id)).ok_or_else(|| missing("the first event"))?;
    let (visibility, pause) = (Visibility::Public, Some(new.pause));
    let (attachment, sha256) = (op.id::<AttachmentId>(), String::new());
    // What will be refused once the bytes have come is refused before.
    let command = Command::Attach { attachment, name: new.file.name.clone(), sha256, visibility, pause };
    let refused = decide(&ticket, &command, &Asked::now(op.side(Action::TicketAddEvidence)?, op.now())).err();
    let mut mistakes = Mistakes::default();
    mistakes.extend(refused.map(Violation::from));
    let checked = check(&mut mistakes, op.app().files.config(), &new.file);
    check_room(&transaction, new.ticket, &new.file, &mut mistakes).await?;
    let checked = mistakes.finish(checked)?;
    let announced = announce(op, user, (FileOwner::Ticket, new.ticket.0), checked, new.file.size);
    await_file(op, transaction, announced, |file| (file.visibility, file.pause_id) = (Some(visibility), pause)).await
}
