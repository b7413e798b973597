//! Checks a bundle by itself: nothing but its files is asked.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::canonical::canonical;
use super::replayed::check_verdict;
use super::scored::check_assessment;
use super::{BundleFile, BundleSubject, FORMAT, Finding, FindingKind, Listed, MANIFEST, Manifest};

/// A text that is shown of a value has at most so many characters.
const SHOWN: usize = 160;

/// Everything that is wrong with a bundle; nothing is what it should be.
///
/// The bytes are compared with the manifest, the events with their chain, and what was recorded with what the same facts,
/// terms and calendars, or the same scheme and counters, give when they are computed again. That the whole is the
/// platform's own is shown by nothing inside it: compare [`Manifest::sha256`] with what the platform gives.
pub fn check(files: &[BundleFile]) -> Vec<Finding> {
    let contents = Contents(files);
    let mut found = Vec::new();
    listed(&contents, &mut found);
    match contents.read(BundleSubject::FILE, &mut found) {
        Some(BundleSubject::Verdict { key, .. }) => check_verdict(&contents, key, &mut found),
        Some(subject @ BundleSubject::Assessment { .. }) => check_assessment(&contents, &subject, &mut found),
        None => {}
    }
    found
}

/// The files of a bundle by their names.
pub(super) struct Contents<'f>(&'f [BundleFile]);

impl Contents<'_> {
    fn find(&self, name: &str) -> Option<&BundleFile> {
        self.0.iter().find(|file| file.name == name)
    }

    /// What a file says; one that is not there or says nothing of the kind is noted.
    pub(super) fn read<T: DeserializeOwned>(&self, name: &str, found: &mut Vec<Finding>) -> Option<T> {
        let Some(file) = self.find(name) else {
            found.push(Finding::new(FindingKind::Missing, (name, ""), "it is there", "it is not"));
            return None;
        };
        match serde_json::from_slice(&file.bytes) {
            Ok(value) => Some(value),
            Err(error) => {
                found.push(Finding::new(FindingKind::Unreadable, (name, ""), "what it must", error.to_string()));
                None
            }
        }
    }
}

/// The bytes against the manifest.
fn listed(contents: &Contents<'_>, found: &mut Vec<Finding>) {
    let changed = |at: (&str, &str), says: &str, is: &str| Finding::new(FindingKind::Changed, at, says, is);
    let Some(manifest) = contents.read::<Manifest>(MANIFEST, found) else { return };
    if manifest.format != FORMAT {
        found.push(changed((MANIFEST, "format"), &manifest.format, FORMAT));
    }
    let written = contents.find(MANIFEST).map(|file| file.bytes.as_slice());
    if written != Some(canonical(&manifest).as_slice()) {
        found.push(changed((MANIFEST, ""), "a canonical text", "another"));
    }
    let whole = Manifest::whole(&manifest.files);
    if manifest.sha256 != whole {
        found.push(changed((MANIFEST, "sha256"), &manifest.sha256, &whole));
    }
    for says in &manifest.files {
        match contents.find(&says.name).map(Listed::of) {
            None => found.push(Finding::new(FindingKind::Missing, (&says.name, ""), "it is there", "it is not")),
            Some(is) if is.sha256 != says.sha256 => {
                found.push(changed((&says.name, "sha256"), &says.sha256, &is.sha256));
            }
            Some(is) if is.size != says.size => {
                found.push(changed((&says.name, "size"), &says.size.to_string(), &is.size.to_string()));
            }
            Some(_) => {}
        }
    }
    for file in contents.0.iter().filter(|file| file.name != MANIFEST) {
        if !manifest.files.iter().any(|says| says.name == file.name) {
            found.push(Finding::new(FindingKind::Unlisted, (&file.name, ""), "nothing of it", "it is there"));
        }
    }
}

/// The fields in which two values differ, each a finding; values without fields differ as a whole.
pub(super) fn fields<T: Serialize>((file, about): (&str, &str), says: &T, is: &T) -> Vec<Finding> {
    let value = |of: &T| serde_json::from_slice::<Value>(&canonical(of)).unwrap_or_default();
    let (says, is) = (value(says), value(is));
    let differs = |about: &str, says: &Value, is: &Value| {
        Finding::new(FindingKind::Differs, (file, about), shown(says), shown(is))
    };
    match (&says, &is) {
        _ if says == is => Vec::new(),
        (Value::Object(one), Value::Object(other)) => {
            let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
            let pairs = names.map(|name| (name, &says[name], &is[name])).filter(|(_, says, is)| says != is);
            pairs.map(|(name, says, is)| differs(name, says, is)).collect()
        }
        _ => vec![differs(about, &says, &is)],
    }
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= SHOWN { text } else { text.chars().take(SHOWN).chain(['…']).collect() }
}
