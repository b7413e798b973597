//! Where in a ticket something was found, of the text that the reader may read.

use domain::search::{Audience, Excerpt, Field, Piece, TextQuery};
use domain::ticket::Fact;

use crate::TicketRow;
use crate::ticket::EventView;

/// The text around what was found. `row` comes with its long texts, and `events` are those that the reader may read.
pub fn excerpts(query: &TextQuery, row: &TicketRow, events: &[EventView]) -> Vec<Excerpt> {
    let piece = |field, text| Piece { field, audience: Audience::Open, text };
    let mut pieces = vec![piece(Field::Number, row.number.as_str()), piece(Field::Title, row.title.as_str())];
    if let Some(text) = &row.text {
        pieces.push(piece(Field::Description, &text.description));
        pieces.extend(text.cause.iter().map(|text| piece(Field::Cause, text)));
        pieces.extend(text.solution.iter().map(|text| piece(Field::Solution, text)));
    }
    pieces.extend(events.iter().rev().filter_map(|view| match &view.event.fact {
        Fact::Commented { body, .. } => Some(piece(Field::Comment, body)),
        _ => None,
    }));
    domain::search::excerpts(query, &pieces)
}
