//! `tsvector` with places, a letter before each token that says who may read it, and questions as `tsquery`.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::fmt::Write;

use domain::search::{Audience, Document, Phrase, TextQuery};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::plan::Frequencies;
use super::{Entry, GAP};
use crate::read::Sql;

/// Terms with one beginning that are counted; there may be more.
const BEGINNINGS: u64 = 200;

pub(super) async fn write(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<(), DbErr> {
    let mut sql = Sql::new("WITH before AS (SELECT tokens FROM ticket_text WHERE ticket_id IN ");
    sql.bind_list(entries.iter().map(|entry| entry.ticket.0));
    sql.push(
        "), after AS (
            INSERT INTO ticket_text (ticket_id, place, agency_id, vendor_id, fingerprint, tokens) VALUES ",
    );
    for (position, entry) in entries.iter().enumerate() {
        sql.push(if position > 0 { ", (" } else { "(" }).bind(entry.ticket.0).push(", ").bind(entry.place).push(", ");
        sql.bind(entry.agency.0).push(", ").bind(entry.vendor.0).push(", ").bind(entry.fingerprint.as_str());
        sql.push(", CAST(").bind(vector(&entry.document, [entry.agency.0, entry.vendor.0])).push(" AS tsvector))");
    }
    // In the same statement, which sees the table as it was before: what a term gains and loses.
    sql.push(
        "
            ON CONFLICT (ticket_id) DO UPDATE SET agency_id = excluded.agency_id, vendor_id = excluded.vendor_id,
                fingerprint = excluded.fingerprint, tokens = excluded.tokens
            RETURNING tokens
        ), change AS (
            SELECT unnest(tsvector_to_array(tokens)) AS term, 1 AS n FROM after
            UNION ALL SELECT '', 1 FROM after
            UNION ALL SELECT unnest(tsvector_to_array(tokens)), -1 FROM before
            UNION ALL SELECT '', -1 FROM before
        )
        INSERT INTO search_term (term, documents)
            SELECT term, sum(n) FROM change GROUP BY term HAVING sum(n) <> 0
            ON CONFLICT (term) DO UPDATE SET documents = search_term.documents + excluded.documents",
    );
    db.execute_raw(sql.build(db.get_database_backend())).await.map(drop)
}

/// The text of a `tsvector`: quoted tokens with their places from 1, and the owners without.
fn vector(document: &Document, owners: [Uuid; 2]) -> String {
    let mut text = String::new();
    for owner in owners {
        // Writing to a String cannot fail.
        let _ = write!(text, "'{}' ", self::owner(owner));
    }
    for audience in Audience::ALL {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut next = 0;
        for (word, at) in document.tokens(audience) {
            places.entry(lexeme(audience, word)).or_default().push(at + 1);
            if *at > next {
                places.entry(behind_gap(audience, word)).or_default().push(at + 1);
            }
            next = at + 1;
        }
        for (lexeme, places) in places {
            let places: Vec<String> = places.iter().map(usize::to_string).collect();
            let _ = write!(text, "'{lexeme}':{} ", places.join(","));
        }
    }
    text
}

/// In capitals, which no token has.
fn owner(id: Uuid) -> String {
    format!("S{:X}", id.simple())
}

/// Tokens hold letters and digits only, but for marks that lower case may bring along.
fn lexeme(audience: Audience, word: &str) -> String {
    format!("{}{}", audience.letter(), word.replace('\\', "\\\\").replace('\'', "''"))
}

/// A token with nothing but marks or blanks between it and the one before: a distance alone cannot tell a gap from
/// another token.
fn behind_gap(audience: Audience, word: &str) -> String {
    lexeme(audience, &format!("{GAP}{word}"))
}

/// The question as the text of a `tsquery`: every phrase by some audience that the reader belongs to. The owners of a
/// narrow scope are part of it, so that others' tickets are not even looked at; the scope itself is the statement's own
/// condition.
pub(super) fn question(query: &TextQuery, audiences: &[Audience], owners: &[Uuid]) -> String {
    let by_any = |phrase: &Phrase| {
        let each: Vec<String> = audiences.iter().map(|audience| chained(*audience, phrase)).collect();
        format!("({})", each.join(" | "))
    };
    let mut parts: Vec<String> = query.phrases().iter().map(by_any).collect();
    if !owners.is_empty() {
        let owners: Vec<String> = owners.iter().map(|id| format!("'{}'", owner(*id))).collect();
        parts.push(format!("({})", owners.join(" | ")));
    }
    parts.join(" & ")
}

fn chained(audience: Audience, phrase: &Phrase) -> String {
    let (mut text, mut before): (String, Option<usize>) = ("(".to_owned(), None);
    for (word, at) in phrase.words() {
        let distance = before.map_or(0, |before| at - before);
        if distance > 0 {
            let _ = write!(text, " <{distance}> ");
        }
        let lexeme = if distance > 1 { behind_gap(audience, word) } else { lexeme(audience, word) };
        let _ = write!(text, "'{lexeme}'");
        before = Some(*at);
    }
    text.push_str(if phrase.prefix() { ":*)" } else { ")" });
    text
}

