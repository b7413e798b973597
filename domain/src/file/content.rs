//! Whether bytes are what they are said to be, by how they begin.

/// So many bytes at the beginning of a file decide what it is.
pub const HEAD: usize = 512;

const ZIP: &[&[u8]] = &[b"PK\x03\x04"];
const OLE: &[&[u8]] = &[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];

/// How files of a media type begin; office documents of today are ZIP archives.
const KNOWN: &[(&str, &[&[u8]])] = &[
    ("application/pdf", &[b"%PDF-"]),
    ("image/png", &[b"\x89PNG\r\n\x1A\n"]),
    ("image/jpeg", &[b"\xFF\xD8\xFF"]),
    ("image/gif", &[b"GIF87a", b"GIF89a"]),
    ("application/zip", ZIP),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ZIP),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZIP),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ZIP),
    ("application/msword", OLE),
    ("application/vnd.ms-excel", OLE),
];

/// Programs are nobody's attachment, whatever they are said to be.
const PROGRAMS: &[&[u8]] = &[b"MZ", b"\x7FELF", b"#!"];

/// Whether a file that begins with `head` can be of this type. A type without a mark of its own must not look like one
/// that has: a text holds no NUL and nothing else begins like a picture or a program.
pub fn fits(media_type: &str, head: &[u8]) -> bool {
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| head.starts_with(mark));
    if let Some((_, marks)) = KNOWN.iter().find(|(known, _)| *known == media_type) {
        return begins(marks);
    }
    let looks_otherwise = begins(PROGRAMS) || KNOWN.iter().any(|(_, marks)| begins(marks));
    let broken_text = media_type.starts_with("text/") && head.contains(&0);
    !(looks_otherwise || broken_text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        assert!(fits("application/pdf", b"%PDF-1.7 ..."));
        assert!(fits("image/png", b"\x89PNG\r\n\x1A\n...."));
        assert!(fits("image/jpeg", b"\xFF\xD8\xFF\xE0"));
        let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        assert!(fits(docx, b"PK\x03\x04...."));
        for (media_type, head) in [
            ("application/pdf", &b"MZ\x90"[..]),
            ("application/pdf", b""),
            ("image/png", b"\xFF\xD8\xFF"),
            (docx, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
            ("text/plain", b"%PDF-1.4"),
            ("text/csv", b"a,b\0"),
            ("text/plain", b"#!/bin/sh"),
            ("application/x-unknown", b"\x7FELF"),
        ] {
            assert!(!fits(media_type, head), "{media_type} {head:?}");
        }
        assert!(fits("text/csv", "编号,名称\n".as_bytes()));
        assert!(fits("application/x-unknown", b"\0\x01"));
    }
}
