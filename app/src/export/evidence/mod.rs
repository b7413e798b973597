//! Evidence as pages: what the JSON files of a bundle say, laid out for people, in both languages. Nothing is in them
//! that is not in those files.

mod clock;
mod dispute;
mod event;
mod pause;
mod people;
mod scorecard;
mod sum;
mod verdict;
mod words;

use domain::bundle::{BundleFile, BundleSubject};
use domain::export::FileLanguage;

pub(crate) use scorecard::scorecard_pages;
pub(crate) use verdict::verdict_pages;

use self::words::happened;
use super::document::Document;
use super::pdf;
use super::render::render_pages;
use super::words::{Word, named};
use crate::{App, Result};

/// Pages before they are laid out.
#[derive(Debug)]
pub(crate) struct EvidencePages(Vec<Document>);

impl EvidencePages {
    fn in_both(document: impl Fn(FileLanguage) -> Document) -> Self {
        Self([FileLanguage::En, FileLanguage::Zh].map(document).into())
    }

    /// The files of the pages: the same facts have the same bytes.
    ///
    /// # Errors
    /// `TOO_MANY_CELLS`; [`crate::Error::Busy`] when as many files as may be are being made for longer than somebody waits.
    pub(crate) async fn files(self, app: &App) -> Result<Vec<BundleFile>> {
        let names: Vec<&str> = self.0.iter().map(|document| file_name(document.language)).collect();
        let rendered = render_pages(app, self.0).await?;
        Ok(names.into_iter().zip(rendered).map(|(name, bytes)| BundleFile { name: name.to_owned(), bytes }).collect())
    }

    /// The same for whoever has nothing else to do: no turn is waited for.
    ///
    /// # Errors
    /// Internal, when they cannot be laid out.
    pub(crate) fn lay_out(&self) -> Result<Vec<BundleFile>> {
        let file = |document: &Document| {
            Ok(BundleFile { name: file_name(document.language).to_owned(), bytes: pdf::render(document)? })
        };
        self.0.iter().map(file).collect()
    }
}

const fn file_name(language: FileLanguage) -> &'static str {
    match language {
        FileLanguage::En => "evidence-en.pdf",
        FileLanguage::Zh => "evidence-zh.pdf",
    }
}

/// What a bundle is about: label and text, a line each.
fn subject(of: &BundleSubject, language: FileLanguage) -> Vec<(String, String)> {
    let say = |en: &str, zh: &str| language.choose(en, zh).to_owned();
    let (mut facts, parties) = match of {
        BundleSubject::Verdict { number, key, parties, .. } => {
            let (metric, cycle, seq) = (key.metric.word(language), key.cycle, key.seq);
            let promise = language.choose(
                format!("{metric}, cycle {cycle}, number {seq}"),
                format!("{metric}，第 {cycle} 轮，第 {seq} 个"),
            );
            (vec![(say("Ticket", "工单"), number.clone()), (say("Promise", "承诺"), promise)], parties)
        }
        BundleSubject::Assessment { period, revision, state, parties, .. } => {
            let state = state.word(language);
            let state =
                language.choose(format!("{state}, revision {revision}"), format!("{state}（第 {revision} 版）"));
            (vec![(say("Period", "周期"), named(*period, language)), (say("State", "状态"), state)], parties)
        }
    };
    facts.push((say("Contract", "合同"), parties.number.clone()));
    facts.push((say("Agency", "采购单位"), parties.agency.clone()));
    facts.push((say("Vendor", "服务商"), parties.vendor.clone()));
    facts
}

/// How the file that a page lies in is checked.
fn checked(language: FileLanguage) -> (String, String) {
    let say = |en: &str, zh: &str| language.choose(en, zh).to_owned();
    (
        say("To be checked by", "核验方式"),
        say(
            "gongdan verify bundle FILE, without network or database; the JSON files beside this one say the same.",
            "gongdan verify bundle 文件名，无需网络与数据库；同包 JSON 文件为同一内容的机读形式。",
        ),
    )
}
