//! That the rules of root fields and the schema say the same.

use std::collections::BTreeSet;

use super::introspected::Schema;
use super::rules::{OPEN, PERMISSIONS, PERSON};
use crate::support::db::Backend;
use crate::support::world::World;

#[tokio::test]
async fn every_root_field_has_a_rule_and_every_rule_a_root_field() {
    let schema = Schema::ask(&World::new(Backend::Sqlite).await.nobody()).await;
    let roots = [schema.queries(), schema.mutations(), schema.subscriptions()];
    let roots: BTreeSet<&str> = roots.into_iter().flatten().map(|field| field.name.as_str()).collect();
    let ruled: BTreeSet<&str> =
        OPEN.into_iter().chain(PERSON).chain(PERMISSIONS.iter().map(|(name, _)| *name)).collect();
    let unruled: Vec<_> = roots.difference(&ruled).collect();
    assert!(unruled.is_empty(), "without a rule: {unruled:?}");
    let gone: Vec<_> = ruled.difference(&roots).collect();
    assert!(gone.is_empty(), "ruled, but there is no such field: {gone:?}");
}

#[tokio::test]
async fn each_field_says_in_its_description_what_it_needs() {
    let sdl = api::graphql::sdl();
    // Fields of objects may be called the same.
    let roots = ["Query", "Mutation", "Subscription"].map(|root| {
        let (_, fields) = sdl.split_once(&format!("\ntype {root} {{\n")).expect("a root type");
        fields.split_once("\n}").expect("its end").0
    });
    for (name, action) in PERMISSIONS {
        let starts = [format!("\n\t{name}("), format!("\n\t{name}:")];
        let before = roots.iter().flat_map(|root| starts.iter().filter_map(|of| Some(root.split_once(of.as_str())?.0)));
        let [before] = before.collect::<Vec<_>>()[..] else { panic!("{name} stands once in the root types") };
        let description = before.rsplit("\"\"\"").nth(1).unwrap_or_default();
        let words = description.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(action.as_str()), "{name} needs {action}, but says: {words}");
    }
}
