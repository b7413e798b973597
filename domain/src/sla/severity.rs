//! How a version ranks work: the priority of each impact and urgency, and when a level rises by itself.

use serde::{Deserialize, Serialize};

use super::TargetDuration;
use crate::ticket::{Impact, Priority, Urgency};

/// The priority of each impact and urgency. More impact, or more urgency, never means a lower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriorityMatrix([[Priority; 3]; 3]);

/// One cell of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriorityCell {
    /// How much is affected.
    pub impact: Impact,
    /// How fast the effect grows.
    pub urgency: Urgency,
    /// What that comes to.
    pub priority: Priority,
}

/// What keeps cells from being a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixMistake {
    /// No cell says what these come to.
    Missing(Impact, Urgency),
    /// More than one cell does.
    Twice(Impact, Urgency),
    /// The first cell has more impact or more urgency than the second, and a lower priority.
    Lowers(PriorityCell, PriorityCell),
}

impl Default for PriorityMatrix {
    /// The ITIL matrix.
    fn default() -> Self {
        let row = |impact: Impact| {
            [Urgency::High, Urgency::Medium, Urgency::Low].map(|urgency| Priority::from_matrix(impact, urgency))
        };
        Self([Impact::High, Impact::Medium, Impact::Low].map(row))
    }
}

impl PriorityMatrix {
    /// The priority of an impact and an urgency.
    pub const fn of(&self, impact: Impact, urgency: Urgency) -> Priority {
        self.0[impact as usize][urgency as usize]
    }

    /// The matrix of nine cells in any order.
    ///
    /// # Errors
    /// Every mistake.
    pub fn from_cells(cells: &[PriorityCell]) -> Result<Self, Vec<MatrixMistake>> {
        let mut matrix = Self::default();
        let mut mistakes = Vec::new();
        for (impact, urgency) in places() {
            let mut of = cells.iter().filter(|cell| (cell.impact, cell.urgency) == (impact, urgency));
            match (of.next(), of.next()) {
                (Some(cell), None) => matrix.0[impact as usize][urgency as usize] = cell.priority,
                (None, _) => mistakes.push(MatrixMistake::Missing(impact, urgency)),
                (Some(_), Some(_)) => mistakes.push(MatrixMistake::Twice(impact, urgency)),
            }
        }
        if mistakes.is_empty() {
            mistakes = matrix.lowering();
        }
        if mistakes.is_empty() { Ok(matrix) } else { Err(mistakes) }
    }

    /// The nine cells, the gravest first.
    pub fn cells(&self) -> impl Iterator<Item = PriorityCell> + '_ {
        places().map(|(impact, urgency)| PriorityCell { impact, urgency, priority: self.of(impact, urgency) })
    }

    /// One step of impact or of urgency at a time: what holds for every step holds for every way.
    fn lowering(&self) -> Vec<MatrixMistake> {
        let step = |graver: PriorityCell, milder: PriorityCell| {
            let (impact, urgency) = (graver.impact as usize, graver.urgency as usize);
            let next = [(impact + 1, urgency), (impact, urgency + 1)];
            next.contains(&(milder.impact as usize, milder.urgency as usize)) && graver.priority > milder.priority
        };
        let pairs = self.cells().flat_map(|graver| self.cells().map(move |milder| (graver, milder)));
        let wrong = pairs.filter(|(graver, milder)| step(*graver, *milder));
        wrong.map(|(graver, milder)| MatrixMistake::Lowers(graver, milder)).collect()
    }
}

fn places() -> impl Iterator<Item = (Impact, Urgency)> {
    Impact::ALL.iter().flat_map(|impact| Urgency::ALL.iter().map(|urgency| (*impact, *urgency)))
}

/// A level that rises by itself: what is not restored in time becomes one priority graver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeverityRise {
    /// The priority that rises; never P1.
    pub from: Priority,
    /// How long a ticket may have had it in the present cycle; none: as long as its RESTORE target says. Counted in the
    /// calendar of that target, without its pauses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<TargetDuration>,
}

/// What a version says about ranks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeverityRules {
    /// The priority of each impact and urgency.
    #[serde(default)]
    pub matrix: PriorityMatrix,
    /// The levels that rise by themselves; none by default.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rises: Vec<SeverityRise>,
}

impl SeverityRules {
    /// Whether they are the usual ones: the ITIL matrix, and nothing rises by itself.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// The rise of a priority.
    pub fn rise(&self, from: Priority) -> Option<SeverityRise> {
        self.rises.iter().copied().find(|rise| rise.from == from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usual() -> Vec<PriorityCell> {
        PriorityMatrix::default().cells().collect()
    }

    fn set(cells: &mut [PriorityCell], impact: Impact, urgency: Urgency, priority: Priority) {
        for cell in cells.iter_mut().filter(|cell| (cell.impact, cell.urgency) == (impact, urgency)) {
            cell.priority = priority;
        }
    }

    #[test]
    fn the_usual_matrix_is_the_one_of_itil() {
        let all = usual().iter().map(|cell| cell.priority.as_str()).collect::<Vec<_>>();
        assert_eq!(all, ["P1", "P2", "P3", "P2", "P3", "P4", "P3", "P4", "P4"]);
        assert_eq!(PriorityMatrix::from_cells(&usual()), Ok(PriorityMatrix::default()));
    }

    #[test]
    fn a_cell_is_said_once() {
        let mut cells = usual();
        let last = cells.pop().expect("nine");
        assert_eq!(
            PriorityMatrix::from_cells(&cells),
            Err(vec![MatrixMistake::Missing(Impact::Low, Urgency::Low)]),
            "eight"
        );
        cells.extend([last, last]);
        assert_eq!(
            PriorityMatrix::from_cells(&cells),
            Err(vec![MatrixMistake::Twice(Impact::Low, Urgency::Low)]),
            "ten"
        );
    }

    #[test]
    fn more_impact_or_more_urgency_never_lowers_the_priority() {
        let mut cells = usual();
        set(&mut cells, Impact::High, Urgency::High, Priority::P3);
        let mistakes = PriorityMatrix::from_cells(&cells).expect_err("it lowers");
        let cell = |impact, urgency, priority| PriorityCell { impact, urgency, priority };
        let top = cell(Impact::High, Urgency::High, Priority::P3);
        assert_eq!(
            mistakes,
            [
                MatrixMistake::Lowers(top, cell(Impact::High, Urgency::Medium, Priority::P2)),
                MatrixMistake::Lowers(top, cell(Impact::Medium, Urgency::High, Priority::P2)),
            ]
        );
        set(&mut cells, Impact::High, Urgency::High, Priority::P2);
        assert!(PriorityMatrix::from_cells(&cells).is_ok(), "no priority needs to be used");
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_monotone(ranks in prop::collection::vec(0..4_usize, 9)) {
            let mut cells = usual();
            for (cell, rank) in cells.iter_mut().zip(&ranks) {
                cell.priority = Priority::ALL[*rank];
            }
            let graver = |one: &PriorityCell, other: &PriorityCell| {
                one.impact <= other.impact && one.urgency <= other.urgency
            };
            let lowers = cells.iter().any(|one| {
                cells.iter().any(|other| graver(one, other) && one.priority > other.priority)
            });
            prop_assert_eq!(PriorityMatrix::from_cells(&cells).is_err(), lowers);
        }
    }
}
