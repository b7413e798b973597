//! The bombs that stop the engine, and the property that no text costs the guard more than its length.

use api::guard::{Admitted, Guard, Limit, Limits, Measure, Refusal, measure};
use async_graphql::parser::{parse_query, types::OperationType};
use async_graphql::{Request, Variables};
use proptest::prelude::*;

fn try_admit(query: &str) -> Result<Admitted, Refusal> {
    Guard::new(Limits::default()).admit(&mut Request::new(query))
}

fn refused(query: &str) -> (Limit, u64) {
    match try_admit(query) {
        Err(Refusal::Limit { limit, found, .. }) => (limit, found),
        other => panic!("expected a limit, got {other:?}"),
    }
}

/// `count` fragments, each of which spreads the next one `width` times: a kilobyte that means billions.
pub fn bomb(count: usize, width: usize) -> String {
    let mut text = "{...F0}".to_owned();
    for at in 0..count {
        let next = format!("...F{} ", at + 1).repeat(width);
        text.push_str(&format!("fragment F{at} on Query{{{next}}}"));
    }
    text + &format!("fragment F{count} on Query{{hello}}")
}

fn visited_without_limits(query: &str) -> Measure {
    let unlimited = Limits { selections: u64::MAX, nesting: 1_000, ..Limits::default() };
    let document = parse_query(query).expect("the bomb is valid GraphQL");
    measure(&document, &unlimited).unwrap_or_else(|refusal| match refusal {
        Refusal::Limit { limit: Limit::RootFields | Limit::Aliases, .. } => {
            let wider = Limits { root_fields: u64::MAX, ..unlimited };
            measure(&document, &wider).expect("only the root fields were too many")
        }
        other => panic!("{other}"),
    })
}

#[test]
fn twenty_four_doubling_fragments_are_refused_after_a_look_at_each_selection_once() {
    let query = bomb(24, 2);
    let (limit, found) = refused(&query);
    assert_eq!(limit, Limit::Selections);
    assert!(found > 1 << 24, "{found}");
    assert_eq!(visited_without_limits(&query).visited, 1 + 24 * 2 + 1);
}

#[test]
fn thirty_doubling_fragments_are_refused_after_a_look_at_each_selection_once() {
    let query = bomb(30, 2);
    assert!(matches!(refused(&query), (Limit::Selections | Limit::Nesting, _)));
    let measured = visited_without_limits(&query);
    assert!(measured.selections > 1 << 30);
    assert_eq!(measured.visited, 1 + 30 * 2 + 1);
}

#[test]
fn sixty_four_to_the_fourth_is_refused_after_a_look_at_each_selection_once() {
    let query = bomb(4, 64);
    let (limit, found) = refused(&query);
    assert_eq!(limit, Limit::Selections);
    assert!(found > 64_u64.pow(4), "{found}");
    assert_eq!(visited_without_limits(&query).visited, 1 + 4 * 64 + 1);
}

#[test]
fn a_count_beyond_64_bits_stays_at_the_largest() {
    assert_eq!(visited_without_limits(&bomb(200, 2)).selections, u64::MAX);
}

#[test]
fn a_fragment_that_contains_itself_is_refused_wherever_it_stands() {
    for query in [
        "{...A} fragment A on Query{...A}",
        "{...A} fragment A on Query{x{...B}} fragment B on Query{y{...A ...A}}",
        "{hello} fragment A on Query{...B} fragment B on Query{... on Query{...A}}",
    ] {
        assert!(matches!(try_admit(query), Err(Refusal::Cycle(_))), "{query}");
    }
}

#[test]
fn a_document_too_deep_for_a_stack_is_refused_before_it_is_parsed() {
    let braces = "{a".repeat(100_000);
    assert_eq!(refused(&braces).0, Limit::Tokens);
    let generous = Limits { tokens: u64::MAX, ..Limits::default() };
    for text in [braces, format!("{{a(b:{}", "[".repeat(500_000)), format!("query($x:{}", "[".repeat(500_000))] {
        let refusal = Guard::new(generous.clone()).admit(&mut Request::new(text)).expect_err("too deep");
        assert!(matches!(refusal, Refusal::Limit { limit: Limit::Nesting, .. }));
    }
    let chain: String = (0..400).map(|at| format!("fragment F{at} on Q{{...F{}}}", at + 1)).collect();
    assert_eq!(refused(&format!("{{...F0}}{chain}")).0, Limit::Nesting);
}

#[test]
fn each_refusal_names_its_limit_and_both_figures() {
    let deep = format!("{}{}", "{a".repeat(17), "}".repeat(17));
    let refusal = try_admit(&deep).expect_err("too deep");
    assert_eq!(refusal.to_string(), "depth 17 exceeds the limit of 16");
    assert_eq!(refusal.code().as_str(), "LIMIT_DEPTH");
    let aliases: String = (0..51).map(|at| format!("a{at}:x ")).collect();
    assert_eq!(refused(&format!("{{h{{{aliases}}}}}")), (Limit::Aliases, 51));
    assert_eq!(refused(&format!("{{{}}}", "x ".repeat(21))), (Limit::RootFields, 21));
    assert_eq!(refused(&format!("{{{}}}", "x ".repeat(4_999))), (Limit::Tokens, 5_001));
}

