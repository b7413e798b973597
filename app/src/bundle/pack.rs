//! Between the files of a bundle and the one file that is sent.

use std::io::{Cursor, Read, Write};

use domain::bundle::BundleFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::{Error, Result};

/// A bundle unpacks to so many bytes at most: a year of a ticket with its calendars is a hundredth of that.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// No bundle has more files.
const MOST_FILES: usize = 64;

/// The archive of files, in their order. It knows no time and no machine: the same files have the same bytes.
///
/// # Errors
/// Internal, when the archive cannot be written.
pub fn pack(files: &[BundleFile]) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        archive.start_file(file.name.as_str(), options).map_err(internal)?;
        archive.write_all(&file.bytes).map_err(internal)?;
    }
    Ok(archive.finish().map_err(internal)?.into_inner())
}

fn internal(error: impl Into<anyhow::Error>) -> Error {
    Error::Internal(error.into())
}

/// Why a file is no bundle that can be looked into.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    /// It is no archive, or a part of it is damaged.
    #[error("this is no archive that can be read: {0}")]
    Damaged(String),
    /// It holds more files than any bundle.
    #[error("it holds {0} files; no bundle has more than {MOST_FILES}")]
    TooManyFiles(usize),
    /// It unpacks to more than any bundle.
    #[error("it unpacks to more than {MOST_BYTES} bytes, as no bundle does")]
    TooLarge,
}

/// The files of an archive.
///
/// # Errors
/// [`UnpackError`]; a changed byte mostly shows here already, because archives have check sums of their own.
pub fn unpack(bytes: &[u8]) -> std::result::Result<Vec<BundleFile>, UnpackError> {
    let damaged = |error: &dyn std::fmt::Display| UnpackError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_FILES {
        return Err(UnpackError::TooManyFiles(archive.len()));
    }
    let (mut files, mut room) = (Vec::new(), MOST_BYTES);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| damaged(&error))?;
        let name = part.name().map_err(|error| damaged(&error))?.into_owned();
        let mut bytes = Vec::new();
        let read = part.take(room + 1).read_to_end(&mut bytes).map_err(|error| damaged(&format!("{name}: {error}")))?;
        room = room.checked_sub(read as u64).ok_or(UnpackError::TooLarge)?;
        files.push(BundleFile { name, bytes });
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<BundleFile> {
        let file = |name: &str, text: &str| BundleFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        vec![file("manifest.json", "{}"), file("events.json", "[\"公文\"]")]
    }

    #[test]
    fn what_is_packed_comes_out_as_it_was_and_packs_to_the_same_bytes() {
        let packed = pack(&files()).expect("packed");
        assert_eq!(unpack(&packed).expect("unpacked"), files());
        assert_eq!(pack(&files()).expect("packed again"), packed);
    }

    #[test]
    fn what_is_no_bundle_is_refused() {
        assert!(matches!(unpack(b"PK"), Err(UnpackError::Damaged(_))));
        let bomb = BundleFile { name: "a".to_owned(), bytes: vec![0; 64 * 1024 * 1024 + 1] };
        assert!(matches!(unpack(&pack(&[bomb]).expect("packed")), Err(UnpackError::TooLarge)));
        let many: Vec<_> = (0..65).map(|at| BundleFile { name: format!("{at}"), bytes: Vec::new() }).collect();
        assert!(matches!(unpack(&pack(&many).expect("packed")), Err(UnpackError::TooManyFiles(65))));
    }
}
