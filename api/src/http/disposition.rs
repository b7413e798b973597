//! The name of a file in a header, whatever letters it has (RFC 6266, RFC 8187).

/// A Content-Disposition that makes browsers save a file under its name, and never show it.
pub fn attachment(name: &str) -> String {
    let plain: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    let whole: String = name.bytes().map(encoded).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

/// What every client reads in a quoted text.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || " .-_()[]+,".contains(letter)
}

fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
