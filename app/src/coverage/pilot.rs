//! Pilots as the snapshot holds them.

use domain::trial::Pilot as Trial;
use storage::entity::pilot;
use storage::query::promise::Promises;

/// A pilot: its row, and when and where it binds.
#[derive(Clone, Debug)]
pub struct Pilot {
    pub row: pilot::Model,
    pub trial: Trial,
}

/// The pilots of a reading of all promises, in the order of time.
pub(super) fn pilots(read: &mut Promises) -> Vec<Pilot> {
    let piloting = std::mem::take(&mut read.piloting);
    let pilot = |row: pilot::Model| {
        let agencies = piloting.iter().filter(|part| part.pilot_id == row.id).map(|part| part.agency_id).collect();
        let decided = row.decision.zip(row.decided_at);
        Pilot { trial: Trial { agencies, from: row.from_at, until: row.until_at, decided }, row }
    };
    std::mem::take(&mut read.pilots).into_iter().map(pilot).collect()
}
