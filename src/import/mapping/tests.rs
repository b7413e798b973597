//! A mapping is refused with the key that is wrong.

use super::*;

const SHIPPED: &str = include_str!("../../../examples/uci498/mapping.toml");

/// The shipped mapping with one text replaced, and what is said of it.
fn said(from: &str, to: &str) -> String {
    assert!(SHIPPED.contains(from), "{from}");
    format!("{:#}", Mapping::parse(&SHIPPED.replacen(from, to, 1)).expect_err(to))
}

#[test]
fn the_shipped_mapping_says_what_the_log_needs() {
    let mapping = Mapping::parse(SHIPPED).unwrap();
    assert_eq!(mapping.states.len(), 8);
    assert_eq!(mapping.states["New"], Meaning::Raised);
    assert_eq!(mapping.states["Awaiting Vendor"], Meaning::Held(domain::ticket::PauseReason::ThirdParty));
    assert_eq!(mapping.priorities["1 - Critical"], Priority::P1);
    assert!(matches!(&mapping.routes, Routes::Generated { count: 6, default: 0, .. }));
    let needed: Vec<&str> = mapping.needed().into_iter().map(|(_, column)| column).collect();
    for column in ["number", "incident_state", "sys_updated_at", "opened_at", "assignment_group", "u_symptom"] {
        assert!(needed.contains(&column), "{column}");
    }
}

#[test]
fn an_unknown_key_is_refused_by_name_wherever_it_stands() {
    for (from, to, key) in [
        ("source = ", "sauce = ", "sauce"),
        ("state = \"incident_state\"", "status = \"incident_state\"", "status"),
        ("raised = ", "opened = ", "opened"),
        ("protection_level = 2", "level = 2", "level"),
        ("real_minutes = 30", "minutes = 30", "minutes"),
    ] {
        let said = said(from, to);
        assert!(said.contains("unknown field") && said.contains(key), "{said}");
    }
}

#[test]
fn a_key_that_is_missing_is_named() {
    assert!(said("case = \"number\"\n", "").contains("missing field `case`"));
    assert!(said("event = \"sys_updated_at\"\n", "").contains("missing field `event`"));
}

#[test]
fn a_state_is_a_milestone_or_a_wait_with_a_known_reason() {
    for to in ["\"DONE\"", "{ hold = \"BORED\" }", "{ wait = \"THIRD_PARTY\" }"] {
        let said = said("\"RAISED\"", to);
        assert!(said.contains("RAISED, ACKNOWLEDGED") && said.contains("hold"), "{said}");
    }
}

#[test]
fn values_need_their_column_and_a_column_its_values() {
    let said_of = said("priority = \"priority\"\n", "");
    assert_eq!(said_of, "columns.priority: priorities are given, but no column that holds them");
    let said_of = said("group = \"assignment_group\"\n", "group = \"assignment_group\"\nkind = \"category\"\n");
    assert_eq!(said_of, "kinds: columns.kind is given, but none of its values");
}

#[test]
fn formats_zones_and_templates_are_checked() {
    assert!(said("%d/%m/%Y %H:%M", "%Q").starts_with("time.format: \"%Q\" is no format of times"));
    assert!(said("zone = \"Asia/Shanghai\"\n\n[text]", "zone = \"Asia/Beijing\"\n\n[text]").contains("Asia/Beijing"));
    assert!(said("{u_symptom}\"", "{u_symptom\"").starts_with("text.title: `{` without `}`"));
}

#[test]
fn vendors_are_generated_with_a_set_up_or_listed_without() {
    assert_eq!(said("generate = 6", "generate = 0"), "vendors.generate: from 1 to 100");
    assert_eq!(said("default = 1", "default = 7"), "vendors.default: 7 is no place from 1 to 6");
    assert_eq!(said("generate = 6\n", ""), "vendors: give either generate or a list");
    let listed = "list = [{ system = \"A\", groups = [\"Group 1\"] }]";
    assert_eq!(said("generate = 6", listed), "setup: a list names systems that exist; nothing is set up for it");
    assert_eq!(
        said("generate = 6", &format!("generate = 6\n{listed}")),
        "vendors.list: either this or vendors.generate"
    );
    let without = SHIPPED.split_once("[setup.agency]").unwrap().0;
    let error = Mapping::parse(without).expect_err("no set-up");
    assert_eq!(error.to_string(), "setup: generated vendors need one");
    let twice = "list = [{ system = \"A\", groups = [\"G\"] }, { system = \"B\", groups = [\"G\"] }]";
    let error = Mapping::parse(&without.replace("generate = 6", twice)).expect_err("a group twice");
    assert_eq!(error.to_string(), "vendors.list: \"G\" stands twice");
    let mapping = Mapping::parse(&without.replace("generate = 6", listed)).unwrap();
    assert!(matches!(&mapping.routes, Routes::Listed { systems, .. } if *systems == ["A"]));
}

#[test]
fn every_mistake_is_told_at_once() {
    let text = SHIPPED.replacen("%d/%m/%Y %H:%M", "%Q", 1).replacen("default = 1", "default = 0", 1);
    let error = Mapping::parse(&text).expect_err("two mistakes").to_string();
    assert_eq!(error.lines().count(), 2, "{error}");
}
