//! Where a question was found: the text around it.

use super::{Field, Phrase, Piece, Text, TextQuery};

/// Characters shown before and after what was found.
const AROUND: usize = 24;

/// A short part of a text around what was found in it; normalised as it is searched (NFKC).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Which text.
    pub field: Field,
    /// What stands before, with an ellipsis where more does.
    pub before: String,
    /// What was found.
    pub found: String,
    /// What stands after, with an ellipsis where more does.
    pub after: String,
}

/// For each phrase the first of `pieces` that holds it. The caller leaves out what the reader may not read.
pub fn excerpts(query: &TextQuery, pieces: &[Piece<'_>]) -> Vec<Excerpt> {
    let texts: Vec<(Field, Text)> = pieces.iter().map(|piece| (piece.field, Text::new(piece.text))).collect();
    let mut found: Vec<Excerpt> = Vec::new();
    for phrase in query.phrases() {
        let first = texts.iter().find_map(|(field, text)| excerpt(phrase, *field, text));
        if let Some(first) = first.filter(|first| !found.contains(first)) {
            found.push(first);
        }
    }
    found
}

fn excerpt(phrase: &Phrase, field: Field, text: &Text) -> Option<Excerpt> {
    let tokens = text.tokens();
    let found = phrase.find(&tokens)?;
    let (start, last) = (found.first()?.range.start, found.last()?);
    let shown = text.shown();
    // Of a longer word, or of a pair that a single character begins, only as much as was asked for.
    let typed = phrase.words().last().map_or(0, |(word, _)| word.chars().count());
    let end =
        shown[last.range.clone()].char_indices().nth(typed).map_or(last.range.end, |(end, _)| last.range.start + end);
    let (before, after) = (&shown[..start], &shown[end..]);
    let cut = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let rest = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    Some(Excerpt {
        field,
        before: format!("{}{}", if cut > 0 { "…" } else { "" }, &before[cut..]),
        found: shown[start..end].to_owned(),
        after: format!("{}{}", &after[..rest], if rest < after.len() { "…" } else { "" }),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Audience;
    use super::*;

    fn shown(asked: &str, texts: &[(Field, &str)]) -> Vec<String> {
        let query = TextQuery::parse(asked).expect("a question");
        let pieces: Vec<_> =
            texts.iter().map(|(field, text)| Piece { field: *field, audience: Audience::Open, text }).collect();
        let show = |of: &Excerpt| format!("{}: {}[{}]{}", of.field, of.before, of.found, of.after);
        excerpts(&query, &pieces).iter().map(show).collect()
    }

    #[test]
    fn each_phrase_shows_where_it_was_found_first() {
        let texts = [(Field::Title, "VPN断开"), (Field::Description, "早上起 VPN 连不上，公文收不到。")];
        assert_eq!(shown("收不到 vp", &texts), ["DESCRIPTION: 早上起 VPN 连不上,公文[收不到]。", "TITLE: [VP]N断开"]);
        assert_eq!(shown("断", &texts), ["TITLE: VPN[断]开"]);
        assert_eq!(shown("没有", &texts), [""; 0]);
    }

    #[test]
    fn a_long_text_is_cut_on_both_sides() {
        let text = format!("{}断网{}", "前".repeat(100), "后".repeat(100));
        let expected = format!("COMMENT: …{}[断网]{}…", "前".repeat(24), "后".repeat(24));
        assert_eq!(shown("断网", &[(Field::Comment, &text)]), [expected]);
    }
}