#[test]
fn aliases_and_root_fields_hidden_in_fragments_count_wherever_they_are_spread() {
    let fragment = "fragment A on Query{a:x b:x c:x d:x}";
    let spreads = "...A ".repeat(6);
    assert_eq!(refused(&format!("{{{spreads}}}{fragment}")), (Limit::RootFields, 24));
    let inside = "y{...A} ".repeat(13);
    assert_eq!(refused(&format!("{{{inside}}}{fragment}")), (Limit::Aliases, 52));
}

#[test]
fn variables_are_weighed() {
    let json = serde_json::json!({"rows": vec![0; 200_000], "note": "x".repeat(70_000)});
    let mut request = Request::new("{x}").variables(Variables::from_json(json));
    assert_eq!(
        Guard::new(Limits::default()).admit(&mut request),
        Err(Refusal::Limit { limit: Limit::Variables, found: 270_010, allowed: 262_144 })
    );
}

#[test]
fn a_syntax_error_does_not_echo_the_document() {
    let error = try_admit(&format!("{{a(b:\"{}\") ! }}", "x".repeat(100_000))).expect_err("a syntax error");
    assert!(error.to_string().len() <= 400);
    assert_eq!(error.code().as_str(), "GRAPHQL_PARSE_FAILED");
}

#[test]
fn the_operation_that_runs_is_named_for_the_log() {
    let mut request = Request::new("query A{x} mutation B{y}").operation_name("B");
    let admitted = Guard::new(Limits::default()).admit(&mut request).expect("passes");
    assert_eq!(admitted.kind, Some(OperationType::Mutation));
    assert_eq!(admitted.name.as_deref(), Some("B"));
    assert_eq!(try_admit("query A{x} mutation B{y}").expect("passes").kind, None);
    assert_eq!(try_admit("{x}").expect("passes").kind, Some(OperationType::Query));
}

#[test]
fn a_document_that_comes_again_is_judged_alike_and_its_variables_anew() {
    let guard = Guard::new(Limits::default());
    let small =
        || Request::new("query A($x: Int){x(y: $x)}").variables(Variables::from_json(serde_json::json!({"x": 1})));
    let first = guard.admit(&mut small()).expect("passes");
    let mut again = small();
    assert_eq!(guard.admit(&mut again).expect("passes"), first);
    assert_eq!(again.parsed_query().expect("parsed").operations.iter().count(), 1);
    let large = Variables::from_json(serde_json::json!({"x": "x".repeat(300_000)}));
    let refusal = guard.admit(&mut small().variables(large)).expect_err("too large");
    assert_eq!(refusal.code().as_str(), "LIMIT_VARIABLES");
    for _ in 0..2 {
        assert!(guard.admit(&mut Request::new(bomb(24, 2))).is_err(), "what was refused once is refused again");
    }
}

/// Words that reach every branch of the grammar, in any order.
const WORDS: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "...",
    "on",
    "fragment",
    "query",
    "mutation",
    "A",
    "B",
    "C",
    "a",
    "true",
    "null",
    "$v",
    ":",
    "!",
    "@",
    "=",
    "\"",
    "\"\"\"",
    "\\",
    "#",
    "\n",
    "0",
    "-1",
    "1.5e3",
    "truetrue",
    "é",
    ",",
    "{a",
    "...A",
    "fragment A on Q{",
    "a(b:[",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_panics_the_guard_or_costs_more_than_its_length(picks in prop::collection::vec(0..WORDS.len(), 0..120)) {
        let text: String = picks.iter().flat_map(|&at| [WORDS[at], " "]).collect();
        if let Ok(admitted) = try_admit(&text) {
            prop_assert!(admitted.measure.visited <= admitted.tokens);
            prop_assert!(admitted.measure.selections <= Limits::default().selections);
        }
        let glued: String = picks.iter().map(|&at| WORDS[at]).collect();
        if let Ok(admitted) = try_admit(&glued) {
            prop_assert!(admitted.measure.visited <= admitted.tokens);
        }
    }

    /// The memoised count equals the count of the document with its fragments really written out.
    #[test]
    fn the_count_is_that_of_the_document_written_out(
        shape in prop::collection::vec(prop::collection::vec((any::<bool>(), 0_usize..6), 1..4), 1..6)
    ) {
        // Fragment `i` spreads only fragments after it, so there is no cycle.
        let spread = |from: usize, (nest, to): (bool, usize)| {
            let name = from + 1 + to;
            let inner = if name < shape.len() { format!("...F{name}") } else { "leaf".to_owned() };
            if nest { format!("n{{{inner}}} ") } else { format!("{inner} ") }
        };
        let bodies: Vec<String> =
            shape.iter().enumerate().map(|(at, items)| items.iter().map(|&item| spread(at, item)).collect()).collect();
        let text: String = std::iter::once("{...F0}".to_owned())
            .chain(bodies.iter().enumerate().map(|(at, body)| format!(" fragment F{at} on Q{{{body}}}")))
            .collect();
        fn written_out(bodies: &[String], body: &str) -> u64 {
            body.split([' ', '{', '}']).filter(|word| !word.is_empty()).map(|word| {
                1 + word.strip_prefix("...F").map_or(0, |at| written_out(bodies, &bodies[at.parse::<usize>().expect("a number")]))
            }).sum()
        }
        let expected = 1 + written_out(&bodies, &bodies[0])
            + bodies.iter().map(|body| written_out(&bodies, body)).sum::<u64>();
        prop_assert_eq!(visited_without_limits(&text).selections, expected);
    }
}
