//! Names and fingerprints of files, as people give them.

/// Whether a text can stand as the name of a file in anybody's folder: no path, nothing that does not print.
pub fn is_file_name(name: &str) -> bool {
    !name.chars().any(|letter| letter.is_control() || matches!(letter, '/' | '\\')) && name != "." && name != ".."
}

/// A SHA-256 in hexadecimal digits, in small letters; none when it is no such thing.
pub fn sha256(text: &str) -> Option<String> {
    let digits = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    digits.then(|| text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere() {
        assert!(is_file_name("合同正本（盖章）.pdf"));
        for name in ["../etc/passwd", "a\\b.pdf", "a\nb", "..", "a\0"] {
            assert!(!is_file_name(name), "{name:?}");
        }
    }

    #[test]
    fn a_fingerprint_is_written_in_one_way() {
        assert_eq!(sha256(&"AB".repeat(32)), Some("ab".repeat(32)));
        assert_eq!((sha256("ab"), sha256(&"g".repeat(64))), (None, None));
    }
}
