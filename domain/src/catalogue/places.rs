//! How errors name the fields of a list: `answers.2.value`.

macro_rules! named {
    ($list:literal, $field:literal: $($n:literal)+) => { &[$(concat!($list, ".", $n, ".", $field)),+] };
}

macro_rules! numbered {
    ($list:literal, $field:literal) => {
        named!($list, $field: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32
            33 34 35 36 37 38 39)
    };
}

pub(super) const ANSWER_FIELD: &[&str] = numbered!("answers", "field");
pub(super) const ANSWER_VALUE: &[&str] = numbered!("answers", "value");
pub(super) const FIELD_KEY: &[&str] = numbered!("fields", "key");
pub(super) const FIELD_LABEL: &[&str] = numbered!("fields", "label");
pub(super) const FIELD_HELP: &[&str] = numbered!("fields", "help");
pub(super) const FIELD_CHOICES: &[&str] = numbered!("fields", "choices");
pub(super) const FIELD_BOUNDS: &[&str] = numbered!("fields", "min");

/// The name of the `n`th place; of the list itself beyond the last.
pub(super) fn place(places: &'static [&'static str], n: usize, list: &'static str) -> &'static str {
    places.get(n).copied().unwrap_or(list)
}
