//! Texts made from columns: `"{category} ({symptom})"`.

use anyhow::{Result, ensure};

/// A text with places for cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Column(String),
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// A brace without its partner.
    pub fn parse(text: &str) -> Result<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((column, after)) = after.split_once('}') else {
                anyhow::bail!("`{{` without `}}` in \"{text}\"");
            };
            parts.extend((!before.is_empty()).then(|| Part::Text(before.to_owned())));
            parts.push(Part::Column(column.to_owned()));
            rest = after;
        }
        let stray = parts.iter().any(|part| matches!(part, Part::Text(text) if text.contains('}')));
        ensure!(!stray && !rest.contains('}'), "`}}` without `{{` in \"{text}\"");
        parts.extend((!rest.is_empty()).then(|| Part::Text(rest.to_owned())));
        Ok(Self(parts))
    }

    /// The columns it names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Column(column) => Some(column.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The text; a missing cell is a dash. Held to `max` characters.
    pub fn fill<'c>(&self, cell: impl Fn(&str) -> Option<&'c str>, max: usize) -> String {
        let text: String = self
            .0
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.as_str(),
                Part::Column(column) => cell(column).unwrap_or("–"),
            })
            .collect();
        match text.char_indices().nth(max) {
            Some((end, _)) => text[..end].to_owned(),
            None => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_where_their_columns_do_and_a_missing_one_is_a_dash() {
        let template = Template::parse("{a}：{b}（{c}）").unwrap();
        assert_eq!(template.columns().collect::<Vec<_>>(), ["a", "b", "c"]);
        let cell = |name: &str| (name != "b").then_some("值");
        assert_eq!(template.fill(cell, 100), "值：–（值）");
        assert_eq!(template.fill(cell, 3), "值：–");
    }

    #[test]
    fn a_lonely_brace_is_refused() {
        for text in ["{a", "a}", "{a}}", "{a} b} {c}"] {
            assert!(Template::parse(text).is_err(), "{text}");
        }
    }
}
