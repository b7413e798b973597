//! One pass over the text of a document, before any recursive parser sees it.

use super::limits::Refusal;

/// What one pass finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// Lexical tokens, never fewer than the parser will make of the text.
    pub tokens: u64,
    /// The deepest bracket inside brackets.
    pub nesting: u64,
}

/// Counts the tokens and the nesting of brackets of a document, in time linear in its length.
///
/// The parser behind it backtracks, so text that it may cut differently than the GraphQL grammar says
/// is either refused here (strings without an end) or counted at its worst (`truetruetrue` is three
/// values to it, `000` too).
///
/// # Errors
/// [`Refusal::Syntax`] for a string without an end, which no GraphQL document holds.
pub fn scan(text: &str) -> Result<Scan, Refusal> {
    let bytes = text.as_bytes();
    let mut found = Scan::default();
    let mut open: u64 = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let end = match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' => {
                at += 1;
                continue;
            }
            b'#' => {
                at = line_end(bytes, at);
                continue;
            }
            b'"' => string_end(bytes, at)?,
            b'-' | b'0'..=b'9' => number_end(bytes, at),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => {
                let end = run(bytes, at, |b| b == b'_' || b.is_ascii_alphanumeric());
                found.tokens += hidden_words(&bytes[at..end]);
                end
            }
            b'{' | b'(' | b'[' => {
                open += 1;
                found.nesting = found.nesting.max(open);
                at + 1
            }
            b'}' | b')' | b']' => {
                open = open.saturating_sub(1);
                at + 1
            }
            _ => at + 1,
        };
        found.tokens += 1;
        at = end;
    }
    Ok(found)
}

fn run(bytes: &[u8], from: usize, belongs: impl Fn(u8) -> bool) -> usize {
    bytes[from..].iter().position(|&byte| !belongs(byte)).map_or(bytes.len(), |length| from + length)
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    run(bytes, from, |byte| byte != b'\n' && byte != b'\r')
}

/// The parser reads `true`, `false` and `null` without looking at what follows, so a name that begins
/// with one of them may hold one more value in every four letters.
fn hidden_words(name: &[u8]) -> u64 {
    let begins = [&b"true"[..], b"false", b"null"].iter().any(|word| name.starts_with(word));
    if begins { name.len() as u64 / 4 - 1 } else { 0 }
}

/// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`; at least one byte.
fn number_end(bytes: &[u8], from: usize) -> usize {
    let digits = |at: usize| run(bytes, at.min(bytes.len()), |byte| byte.is_ascii_digit());
    let first = from + usize::from(bytes[from] == b'-');
    let mut end = match bytes.get(first) {
        Some(b'0') => first + 1,
        Some(b'1'..=b'9') => digits(first),
        _ => return from + 1,
    };
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > end + 1 {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if digits(end + 1 + sign) > end + 1 + sign {
            end = digits(end + 1 + sign);
        }
    }
    end
}

fn string_end(bytes: &[u8], from: usize) -> Result<usize, Refusal> {
    let block = bytes[from..].starts_with(b"\"\"\"");
    let mut at = from + if block { 3 } else { 1 };
    loop {
        match bytes.get(at) {
            Some(b'\\') if block && bytes[at..].starts_with(b"\\\"\"\"") => at += 4,
            Some(b'\\') if !block => at += 2,
            Some(b'"') if !block => return Ok(at + 1),
            Some(b'"') if bytes[at..].starts_with(b"\"\"\"") => return Ok(at + 3),
            Some(b'\n' | b'\r') | None if !block => return Err(no_end(bytes, from)),
            Some(_) => at += 1,
            None => return Err(no_end(bytes, from)),
        }
    }
}

fn no_end(bytes: &[u8], from: usize) -> Refusal {
    let before = &bytes[..from];
    let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    Refusal::Syntax {
        message: "a string without an end".to_owned(),
        at: Some(async_graphql::Pos {
            line: before.iter().filter(|&&b| b == b'\n').count() + 1,
            column: from - line_start + 1,
        }),
    }
}
