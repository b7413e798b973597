//! What a review comes to: a pure rule from the answers of the reviewers and what was computed.

use super::{ItemAnswer, ReviewVerdict};
use crate::text_enum;

text_enum! {
    /// What the reviewers together say of an item.
    pub enum ItemOutcome {
        /// Nobody found anything.
        Complies = "COMPLIES",
        /// Fewer than half of those to whom it applies found something.
        Noted = "NOTED",
        /// Half of them or more did.
        Deviates = "DEVIATES",
        /// It applies to nobody.
        NotApplicable = "NOT_APPLICABLE",
    }
}

/// What was found of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub mandatory: bool,
    pub outcome: ItemOutcome,
}

/// The reviewers' answers to one item, put together. Whoever holds it not applicable takes no part; of the others, half
/// are enough to say that it deviates: a tie counts against the contract.
pub fn outcome(answers: &[ItemAnswer]) -> ItemOutcome {
    let count = |of: ItemAnswer| answers.iter().filter(|answer| **answer == of).count();
    match (count(ItemAnswer::Deviates), count(ItemAnswer::Complies)) {
        (0, 0) => ItemOutcome::NotApplicable,
        (0, _) => ItemOutcome::Complies,
        (against, in_favour) if against >= in_favour => ItemOutcome::Deviates,
        _ => ItemOutcome::Noted,
    }
}

/// The verdict on all items: a mandatory one that deviates fails the review, anything else that was found is a finding.
pub fn verdict(items: impl IntoIterator<Item = Found>) -> ReviewVerdict {
    let mut verdict = ReviewVerdict::Passed;
    for item in items {
        verdict = verdict.max(match item.outcome {
            ItemOutcome::Complies | ItemOutcome::NotApplicable => ReviewVerdict::Passed,
            ItemOutcome::Deviates if item.mandatory => ReviewVerdict::Failed,
            ItemOutcome::Noted | ItemOutcome::Deviates => ReviewVerdict::PassedWithFindings,
        });
    }
    verdict
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::golden::assert_golden;

    /// One of three answers for each reviewer.
    fn any_answers() -> impl Strategy<Value = Vec<ItemAnswer>> {
        prop::collection::vec(prop::sample::select(ItemAnswer::ALL), 1..=7)
    }

    #[test]
    fn the_rule_is_the_reviewed_one() {
        let mut text = String::from(
            "What a review of three comes to: their answers to one item (C complies, D deviates, N not applicable),\n\
             what they say together, and the verdict if the rest complies, for an item that is optional or mandatory.\n\n",
        );
        let letter = |answer: &ItemAnswer| &answer.as_str()[..1];
        for (place, one) in ItemAnswer::ALL.iter().enumerate() {
            for (next, two) in ItemAnswer::ALL.iter().enumerate().skip(place) {
                for three in &ItemAnswer::ALL[next..] {
                    let answers = [*one, *two, *three];
                    let letters: Vec<&str> = answers.iter().map(letter).collect();
                    let outcome = outcome(&answers);
                    let of = |mandatory| verdict([Found { mandatory, outcome }]).as_str();
                    text.push_str(&format!(
                        "{}  {:16}{:22}{}\n",
                        letters.join(" "),
                        outcome.as_str(),
                        of(false),
                        of(true)
                    ));
                }
            }
        }
        assert_golden("review-verdicts.txt", &text);
    }

    proptest! {
        #[test]
        fn the_order_of_reviewers_does_not_matter_and_one_more_finding_never_helps(answers in any_answers(), mandatory: bool) {
            let of = |answers: &[ItemAnswer]| verdict([Found { mandatory, outcome: outcome(answers) }]);
            let mut reversed = answers.clone();
            reversed.reverse();
            prop_assert_eq!(of(&reversed), of(&answers));
            for place in 0..answers.len() {
                let mut worse = answers.clone();
                worse[place] = ItemAnswer::Deviates;
                prop_assert!(of(&worse) >= of(&answers), "{:?}", answers);
            }
            let found = answers.contains(&ItemAnswer::Deviates);
            prop_assert_eq!(of(&answers) == ReviewVerdict::Passed, !found, "no finding is lost");
        }
    }

    #[test]
    fn one_mandatory_deviation_fails_all() {
        let found = |mandatory, outcome| Found { mandatory, outcome };
        let many =
            [found(true, ItemOutcome::Complies), found(false, ItemOutcome::Deviates), found(true, ItemOutcome::Noted)];
        assert_eq!(verdict(many), ReviewVerdict::PassedWithFindings);
        assert_eq!(verdict(many.into_iter().chain([found(true, ItemOutcome::Deviates)])), ReviewVerdict::Failed);
        assert_eq!(verdict([]), ReviewVerdict::Passed);
    }
}
