//! The files of a bundle and the manifest that lists them.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::canonical::{canonical, sha256};

/// What bundles of this making say they are.
pub const FORMAT: &str = "gongdan.evidence/1";

/// The file that lists all others.
pub const MANIFEST: &str = "manifest.json";

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleFile {
    /// Without a path.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl BundleFile {
    /// A file with the canonical text of a value.
    pub(super) fn of(name: &str, value: &impl Serialize) -> Self {
        Self { name: name.to_owned(), bytes: canonical(value) }
    }
}

/// What the file of a name says; none when there is no such file, or it says nothing of the kind.
pub(super) fn read<T: DeserializeOwned>(files: &[BundleFile], name: &str) -> Option<T> {
    let file = files.iter().find(|file| file.name == name)?;
    serde_json::from_slice(&file.bytes).ok()
}

/// A file as the manifest names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// In hexadecimal digits.
    pub sha256: String,
}

impl Listed {
    /// A file as it would be listed.
    pub fn of(file: &BundleFile) -> Self {
        Self { name: file.name.clone(), size: file.bytes.len() as u64, sha256: sha256(&file.bytes) }
    }
}

/// What a bundle holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// Every file but the manifest, by name.
    pub files: Vec<Listed>,
    /// Of the whole: SHA-256 over a line for each file, `sha256  name`, as `sha256sum` prints them.
    pub sha256: String,
}

impl Manifest {
    /// The manifest of files, in whatever order they come.
    pub fn of(files: &[BundleFile]) -> Self {
        let mut files: Vec<Listed> = files.iter().map(Listed::of).collect();
        files.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        let sha256 = Self::whole(&files);
        Self { format: FORMAT.to_owned(), files, sha256 }
    }

    /// The hash of the whole, by what is listed.
    pub fn whole(files: &[Listed]) -> String {
        let lines: String = files.iter().map(|file| format!("{}  {}\n", file.sha256, file.name)).collect();
        sha256(lines.as_bytes())
    }
}

/// The files in the order of their names, behind the manifest that lists them.
pub fn seal(mut files: Vec<BundleFile>) -> (Manifest, Vec<BundleFile>) {
    files.retain(|file| file.name != MANIFEST);
    files.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    let manifest = Manifest::of(&files);
    files.insert(0, BundleFile::of(MANIFEST, &manifest));
    (manifest, files)
}
