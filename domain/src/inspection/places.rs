//! How errors name the elements of a list: `items.2`.

macro_rules! numbered {
    ($list:literal) => {
        numbered!($list:
            0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36
            37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69
            70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99)
    };
    ($list:literal: $($n:literal)+) => { &[$(concat!($list, ".", $n)),+] };
}

const ITEM: &[&str] = numbered!("items");
const ANSWER: &[&str] = numbered!("answers");

/// The name of the `n`th item; of the list itself beyond the last.
pub(super) fn item(n: usize) -> &'static str {
    ITEM.get(n).copied().unwrap_or("items")
}

/// The name of the `n`th answer; of the list itself beyond the last.
pub(super) fn answer(n: usize) -> &'static str {
    ANSWER.get(n).copied().unwrap_or("answers")
}
