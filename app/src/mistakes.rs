//! Collects every mistake of an input, so that people correct it once and not one field at a time.

use crate::{Error, Result, Violation};

/// The longest name of anything, in characters.
pub(crate) const NAME_MAX: usize = 200;
/// The longest reason, in characters.
pub(crate) const REASON_MAX: usize = 2_000;

/// The mistakes found so far.
#[derive(Debug, Default)]
pub(crate) struct Mistakes(Vec<Violation>);

impl Mistakes {
    /// Adds one mistake in one field.
    pub(crate) fn add(
        &mut self,
        code: &'static str,
        field: &'static str,
        en: impl Into<String>,
        zh: impl Into<String>,
    ) {
        self.0.push(Violation::new(code, field, en, zh));
    }

    /// Adds a mistake that was found elsewhere.
    pub(crate) fn extend(&mut self, violations: impl IntoIterator<Item = Violation>) {
        self.0.extend(violations);
    }

    /// What a reference names, else one more mistake: an unknown one and one outside the scope look the same (I7).
    pub(crate) fn found<T>(&mut self, field: &'static str, what: (&str, &str), found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.add("NOT_FOUND", field, format!("no such {}", what.0), format!("没有此{}", what.1));
        }
        found
    }

    /// The trimmed text, which must not be blank.
    pub(crate) fn text(&mut self, field: &'static str, text: &str, max: usize) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.add("REQUIRED", field, format!("{field} must not be blank"), format!("{field} 不能为空"));
        }
        self.bounded(field, text, max)
    }

    /// The trimmed text; a blank one counts as none.
    pub(crate) fn optional(&mut self, field: &'static str, text: Option<&str>, max: usize) -> Option<String> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        Some(self.bounded(field, text, max))
    }

    /// The parsed value, else a mistake with the given code and what the parser says.
    pub(crate) fn parsed<T, E: std::fmt::Display>(
        &mut self,
        (code, field): (&'static str, &'static str),
        parsed: std::result::Result<T, E>,
        zh: &str,
    ) -> Option<T> {
        parsed.map_err(|error| self.add(code, field, error.to_string(), zh)).ok()
    }

    /// Every mistake, for a report that goes on.
    pub(crate) fn into_violations(self) -> Vec<Violation> {
        self.0
    }

    /// Leaves out what was found in fields that were never given.
    pub(crate) fn forget(&mut self, fields: &[&str]) {
        self.0.retain(|violation| violation.field.is_none_or(|field| !fields.contains(&field)));
    }

    /// Takes over what was found elsewhere, but of each field only what is not known to be wrong already.
    pub(crate) fn extend_unknown(&mut self, others: Self) {
        let known: Vec<_> = self.0.iter().map(|violation| violation.field).collect();
        self.0.extend(others.0.into_iter().filter(|violation| !known.contains(&violation.field)));
    }

    /// Whether nothing was found so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Refuses the input when there was any mistake.
    pub(crate) fn refuse(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }

    /// The value made from a faultless input; a value is missing only when some mistake says why.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T> {
        self.refuse()?;
        value.ok_or_else(|| Error::Internal(anyhow::anyhow!("an input without mistakes made no value")))
    }

    fn bounded(&mut self, field: &'static str, text: &str, max: usize) -> String {
        let length = text.chars().count();
        if length > max {
            let en = format!("{field} has {length} characters, at most {max} are allowed");
            self.add("TOO_LONG", field, en, format!("{field} 有 {length} 个字符，最多允许 {max} 个"));
        }
        // No database keeps it.
        if text.contains('\0') {
            self.add("INVALID", field, format!("{field} holds the character NUL"), format!("{field} 含有空字符 NUL"));
        }
        text.to_owned()
    }
}
