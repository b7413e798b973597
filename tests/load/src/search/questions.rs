//! Questions of two to four Chinese characters out of the tickets themselves, by how often their rarest pair occurs.

use std::collections::{HashMap, HashSet};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Bounds of the classes, as shares of the tickets; what is above the last walks.
const BOUNDS: [f64; 2] = [0.001, 0.02];
/// Their names.
pub const CLASSES: [&str; 3] = ["rare (below 0.1 %)", "middling (0.1 to 2 %)", "common (above 2 %)"];

/// A question and what it takes to answer it.
#[derive(Clone, Debug)]
pub struct Question {
    pub words: String,
    pub class: usize,
    share: f64,
}

impl Question {
    /// Tickets that hold its rarest pair.
    pub fn share(&self) -> String {
        format!("{:.3} %", self.share * 100.0)
    }
}

/// Some of the tickets' texts, and how many tickets each pair of characters stands in.
#[derive(Debug, Default)]
pub struct Texts {
    tickets: u32,
    pairs: HashMap<(char, char), u32>,
    kept: Vec<String>,
}

impl Texts {
    /// Counts a ticket.
    pub fn count(&mut self, title: &str, description: &str) {
        self.tickets += 1;
        let mut seen = HashSet::new();
        for text in [title, description] {
            for pair in text.chars().zip(text.chars().skip(1)) {
                if seen.insert(pair) {
                    *self.pairs.entry(pair).or_default() += 1;
                }
            }
            if self.tickets % 50 == 1 {
                self.kept.push(text.to_owned());
            }
        }
    }

    /// So many questions, a third of each class in turn.
    pub fn draw(&self, questions: usize, seed: u64) -> Vec<Question> {
        let mut chance = StdRng::seed_from_u64(seed);
        let mut drawn: Vec<Question> = Vec::new();
        let mut attempts = 0;
        while drawn.len() < questions && attempts < 10_000_000 {
            attempts += 1;
            let text = &self.kept[chance.random_range(0..self.kept.len())];
            let chars: Vec<char> = text.chars().collect();
            let length = chance.random_range(2..=4);
            if chars.len() < length {
                continue;
            }
            let from = chance.random_range(0..=chars.len() - length);
            let words = &chars[from..from + length];
            if !words.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c)) {
                continue;
            }
            let rarest = words.windows(2).filter_map(|pair| self.pairs.get(&(pair[0], pair[1]))).min();
            let share = f64::from(rarest.copied().unwrap_or(0)) / f64::from(self.tickets);
            let class = BOUNDS.iter().filter(|bound| share >= **bound).count();
            // Each reader gets every class: questions in turn by three, readers in turn one by one.
            if class == drawn.len() / 3 % 3 {
                drawn.push(Question { words: words.iter().collect(), class, share });
            }
        }
        drawn
    }
}
