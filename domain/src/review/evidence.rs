//! How what a check found is put into words.

/// So many faults are named; of the others, how many there are.
const NAMED: usize = 20;

/// What a check looked at.
pub struct Evidence {
    /// What is wrong, each in a few words that need no translation.
    pub faults: Vec<String>,
    /// What is said when nothing is, in English and Chinese.
    pub good: (String, String),
    /// What is said before the faults.
    pub bad: (String, String),
}

/// The faults in one line, in English and Chinese.
pub fn listed(faults: &[String]) -> (String, String) {
    let named = &faults[..faults.len().min(NAMED)];
    let (mut en, mut zh) = (named.join("; "), named.join("；"));
    if let more @ 1.. = faults.len() - named.len() {
        en.push_str(&format!("; and {more} more"));
        zh.push_str(&format!("；另有 {more} 项"));
    }
    (en, zh)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_cut_and_says_so() {
        let faults: Vec<String> = (1..=22).map(|number| number.to_string()).collect();
        let (en, zh) = listed(&faults);
        assert!(en.ends_with("19; 20; and 2 more") && zh.ends_with("19；20；另有 2 项"), "{en} {zh}");
        assert_eq!(listed(&faults[..2]), ("1; 2".to_owned(), "1；2".to_owned()));
    }
}
