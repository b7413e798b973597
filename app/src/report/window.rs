//! The window of a report.

use crate::{Violation, Window};

/// What is wrong with a window: it ends before it begins. One that ends where it begins holds nothing.
pub fn mistakes_of_window(window: Window) -> Vec<Violation> {
    let backwards = window.from.zip(window.before).is_some_and(|(from, before)| before < from);
    let mistake = || Violation::new("OUT_OF_ORDER", "before", "before lies before from", "before 早于 from");
    backwards.then(mistake).into_iter().collect()
}
