//! The pass over the text of a document, before any parser.

use api::guard::{Refusal, Scan, scan};

fn tokens(text: &str) -> u64 {
    scan(text).expect("a scannable text").tokens
}

#[test]
fn brackets_in_strings_and_comments_are_text() {
    let found = scan("{ a(t: \"}{[[\", u: \"\"\"[[\\\"\"\"[[\"\"\") # ((((\n }").expect("scans");
    assert_eq!(found, Scan { tokens: 11, nesting: 2 });
}

#[test]
fn what_the_parser_cuts_apart_is_counted_apart() {
    assert_eq!(tokens("[0000]"), 6);
    assert_eq!(tokens("[1-1-1]"), 5);
    assert_eq!(tokens("[-12.50e+3 7]"), 4);
    assert_eq!(tokens("[truetruetrue]"), 5);
    assert_eq!(tokens("nullable"), 2);
    assert_eq!(tokens("firstResponseDueAt"), 1);
}

#[test]
fn a_string_without_an_end_is_refused_before_the_parser_can_cut_it_in_two() {
    for text in ["{a(b:\"", "{a(b:[\"\"\" \" [[[[", "{a(b:\"x\ny\")}", "{a(b:\"\\"] {
        assert!(matches!(scan(text), Err(Refusal::Syntax { .. })), "{text}");
    }
}
