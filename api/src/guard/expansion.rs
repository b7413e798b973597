//! How large a document is with every fragment written out, without writing any out.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, FragmentDefinition, Selection, SelectionSet};

use super::limits::{Limit, Limits, Refusal};

/// The size of a document with its fragments written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Selections of all operations and of all fragment definitions: what validation walks.
    pub selections: u64,
    /// Aliases of the operation that has the most.
    pub aliases: u64,
    /// Root fields of the operation that has the most.
    pub root_fields: u64,
    /// Fields inside fields.
    pub depth: u64,
    /// Selections looked at to find this out: never more than the document holds in its text.
    pub visited: u64,
}

/// Measures a document and refuses what exceeds `limits`.
///
/// Each fragment is measured once and its size is added wherever it is spread, so the work is linear in
/// the text while the figures may be astronomic (they saturate).
///
/// # Errors
/// [`Refusal::Limit`], or [`Refusal::Cycle`] for a fragment that contains itself.
pub fn measure(document: &ExecutableDocument, limits: &Limits) -> Result<Measure, Refusal> {
    let mut walk = Walk { document, nesting_limit: limits.nesting, fragments: HashMap::new(), visited: 0 };
    let mut whole = Measure::default();
    for (_, operation) in document.operations.iter() {
        let size = walk.selection_set(&operation.node.selection_set.node, 1)?;
        whole.selections = whole.selections.saturating_add(size.selections);
        whole.aliases = whole.aliases.max(size.aliases);
        whole.root_fields = whole.root_fields.max(size.top_fields);
        whole.depth = whole.depth.max(size.depth);
    }
    for (name, fragment) in &document.fragments {
        let size = walk.fragment(name.as_str(), &fragment.node, 1)?;
        whole.selections = whole.selections.saturating_add(size.selections);
        whole.depth = whole.depth.max(size.depth);
    }
    whole.visited = walk.visited;
    Limit::Selections.check(whole.selections, limits.selections)?;
    Limit::Depth.check(whole.depth, limits.depth)?;
    Limit::RootFields.check(whole.root_fields, limits.root_fields)?;
    Limit::Aliases.check(whole.aliases, limits.aliases)?;
    Ok(whole)
}

#[derive(Clone, Copy, Debug, Default)]
struct Size {
    selections: u64,
    aliases: u64,
    top_fields: u64,
    depth: u64,
    nesting: u64,
}

impl Size {
    fn add(&mut self, other: Self) {
        self.selections = self.selections.saturating_add(other.selections);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.top_fields = self.top_fields.saturating_add(other.top_fields);
        self.depth = self.depth.max(other.depth);
        self.nesting = self.nesting.max(other.nesting);
    }
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    nesting_limit: u64,
    /// `None` while a fragment is being measured: to meet it again then is a cycle.
    fragments: HashMap<&'a str, Option<Size>>,
    visited: u64,
}

impl<'a> Walk<'a> {
    /// `level` counts the selection sets around and including this one; its limit bounds the recursion.
    fn selection_set(&mut self, set: &'a SelectionSet, level: u64) -> Result<Size, Refusal> {
        Limit::Nesting.check(level, self.nesting_limit)?;
        let mut size = Size::default();
        for item in &set.items {
            self.visited += 1;
            size.add(self.selection(&item.node, level)?);
        }
        size.nesting += 1;
        Ok(size)
    }

    fn selection(&mut self, selection: &'a Selection, level: u64) -> Result<Size, Refusal> {
        let mut size = match selection {
            Selection::Field(field) => {
                let field = &field.node;
                let mut size = Size::default();
                if !field.selection_set.node.items.is_empty() {
                    size = self.selection_set(&field.selection_set.node, level + 1)?;
                }
                size.top_fields = 1;
                size.depth += 1;
                size.aliases = size.aliases.saturating_add(u64::from(field.alias.is_some()));
                size
            }
            Selection::InlineFragment(inline) => self.selection_set(&inline.node.selection_set.node, level + 1)?,
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                match self.document.fragments.get(name) {
                    Some(fragment) => self.fragment(name, &fragment.node, level + 1)?,
                    // Validation names the unknown fragment.
                    None => Size::default(),
                }
            }
        };
        size.selections = size.selections.saturating_add(1);
        Ok(size)
    }

    fn fragment(&mut self, name: &'a str, fragment: &'a FragmentDefinition, level: u64) -> Result<Size, Refusal> {
        match self.fragments.get(name) {
            Some(Some(size)) => {
                Limit::Nesting.check(level - 1 + size.nesting, self.nesting_limit)?;
                Ok(*size)
            }
            Some(None) => Err(Refusal::Cycle(name.to_owned())),
            None => {
                self.fragments.insert(name, None);
                let size = self.selection_set(&fragment.selection_set.node, level)?;
                self.fragments.insert(name, Some(size));
                Ok(size)
            }
        }
    }
}
