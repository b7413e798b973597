//! What somebody asks for: phrases that must all be found, each as a whole.

use super::{SearchRefusal, Text, Token};

/// The longest question, in characters.
pub const TEXT_MAX: usize = 200;
/// The most phrases of a question.
pub const PHRASES_MAX: usize = 8;

/// What stands between two blanks: tokens at fixed distances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Token and place, the first at 0.
    words: Vec<(String, usize)>,
    prefix: bool,
}

impl Phrase {
    /// Tokens with their places, the first at 0.
    pub fn words(&self) -> &[(String, usize)] {
        &self.words
    }

    /// Whether the last token needs only be how one begins: a word whose end is not typed yet, a single character.
    pub fn prefix(&self) -> bool {
        self.prefix
    }

    /// The tokens of a text, as [`Text::tokens`] gives them, that it is first found at.
    pub fn find<'t>(&self, tokens: &'t [Token]) -> Option<&'t [Token]> {
        let (first, _) = self.words.first()?;
        let starts = tokens.iter().enumerate().filter(|(_, token)| {
            if self.words.len() == 1 && self.prefix { token.word.starts_with(first) } else { token.word == *first }
        });
        for (start, from) in starts {
            let found = tokens.get(start..start + self.words.len())?;
            let fits = self.words.iter().zip(found).enumerate().all(|(nth, ((word, at), token))| {
                let last = nth + 1 == self.words.len();
                let same = if last && self.prefix { token.word.starts_with(word) } else { token.word == *word };
                same && token.at == from.at + at
            });
            if fits {
                return Some(found);
            }
        }
        None
    }
}

/// A question: every phrase must be found, wherever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextQuery {
    phrases: Vec<Phrase>,
}

impl TextQuery {
    /// Reads what somebody typed; blanks part the phrases.
    ///
    /// # Errors
    /// Too long, too many phrases, or nothing in it that can be looked for.
    pub fn parse(text: &str) -> Result<Self, SearchRefusal> {
        let length = text.trim().chars().count();
        if length > TEXT_MAX {
            return Err(SearchRefusal::TooLong { length });
        }
        let text = Text::new(text);
        let mut phrases: Vec<Phrase> = Vec::new();
        for chunk in text.shown().split_whitespace() {
            if let Some(phrase) = phrase(chunk)
                && !phrases.contains(&phrase)
            {
                phrases.push(phrase);
            }
        }
        match phrases.len() {
            0 => Err(SearchRefusal::Nothing),
            1..=PHRASES_MAX => Ok(Self { phrases }),
            found => Err(SearchRefusal::TooMany { found }),
        }
    }

    /// What must all be found.
    pub fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }
}

fn phrase(chunk: &str) -> Option<Phrase> {
    let found = Text::new(chunk).asked();
    let last = found.last()?;
    // A pair is said whole; a single character may begin a pair, and a word may go on.
    let pair = Text::new(&last.word).tokens().len() > 1;
    let words = found.iter().map(|token| (token.word.clone(), token.at - found[0].at)).collect();
    Some(Phrase { words, prefix: !pair })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finds(asked: &str, text: &str) -> bool {
        let query = TextQuery::parse(asked).expect("a question");
        let tokens = Text::new(text).tokens();
        query.phrases().iter().all(|phrase| phrase.find(&tokens).is_some())
    }

    #[test]
    fn several_characters_are_found_side_by_side_only() {
        assert!(finds("文收不", "公文收不到"));
        assert!(!finds("公文收", "公文，文收"));
        assert!(!finds("公到", "公文收不到"));
        assert!(!finds("公文收", "文收与公文"));
    }

    #[test]
    fn one_character_is_found_wherever_it_stands() {
        for text in ["网", "网络", "外网", "外网络"] {
            assert!(finds("网", text), "{text}");
        }
        assert!(!finds("网", "络"));
    }

    #[test]
    fn a_word_is_found_by_how_it_begins() {
        assert!(finds("vp", "ＶＰＮ 断开"));
        assert!(!finds("pn", "VPN 断开"));
        assert!(finds("nndsj-2026", "NNDSJ-20261123-0042"));
        assert!(finds("20261123-0042", "NNDSJ-20261123-0042"));
        assert!(!finds("NNDSJ-0042", "NNDSJ-20261123-0042"));
        assert!(finds("2026年", "2026年度报表"));
    }

    #[test]
    fn every_phrase_must_be_found_in_whatever_order() {
        assert!(finds("登录　OA", "OA系统无法登录"));
        assert!(!finds("登录 门户", "OA系统无法登录"));
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        assert_eq!(TextQuery::parse(" ，。 "), Err(SearchRefusal::Nothing));
        assert_eq!(TextQuery::parse(&"网".repeat(201)), Err(SearchRefusal::TooLong { length: 201 }));
        assert_eq!(TextQuery::parse("a b c d e f g h i"), Err(SearchRefusal::TooMany { found: 9 }));
        assert_eq!(TextQuery::parse("a a a a a a a a a").map(|query| query.phrases().len()), Ok(1));
    }

    proptest! {
        #[test]
        fn chinese_is_found_exactly_where_it_stands(text in "[公文收a，0]{0,12}", asked in "[公文收]{1,4}") {
            prop_assert_eq!(finds(&asked, &text), text.contains(&asked));
        }

        #[test]
        fn every_part_of_a_text_up_to_its_end_is_found_in_it(text in "[公文收ab，-]{1,12}", from in 0usize..12) {
            // From where a token begins.
            let text = Text::new(&text).shown().to_owned();
            let tokens = Text::new(&text).tokens();
            prop_assume!(!tokens.is_empty());
            let start = tokens[from % tokens.len()].range.start;
            prop_assert!(finds(&text[start..], &text), "{} in {}", &text[start..], &text);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,300}") {
            let _ = TextQuery::parse(&text);
            let tokens = Text::new(&text).tokens();
            prop_assert!(tokens.windows(2).all(|two| two[0].at < two[1].at && two[1].at - two[0].at <= 2));
        }
    }
}
