//! `gongdan verify bundle FILE`: an evidence bundle checked by itself, without settings and without a database.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use domain::bundle::{Manifest, check};

/// Prints a line for each finding; without any, the hash of the whole, which is to be compared with the platform's.
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
    // Nothing was found, so that the manifest lists all files as they are.
    let others: Vec<_> = files.into_iter().filter(|file| file.name != domain::bundle::MANIFEST).collect();
    println!("nothing found; sha256 {} over {} files", Manifest::of(&others).sha256, others.len());
    Ok(())
}
