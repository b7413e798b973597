//! The templates that come with the product.

use std::sync::LazyLock;

use super::PolicyTemplate;

const FILES: [&str; 7] = [
    include_str!("../../data/policy-templates/om-default.json"),
    include_str!("../../data/policy-templates/software-maintenance.json"),
    include_str!("../../data/policy-templates/database.json"),
    include_str!("../../data/policy-templates/five-levels.json"),
    include_str!("../../data/policy-templates/government-av.json"),
    include_str!("../../data/policy-templates/government-on-site.json"),
    include_str!("../../data/policy-templates/cloud-abc.json"),
];

/// Every template, the product's own first.
pub fn policy_templates() -> &'static [PolicyTemplate] {
    static READ: LazyLock<Vec<PolicyTemplate>> = LazyLock::new(|| FILES.iter().map(|file| read(file)).collect());
    &READ
}

fn read(file: &str) -> PolicyTemplate {
    serde_json::from_str(file).expect("a test reads every template")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::golden::assert_golden;
    use crate::policy_template::CalendarRole;
    use crate::sla::TargetDuration;
    use crate::ticket::SiteClass;

    #[test]
    fn every_template_has_a_name_a_source_and_a_code_of_its_own() {
        let mut codes = BTreeSet::new();
        for template in policy_templates() {
            assert!(codes.insert(&template.code), "{}", template.code);
            let texts = [&template.name, &template.about].map(|text| [&text.zh, &text.en]);
            assert!(texts.iter().flatten().all(|text| !text.is_empty()), "{}", template.code);
            assert!(!template.source.is_empty(), "{}", template.code);
        }
    }

    #[test]
    fn what_is_counted_round_the_clock_asks_for_no_office_hours() {
        for template in policy_templates() {
            for target in &template.targets {
                let real = matches!(target.duration, TargetDuration::RealTime(_));
                assert_eq!(real, target.role == CalendarRole::AroundTheClock, "{} {target:?}", template.code);
            }
        }
    }

    #[test]
    fn the_tables_are_the_reviewed_ones() {
        let mut text =
            String::from("Templates of policies: metric, priority, site and promise; × where pauses do not count.\n");
        for template in policy_templates() {
            text.push_str(&format!("\n{} {}\n", template.code, template.name.zh));
            for target in &template.targets {
                let duration = match target.duration {
                    TargetDuration::Working(seconds) => format!("{} working min", seconds / 60),
                    TargetDuration::RealTime(seconds) => format!("{} min", seconds / 60),
                    TargetDuration::WorkingDays(days) => format!("{days} working days"),
                };
                let site = target.site_class.map_or("any", SiteClass::as_str);
                let pauses = if target.pausable { "" } else { " ×" };
                text.push_str(&format!(
                    "  {:8} {} {site:6} {duration}{pauses}\n",
                    target.metric.as_str(),
                    target.priority
                ));
            }
        }
        assert_golden("policy-templates.txt", &text);
    }
}
