//! How PostgreSQL finds a page: by the index, or by walking from the newest ticket back.
//!
//! The index gives every match of a term at once, in no order. For a rare term that is the shortest way; of a common
//! one it reads tens of thousands to show fifty, while a walk meets fifty after a few hundred tickets.

/// What a ticket costs that the index found, over one that a walk passes: it lies anywhere, and must be sorted.
const FETCH: f64 = 2.0;
/// A walk goes no farther; what it did not find by then, the index finds.
pub(super) const WALK_MAX: u64 = 20_000;
/// Tickets that a walk passes at least before it gives up.
const WALK_MIN: u64 = 1_000;

/// Documents in all and with each term; tokens that never occurred have none.
#[derive(Clone, Debug, Default)]
pub(super) struct Frequencies {
    pub documents: i64,
    /// Of each phrase: of its rarest token.
    pub phrases: Vec<i64>,
    /// Of the owners of a narrow scope together; none: the scope is wide.
    pub owned: Option<i64>,
}

/// How to find a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// By the index.
    Index,
    /// From the newest back, at most so many tickets.
    Walk(u64),
}

/// The cheaper way to `page` tickets. `along` says that an index lists the scope's own tickets by age.
pub(super) fn plan(of: &Frequencies, page: u64, along: bool) -> Plan {
    if of.documents <= 0 {
        return Plan::Index;
    }
    let all = of.documents as f64;
    let share = of.phrases.iter().map(|phrase| (*phrase as f64 / all).min(1.0)).product::<f64>();
    let scope = of.owned.map_or(1.0, |owned| (owned as f64 / all).min(1.0));
    let found = all * share * scope;
    // Among the scope's own, or among all.
    let hits = if along { share } else { share * scope };
    let passed = page as f64 / hits.max(f64::MIN_POSITIVE);
    if passed > WALK_MAX as f64 / 2.0 || FETCH * found <= passed {
        return Plan::Index;
    }
    // Twice as far as matches lie apart: they come in clusters.
    Plan::Walk((2.0 * passed) as u64).at_least(WALK_MIN)
}

impl Plan {
    fn at_least(self, least: u64) -> Self {
        match self {
            Self::Walk(tickets) => Self::Walk(tickets.clamp(least, WALK_MAX)),
            Self::Index => Self::Index,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(phrases: &[i64], owned: Option<i64>) -> Frequencies {
        Frequencies { documents: 1_000_000, phrases: phrases.to_vec(), owned }
    }

    #[test]
    fn rare_terms_go_by_the_index_and_common_ones_walk() {
        assert_eq!(plan(&of(&[200], None), 51, false), Plan::Index);
        assert_eq!(plan(&of(&[3_000], None), 51, false), Plan::Index);
        // Above two in a hundred.
        assert_eq!(plan(&of(&[20_001], None), 51, false), Plan::Walk(5_099));
        assert_eq!(plan(&of(&[400_000], None), 51, false), Plan::Walk(1_000));
        assert_eq!(plan(&of(&[400_000, 100], None), 51, false), Plan::Index, "the rarest decides");
    }

    #[test]
    fn a_narrow_scope_has_few_matches_anyway() {
        assert_eq!(plan(&of(&[20_001], Some(10_000)), 51, true), Plan::Index);
        assert_eq!(plan(&of(&[400_000], Some(10_000)), 51, true), Plan::Walk(1_000));
        assert_eq!(plan(&of(&[20_001], Some(10_000)), 51, false), Plan::Index, "a walk would pass everybody else's");
    }

    #[test]
    fn without_figures_the_index_is_asked() {
        assert_eq!(plan(&Frequencies::default(), 51, false), Plan::Index);
    }
}
