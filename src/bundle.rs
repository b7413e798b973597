//! `gongdan verify bundle FILE`: an evidence bundle checked by itself, without settings and without a database.

use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use domain::bundle::{Manifest, check};

/// Prints a line for each finding; without any, the hash of the whole, which is to be compared with the platform's, and before
/// it which pages this release would lay out otherwise: another release may have made them.
///
/// # Errors
/// When the file cannot be read, is no archive, or something was found.
pub fn verify(path: &Path) -> Result<()> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let files = app::bundle::unpack(&bytes).with_context(|| path.display().to_string())?;
    let found = check(&files);
    for finding in &found {
        println!("{finding}");
    }
    ensure!(found.is_empty(), "{}: {} findings", path.display(), found.len());
    for page in app::bundle::pages_anew(&files).map_err(|error| anyhow!("{error}"))? {
        if files.iter().any(|file| file.name == page.name && file.bytes != page.bytes) {
            println!("{}: this release lays it out otherwise; what is checked are the JSON files", page.name);
        }
    }
    // Nothing was found, so that the manifest lists all files as they are.
    let others: Vec<_> = files.into_iter().filter(|file| file.name != domain::bundle::MANIFEST).collect();
    println!("nothing found; sha256 {} over {} files", Manifest::of(&others).sha256, others.len());
    Ok(())
}