/// How often what is asked for occurs: one statement.
pub(super) async fn frequencies(
    db: &impl ConnectionTrait,
    query: &TextQuery,
    owners: &[Uuid],
) -> Result<Frequencies, DbErr> {
    let owners: Vec<String> = owners.iter().map(|id| owner(*id)).collect();
    let phrases: Vec<Vec<Term>> = query.phrases().iter().map(terms).collect();
    let mut sql = Sql::new("SELECT term, documents FROM search_term WHERE term IN ");
    let whole = phrases.iter().flatten().filter(|term| !term.begins).map(|term| term.text.as_str());
    sql.bind_list(whole.chain(owners.iter().map(String::as_str)).chain([""]));
    for beginning in phrases.iter().flatten().filter(|term| term.begins) {
        sql.push(" UNION ALL SELECT CAST(").bind(beginning.key()).push(" AS text), CAST(sum(documents) AS bigint)");
        sql.push(" FROM (SELECT documents FROM search_term WHERE term >= ").bind(beginning.text.as_str());
        sql.push(" AND term < ").bind(format!("{}\u{10ffff}", beginning.text));
        sql.push(" LIMIT ").bind(BEGINNINGS).push(") beginning");
    }
    let mut found: HashMap<String, i64> = HashMap::new();
    for row in db.query_all_raw(sql.build(db.get_database_backend())).await? {
        found.insert(row.try_get_by_index(0)?, row.try_get_by_index::<Option<i64>>(1)?.unwrap_or(0));
    }
    let of = |key: &str| found.get(key).copied().unwrap_or(0);
    let rarest = |terms: &Vec<Term>| terms.iter().map(|term| of(&term.key())).min().unwrap_or(0);
    Ok(Frequencies {
        documents: of(""),
        phrases: phrases.iter().map(rarest).collect(),
        owned: (!owners.is_empty()).then(|| owners.iter().map(|owner| of(owner)).sum()),
    })
}

/// A term of a phrase, or how terms begin.
struct Term {
    text: String,
    begins: bool,
}

impl Term {
    /// No term ends with an asterisk.
    fn key(&self) -> String {
        format!("{}{}", self.text, if self.begins { "*" } else { "" })
    }
}

/// Of what is open: beside it little is written inside a side.
fn terms(phrase: &Phrase) -> Vec<Term> {
    let last = phrase.words().len() - 1;
    let term = |(nth, (word, _)): (usize, &(String, usize))| Term {
        text: format!("{}{word}", Audience::Open.letter()),
        begins: nth == last && phrase.prefix(),
    };
    phrase.words().iter().enumerate().map(term).collect()
}

/// The index's own answer, newest first; `scope` and filters follow as conditions on the ticket.
pub(super) fn by_index(sql: &mut Sql, question: &str, after: Option<i64>) {
    sql.push(" FROM (SELECT place, ticket_id FROM ticket_text WHERE tokens @@ CAST(").bind(question);
    sql.push(" AS tsquery)");
    if let Some(after) = after {
        sql.push(" AND place < ").bind(after);
    }
    sql.push(" ORDER BY place DESC) found JOIN ticket ON ticket.id = found.ticket_id WHERE ");
}

/// The newest tickets one by one, of one owner where an index lists those, at most so many.
pub(super) fn by_walk(sql: &mut Sql, question: &str, after: Option<i64>, along: Option<(&str, Uuid)>, most: u64) {
    sql.push(" FROM (SELECT place, ticket_id, tokens FROM ticket_text WHERE TRUE");
    if let Some((column, owner)) = along {
        sql.push(" AND ").push(column).push(" = ").bind(owner);
    }
    if let Some(after) = after {
        sql.push(" AND place < ").bind(after);
    }
    sql.push(" ORDER BY place DESC LIMIT ").bind(most);
    // The function behind the operator: the planner knows no index for it.
    sql.push(") found JOIN ticket ON ticket.id = found.ticket_id WHERE ts_match_vq(found.tokens, CAST(").bind(question);
    sql.push(" AS tsquery)) AND ");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_chains_tokens_and_asks_every_audience() {
        let query = TextQuery::parse("公文收 vpn-0042").expect("a question");
        let open = question(&query, &[Audience::Open], &[Uuid::from_u128(1)]);
        let owner = format!("('S{:032X}')", 1);
        assert_eq!(open, format!("(('o公文' <1> 'o文收')) & (('ovpn' <2> 'o·0042':*)) & {owner}"));
        let both = question(&query, &[Audience::Open, Audience::Vendor], &[]);
        assert!(both.starts_with("(('o公文' <1> 'o文收') | ('v公文' <1> 'v文收')) & "), "{both}");
    }

    #[test]
    fn a_vector_holds_tokens_with_their_places_from_one() {
        let piece = |audience, text| domain::search::Piece { field: domain::search::Field::Title, audience, text };
        let document = Document::of([piece(Audience::Open, "断网断网，公文"), piece(Audience::Vendor, "已修")]);
        let vector = vector(&document, [Uuid::from_u128(1), Uuid::from_u128(2)]);
        assert!(
            vector.ends_with("'o·公文':6 'o公文':6 'o文':7 'o断网':1,3 'o网':4 'o网断':2 'v修':2 'v已修':1 "),
            "{vector}"
        );
    }
}
