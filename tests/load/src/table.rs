//! Contenders of one workload beside each other, round by round, and the table that comes of it.

use std::time::Duration;

use anyhow::Result;

use crate::cpu::Processes;
use crate::drive::{Run, Work, drive};
use crate::ratio::{Bar, Spread};

/// Something that does the work in its way.
pub struct Contender {
    pub name: &'static str,
    pub work: Work,
    /// Whose CPU counts; never that of a load generator.
    pub processes: Processes,
    /// What its CPU over the limit's must keep to.
    pub bar: Option<Bar>,
}

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub rounds: usize,
    pub time: Duration,
    pub connections: usize,
}

/// Runs all contenders in turn, `rounds` times, prints the table, and answers whether every bar holds.
/// The first contender is the limit; each ratio is taken within one round, because the machine's mood changes.
pub async fn compare(title: &str, contenders: &[Contender], pace: Pace) -> Result<bool> {
    let warm_up = pace.time.min(Duration::from_secs(1));
    for contender in contenders {
        drive(&contender.work, pace.connections, warm_up, &contender.processes).await?;
    }
    let mut rounds: Vec<Vec<Run>> = Vec::new();
    for _ in 0..pace.rounds {
        let mut round = Vec::new();
        for contender in contenders {
            round.push(drive(&contender.work, pace.connections, pace.time, &contender.processes).await?);
        }
        rounds.push(round);
    }
    println!("\n{title}");
    println!("| contender | requests/s | CPU µs a request | database's share | × CPU | bar |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let mut all_hold = true;
    for (place, contender) in contenders.iter().enumerate() {
        let of = |figure: &dyn Fn(&[Run]) -> f64| Spread::of(rounds.iter().map(|round| figure(round)));
        let rate = of(&|round| round[place].rate());
        let cpu = of(&|round| round[place].cpu_micros());
        let share = of(&|round| round[place].database_share() * 100.0);
        let ratio = of(&|round| round[place].cpu_micros() / round[0].cpu_micros());
        let verdict = contender.bar.map_or_else(|| "–".to_owned(), |bar| bar.verdict(ratio));
        all_hold &= contender.bar.is_none_or(|bar| bar.holds(ratio));
        println!("| {} | {rate} | {cpu} | {:.0} % | {ratio} | {verdict} |", contender.name, share.median);
    }
    Ok(all_hold)
}
