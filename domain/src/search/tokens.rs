//! Text to tokens: NFKC, lower case, words of letters and digits whole, runs of Chinese in overlapping pairs.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// The longest word, in characters; what follows is not looked at.
const WORD_MAX: usize = 40;

/// A piece of a text that is searched for as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// In lower case.
    pub word: String,
    /// Its place. Tokens that touch differ by one, with anything between them by two.
    pub at: usize,
    /// Where it stands in [`Text::shown`], in bytes.
    pub range: Range<usize>,
}

/// A text in the form in which it is searched: full-width letters have become plain ones, and so on (NFKC).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    shown: String,
}

impl Text {
    /// Normalises a text.
    pub fn new(text: &str) -> Self {
        Self { shown: text.nfkc().collect() }
    }

    /// The normalised text, in upper and lower case.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Its tokens. Of a run of Chinese the last character comes once more alone, so that every character begins a
    /// token: who asks for one character finds it by how tokens begin.
    pub fn tokens(&self) -> Vec<Token> {
        tokens(&self.shown, true)
    }

    /// Its tokens as a question: the last run of Chinese ends with its last pair, for the text may go on.
    pub(super) fn asked(&self) -> Vec<Token> {
        tokens(&self.shown, false)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Written without blanks: Chinese, and what is written like it.
    Pairs,
    Words,
}

fn script(c: char) -> Option<Script> {
    let pairs = matches!(u32::from(c),
        0x3005 | 0x3007 | 0x3040..=0x30ff | 0x3100..=0x312f | 0x31a0..=0x31bf | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff);
    if pairs { Some(Script::Pairs) } else { c.is_alphanumeric().then_some(Script::Words) }
}

fn tokens(text: &str, whole: bool) -> Vec<Token> {
    let mut runs: Vec<(Script, Range<usize>, bool)> = Vec::new();
    let mut touches = false;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        match (script(c), runs.last_mut()) {
            (None, _) => touches = false,
            (Some(script), Some((of, range, _))) if touches && *of == script => range.end = end,
            (Some(script), _) => {
                runs.push((script, start..end, touches));
                touches = true;
            }
        }
    }
    let (mut found, mut next) = (Vec::new(), 0);
    let last = runs.len().saturating_sub(1);
    for (place, (script, range, touches)) in runs.into_iter().enumerate() {
        if place > 0 && !touches {
            next += 1;
        }
        let before = found.len();
        match script {
            Script::Words => found.push(token(text, cut(text, range), next)),
            Script::Pairs => pairs(text, range, next, whole || place < last, &mut found),
        }
        next += found.len() - before;
    }
    found
}

/// The pairs of a run, and its last character alone where it is wanted or all there is.
fn pairs(text: &str, run: Range<usize>, first: usize, with_last: bool, found: &mut Vec<Token>) {
    let mut starts: Vec<usize> = text[run.clone()].char_indices().map(|(start, _)| run.start + start).collect();
    starts.push(run.end);
    let ends = starts.windows(3).map(|three| three[0]..three[2]);
    let alone = starts.len() == 2;
    let last = (with_last || alone).then(|| starts[starts.len() - 2]..run.end);
    found.extend(ends.chain(last).enumerate().map(|(nth, range)| token(text, range, first + nth)));
}

fn cut(text: &str, range: Range<usize>) -> Range<usize> {
    let end = text[range.clone()].char_indices().nth(WORD_MAX).map_or(range.end, |(end, _)| range.start + end);
    range.start..end
}

fn token(text: &str, range: Range<usize>, at: usize) -> Token {
    Token { word: text[range.clone()].to_lowercase(), at, range }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let mut shown = String::new();
        let mut next = 0;
        for token in Text::new(text).tokens() {
            shown.push_str(if token.at > next { " | " } else { " " });
            shown.push_str(&token.word);
            next = token.at + 1;
        }
        shown.trim().to_owned()
    }

    #[test]
    fn chinese_is_cut_into_pairs_and_words_stay_whole() {
        assert_eq!(words("公文收不到"), "公文 文收 收不 不到 到");
        assert_eq!(words("网"), "网");
        assert_eq!(words("OA系统坏了"), "oa 系统 统坏 坏了 了");
        assert_eq!(words("NNDSJ-20261123-0042"), "nndsj | 20261123 | 0042");
        assert_eq!(words("登录失败，请重试"), "登录 录失 失败 败 | 请重 重试 试");
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        assert_eq!(words("ＶＰＮ　２号"), words("vpn 2号"));
        assert_eq!(words("ﬁle ①"), "file | 1");
        assert_eq!(words("e\u{301}tat"), words("état"));
    }

    #[test]
    fn nothing_but_marks_is_nothing() {
        assert_eq!(words(""), "");
        assert_eq!(words("，。 —— !? \u{1f600}"), "");
    }

    #[test]
    fn a_word_without_end_is_cut() {
        let found = Text::new(&"a".repeat(1_000)).tokens();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].word.len(), WORD_MAX);
    }

    #[test]
    fn rare_characters_are_characters() {
        assert_eq!(words("𠮷野"), "𠮷野 野");
        assert_eq!(words("カタカナ"), "カタ タカ カナ ナ");
    }
}
