//! Medians and ranges over rounds.

use std::fmt;

/// The middle of several figures, with the smallest and the largest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub median: f64,
    pub least: f64,
    pub most: f64,
}

impl Spread {
    /// Of at least one figure.
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = figures.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        let median = match (sorted.len() % 2, sorted.get(middle.wrapping_sub(1)), sorted.get(middle)) {
            (0, Some(below), Some(above)) => (below + above) / 2.0,
            (_, _, Some(middle)) => *middle,
            _ => f64::NAN,
        };
        let end = |figure: Option<&f64>| figure.copied().unwrap_or(f64::NAN);
        Self { median, least: end(sorted.first()), most: end(sorted.last()) }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = if self.median < 10.0 { 2 } else { 0 };
        write!(f, "{:.digits$} [{:.digits$}..{:.digits$}]", self.median, self.least, self.most)
    }
}

/// What a figure must not pass, and what is hoped for.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    pub must: f64,
    pub goal: f64,
}

impl Bar {
    /// Whether the median is within what must hold.
    pub fn holds(self, figure: Spread) -> bool {
        figure.median <= self.must
    }

    /// The bar and how it was met, in words.
    pub fn verdict(self, figure: Spread) -> String {
        let word = match (figure.median <= self.goal, self.holds(figure)) {
            (true, _) => "PASS, goal",
            (false, true) => "PASS",
            (false, false) => "MISS",
        };
        format!("must ≤ {} goal ≤ {}: {word}", self.must, self.goal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_stands_between_its_neighbours() {
        assert_eq!(Spread::of([3.0, 1.0, 2.0]), Spread { median: 2.0, least: 1.0, most: 3.0 });
        assert_eq!(Spread::of([4.0, 1.0, 3.0, 2.0]).median, 2.5);
        assert_eq!(Spread::of([1.5]).to_string(), "1.50 [1.50..1.50]");
        assert_eq!(Spread::of([409.4, 380.0, 512.0]).to_string(), "409 [380..512]");
    }

    #[test]
    fn a_bar_is_met_at_its_figure() {
        let bar = Bar { must: 2.0, goal: 1.3 };
        assert!(bar.holds(Spread::of([2.0])) && !bar.holds(Spread::of([2.01])));
        assert!(bar.verdict(Spread::of([1.3])).ends_with("PASS, goal"));
        assert!(bar.verdict(Spread::of([1.31])).ends_with(": PASS"));
        assert!(bar.verdict(Spread::of([2.5])).ends_with("MISS"));
    }
}
