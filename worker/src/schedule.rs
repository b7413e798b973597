//! When which job is due: cron lines in UTC, and the nominal time that a moment belongs to.
//!
//! The nominal time is reckoned by the operation clock, never by when an alarm rang: replicas whose machines disagree
//! about the time still agree about the run.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use chrono::SubsecRound;
use croner::Cron;
use croner::parser::{CronParser, Seconds};
use domain::Instant;

use crate::Jobs;

/// The cron lines by job.
#[derive(Clone, Debug, Default)]
pub struct Schedule(BTreeMap<&'static str, Cron>);

impl Schedule {
    /// The jobs' own lines, but for those that the settings give another: name → line, seconds first.
    ///
    /// # Errors
    /// A line is none, or names no job.
    pub fn new(jobs: &Jobs, settings: &BTreeMap<String, String>) -> Result<Self> {
        if let Some(unknown) = settings.keys().find(|name| jobs.get(name).is_none()) {
            bail!("the schedule names a job that does not exist: {unknown}");
        }
        let parser = CronParser::builder().seconds(Seconds::Required).build();
        let mut schedule = Self::default();
        for job in jobs.iter() {
            if let Some(line) = settings.get(job.name).map(String::as_str).or(job.cron) {
                let cron = parser.parse(line).with_context(|| format!("the schedule of {}: {line:?}", job.name))?;
                schedule.0.insert(job.name, cron);
            }
        }
        Ok(schedule)
    }

    /// Names and lines.
    pub fn lines(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, cron)| (*name, cron.as_str()))
    }

    /// The latest time at or before `now` for which the job is due; none when it never is.
    pub fn slot(&self, name: &str, now: Instant) -> Option<Instant> {
        // Without its fraction of a second: croner would keep that.
        self.0.get(name)?.find_previous_occurrence(&now.trunc_subsecs(0), true).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Job;

    fn jobs() -> Jobs {
        let nothing = |_| async { Ok(()) };
        Jobs::new([
            Job::new("sweep", nothing).due("*/5 * * * * *"),
            Job::new("nightly", nothing).due("40 17 1 * * *"),
            Job::new("by_hand", nothing),
        ])
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn every_moment_belongs_to_the_latest_time_due() {
        let schedule = Schedule::new(&jobs(), &BTreeMap::new()).unwrap();
        let slot = |name, now| schedule.slot(name, at(now)).unwrap();
        assert_eq!(slot("sweep", "2026-11-23T08:00:04.999999Z"), at("2026-11-23T08:00:00Z"));
        assert_eq!(slot("sweep", "2026-11-23T08:00:05Z"), at("2026-11-23T08:00:05Z"));
        assert_eq!(slot("nightly", "2026-11-23T01:17:39.9Z"), at("2026-11-22T01:17:40Z"));
        assert_eq!(slot("nightly", "2026-11-23T01:17:40Z"), at("2026-11-23T01:17:40Z"));
        assert_eq!(schedule.slot("by_hand", at("2026-11-23T08:00:00Z")), None);
    }

    #[test]
    fn a_line_of_the_settings_wins() {
        let settings = BTreeMap::from([("sweep".to_owned(), "0 * * * * *".to_owned())]);
        let schedule = Schedule::new(&jobs(), &settings).unwrap();
        let slot = schedule.slot("sweep", at("2026-11-23T08:00:59Z"));
        assert_eq!(slot, Some(at("2026-11-23T08:00:00Z")));
        assert_eq!(schedule.lines().collect::<Vec<_>>(), [("nightly", "40 17 1 * * *"), ("sweep", "0 * * * * *")]);
    }

    #[test]
    fn a_mistake_in_the_settings_is_named() {
        let of = |name: &str, line: &str| {
            let settings = BTreeMap::from([(name.to_owned(), line.to_owned())]);
            Schedule::new(&jobs(), &settings).unwrap_err().to_string()
        };
        assert_eq!(of("swep", "0 * * * * *"), "the schedule names a job that does not exist: swep");
        assert_eq!(of("sweep", "every minute"), "the schedule of sweep: \"every minute\"");
        assert_eq!(of("sweep", "* * * * *"), "the schedule of sweep: \"* * * * *\"", "seconds are not optional");
    }
}
