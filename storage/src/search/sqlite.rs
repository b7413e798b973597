//! FTS5: tokens parted by blanks, a column an audience, questions as phrases.

use domain::search::{Audience, Phrase, TextQuery};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::{Entry, GAP};
use crate::read::Sql;

pub(super) async fn write(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<(), DbErr> {
    let mut rows = Sql::new("INSERT INTO ticket_text (place, ticket_id, fingerprint) VALUES ");
    let mut tokens =
        Sql::new("INSERT OR REPLACE INTO ticket_tokens (rowid, open_text, agency_text, vendor_text, owners) VALUES ");
    for (position, entry) in entries.iter().enumerate() {
        let comma = if position > 0 { ", " } else { "" };
        rows.push(comma).push("(").bind(entry.place).push(", ").bind(entry.ticket.0).push(", ");
        rows.bind(entry.fingerprint.as_str()).push(")");
        tokens.push(comma).push("(").bind(entry.place);
        for audience in Audience::ALL {
            tokens.push(", ").bind(parted(entry.document.tokens(audience)));
        }
        tokens.push(", ").bind(format!("{} {}", owner(entry.agency.0), owner(entry.vendor.0))).push(")");
    }
    rows.push(" ON CONFLICT (ticket_id) DO UPDATE SET fingerprint = excluded.fingerprint");
    let backend = db.get_database_backend();
    db.execute_raw(rows.build(backend)).await?;
    db.execute_raw(tokens.build(backend)).await.map(drop)
}

/// Tokens parted by blanks, with a mark for each place between them that has none.
fn parted(tokens: &[(String, usize)]) -> String {
    let (mut text, mut next) = (String::new(), 0);
    for (word, at) in tokens {
        for _ in next..*at {
            text.push(GAP);
            text.push(' ');
        }
        text.push_str(word);
        text.push(' ');
        next = at + 1;
    }
    text
}

fn owner(id: Uuid) -> String {
    id.simple().to_string()
}

/// The question in FTS5's language: every phrase in some column that the reader may read. The owners of a narrow scope
/// are part of it, so that others' tickets are not even looked at; the scope itself is the statement's own condition.
pub(super) fn question(query: &TextQuery, audiences: &[Audience], owners: &[Uuid]) -> String {
    let columns: Vec<&str> = audiences
        .iter()
        .map(|audience| match audience {
            Audience::Open => "open_text",
            Audience::Agency => "agency_text",
            Audience::Vendor => "vendor_text",
        })
        .collect();
    let columns = columns.join(" ");
    let mut parts: Vec<String> =
        query.phrases().iter().map(|phrase| format!("{{{columns}}} : {}", quoted(phrase))).collect();
    if !owners.is_empty() {
        let owners: Vec<String> = owners.iter().map(|id| format!("\"{}\"", owner(*id))).collect();
        parts.push(format!("owners : ({})", owners.join(" OR ")));
    }
    parts.join(" AND ")
}

fn quoted(phrase: &Phrase) -> String {
    let mut text = format!("\"{}\"", parted(phrase.words()).trim_end());
    if phrase.prefix() {
        text.push_str(" *");
    }
    text
}

/// `FROM` and the first conditions of a search; rows come from the newest back.
pub(super) fn matches(sql: &mut Sql, question: String, after: Option<i64>) {
    // CROSS JOIN keeps the order of the tables: the walk is FTS5's.
    sql.push(
        " FROM ticket_tokens CROSS JOIN ticket_text ON ticket_text.place = ticket_tokens.rowid
         CROSS JOIN ticket ON ticket.id = ticket_text.ticket_id WHERE ticket_tokens MATCH ",
    );
    sql.bind(question);
    if let Some(after) = after {
        sql.push(" AND ticket_tokens.rowid < ").bind(after);
    }
    sql.push(" AND ");
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    #[test]
    fn a_question_names_columns_phrases_and_owners() {
        let query = TextQuery::parse("公文收 vpn-0042").expect("a question");
        let of = |owners: &[Uuid]| question(&query, &[Audience::Open, Audience::Agency], owners);
        let phrases = r#"{open_text agency_text} : "公文 文收" AND {open_text agency_text} : "vpn · 0042" *"#;
        assert_eq!(of(&[]), phrases);
        let mut expected = String::new();
        write!(expected, r#"{phrases} AND owners : ("{:032x}" OR "{:032x}")"#, 1, 2).expect("a text");
        assert_eq!(of(&[Uuid::from_u128(1), Uuid::from_u128(2)]), expected);
    }
}
