//! Finds the servers' programs.

use std::path::{Path, PathBuf};

/// Where Debian and a build by hand put programs. The search path is left out on purpose:
/// a root shell's often lacks half of these.
const PLACES: [&str; 4] = ["/usr/local/bin", "/usr/bin", "/usr/local/pgsql/bin", "/bin"];

/// Debian keeps one directory per major version here.
const DEBIAN_POSTGRES: &str = "/usr/lib/postgresql";

/// The newest PostgreSQL of Debian, else one installed by hand.
pub fn postgres_directory() -> Option<PathBuf> {
    newest(Path::new(DEBIAN_POSTGRES))
        .map(|version| version.join("bin"))
        .into_iter()
        .chain(PLACES.map(PathBuf::from))
        .find(|bin| ["postgres", "initdb"].iter().all(|program| bin.join(program).is_file()))
}

/// The Redis server.
pub fn redis_server() -> Option<PathBuf> {
    PLACES.iter().map(|place| Path::new(place).join("redis-server")).find(|program| program.is_file())
}

/// Debian's browser, where the stories of the console look for it.
pub fn chromium() -> Option<PathBuf> {
    Some(PathBuf::from("/usr/bin/chromium")).filter(|program| program.is_file())
}

/// The subdirectory with the highest number for a name.
fn newest(directory: &Path) -> Option<PathBuf> {
    std::fs::read_dir(directory)
        .ok()?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version: u32 = path.file_name()?.to_str()?.parse().ok()?;
            Some((version, path))
        })
        .max()
        .map(|(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        let place = tempfile::tempdir().expect("a directory");
        for version in ["9", "15", "common"] {
            std::fs::create_dir(place.path().join(version)).expect("a version");
        }
        assert_eq!(newest(place.path()), Some(place.path().join("15")));
        assert_eq!(newest(&place.path().join("missing")), None);
    }
}
