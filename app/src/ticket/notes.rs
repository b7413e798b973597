//! The knowledge notes that a solution used.

use domain::ids::{NoteId, TicketId};
use domain::ticket::{Decision, Fact};
use storage::Transaction;
use storage::entity::ticket_note;

use crate::{Error, Op, Result};

/// Notes that one solution names at most.
const MOST: usize = 20;

/// The rows of the notes that a solution names; none for anything but a solution.
pub(super) async fn notes_used(
    op: &Op,
    transaction: &Transaction,
    ticket: TicketId,
    decision: &Decision,
    notes: &[NoteId],
) -> Result<Vec<ticket_note::Model>> {
    let solved = decision.events.iter().find(|event| matches!(event.fact, Fact::Resolved { .. }));
    let (Some(solved), false) = (solved, notes.is_empty()) else { return Ok(Vec::new()) };
    let mut wanted = notes.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.len() > MOST {
        let en = format!("a solution names at most {MOST} notes");
        return Err(Error::invalid("TOO_MANY", "noteIds", en, format!("一个解决方案最多引用 {MOST} 条知识")));
    }
    let seen = crate::knowledge::visible(op, transaction, &wanted).await?;
    if seen.len() < wanted.len() {
        let en = "no such published note, or not for you to see";
        return Err(Error::invalid("NOT_FOUND", "noteIds", en, "知识条目不存在、未发布或无权查看"));
    }
    let row = |note_id| ticket_note::Model { ticket_id: ticket, seq: solved.seq, note_id };
    Ok(wanted.into_iter().map(row).collect())
}
