//! What the pages of a PDF say. A file shows numbers of glyphs; with each font comes a table of the letters that they are.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::ZlibDecoder;

/// What is shown in a PDF, read by the table of each of its fonts: what another font shows comes out as anything.
pub struct Pages(Vec<String>);

impl Pages {
    pub fn of(pdf: &[u8]) -> Self {
        assert!(pdf.starts_with(b"%PDF-"), "a PDF");
        let streams = streams(pdf);
        let holds = |stream: &[u8], part: &[u8]| stream.windows(part.len()).any(|window| window == part);
        let contents = streams.iter().filter(|stream| holds(stream, b" Tf"));
        let shown: Vec<Vec<u8>> = contents.flat_map(|content| shown(content)).collect();
        let tables = streams.iter().filter(|stream| holds(stream, b"begincmap"));
        Self(tables.map(|table| read(&shown, &letters(table))).collect())
    }

    /// Whether words stand in one place, lines being broken wherever they are.
    pub fn say(&self, words: &str) -> bool {
        let words = plain(words);
        self.0.iter().any(|text| text.contains(&words))
    }
}

/// Without what a broken line leaves out or puts in.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && !['-', '\u{ad}', '\u{2010}', '\u{200b}'].contains(letter))
        .collect()
}

/// Everything in the file that is packed, unpacked.
fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    const MARK: &[u8] = b"stream\n";
    let begins = |at: &usize| pdf[*at..].starts_with(MARK) && !pdf[..*at].ends_with(b"end");
    let unpacked = |at: usize| {
        let mut bytes = Vec::new();
        ZlibDecoder::new(&pdf[at + MARK.len()..]).read_to_end(&mut bytes).ok().map(|_| bytes)
    };
    (0..pdf.len()).filter(begins).filter_map(unpacked).collect()
}

/// Which letters a glyph stands for, by its number: lines such as `<0001> <8FD0>`.
fn letters(table: &[u8]) -> BTreeMap<u16, String> {
    let digits = |text: &str| hex::decode(text.strip_prefix('<')?.strip_suffix('>')?).ok();
    let letter = |line: &str| {
        let (glyph, letters) = line.split_once(' ')?;
        let glyph: [u8; 2] = digits(glyph)?.try_into().ok()?;
        let units: Vec<u16> = digits(letters)?
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte)))
            .collect();
        Some((u16::from_be_bytes(glyph), String::from_utf16(&units).ok()?))
    };
    String::from_utf8_lossy(table).lines().filter_map(letter).collect()
}

fn read(shown: &[Vec<u8>], letters: &BTreeMap<u16, String>) -> String {
    let glyphs = shown.iter().flat_map(|string| string.chunks_exact(2));
    let text: String =
        glyphs.filter_map(|pair| letters.get(&u16::from_be_bytes([pair[0], pair[1]]))).cloned().collect();
    plain(&text)
}

/// The strings that a page shows, in its order.
fn shown(content: &[u8]) -> Vec<Vec<u8>> {
    let (mut shown, mut pending, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some(byte) = content.get(at) {
        let rest = &content[at + 1..];
        let run = |is: fn(&u8) -> bool| rest.iter().take_while(|byte| is(byte)).count();
        at += 1 + match byte {
            b'(' => {
                let (string, length) = literal(rest);
                pending.push(string);
                length
            }
            b'<' if rest.first() == Some(&b'<') => 1,
            b'<' => {
                let length = run(u8::is_ascii_hexdigit);
                pending.extend(hex::decode(&rest[..length]).ok());
                length
            }
            b'/' => run(u8::is_ascii_alphanumeric),
            letter if letter.is_ascii_alphabetic() => {
                let length = run(u8::is_ascii_alphabetic);
                match &content[at..=at + length] {
                    b"TJ" | b"Tj" => shown.append(&mut pending),
                    _ => pending.clear(),
                }
                length
            }
            _ => 0,
        };
    }
    shown
}

/// A string behind its opening bracket, and how much of the page it takes.
fn literal(rest: &[u8]) -> (Vec<u8>, usize) {
    let (mut bytes, mut open, mut at) = (Vec::new(), 1, 0);
    while let Some(byte) = rest.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                let octal = rest[at..].iter().take(3).take_while(|digit| (b'0'..=b'7').contains(*digit)).count();
                if octal > 0 {
                    let number = rest[at..at + octal].iter().fold(0, |sum, digit| sum * 8 + u32::from(digit - b'0'));
                    bytes.push(number as u8);
                    at += octal;
                } else {
                    bytes.extend(rest.get(at).map(|escaped| match escaped {
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        b'b' => 8,
                        b'f' => 12,
                        other => *other,
                    }));
                    at += 1;
                }
                continue;
            }
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            break;
        }
        bytes.push(*byte);
    }
    (bytes, at)
}
