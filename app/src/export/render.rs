//! From a document to the bytes of a file, a few at once.

use std::sync::Arc;
use std::time::Duration;

use domain::export::{FileFormat, MOST_CELLS};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::document::Document;
use super::made::Made;
use super::{csv, pdf, xlsx};
use crate::{App, Error, Result};

/// Files that a process makes at once: each takes a core and hundreds of megabytes for a few seconds.
pub(crate) const AT_ONCE: usize = 2;

/// So long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// The bytes of a file.
///
/// # Errors
/// `TOO_MANY_CELLS`; [`Error::Busy`] when as many files as may be are being made for longer than somebody waits.
pub(super) async fn render(app: &App, made: Made, format: FileFormat) -> Result<Vec<u8>> {
    refuse_too_many(made.document.cells())?;
    in_turn(&app.report_files, move || match format {
        FileFormat::Csv => csv::render(&made.document),
        FileFormat::Xlsx => xlsx::render(&made.document),
        FileFormat::Pdf => pdf::render(&made.document),
    })
    .await
}

/// The pages of several documents that are one file for whoever gets them: in one turn, in their order.
///
/// # Errors
/// The same.
pub(super) async fn render_pages(app: &App, documents: Vec<Document>) -> Result<Vec<Vec<u8>>> {
    refuse_too_many(documents.iter().map(Document::cells).sum())?;
    in_turn(&app.report_files, move || documents.iter().map(pdf::render).collect()).await
}

/// Does the work off the threads that answer requests, once it is its turn.
async fn in_turn<T: Send + 'static>(
    files: &Arc<Semaphore>,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let turn = turn(files, PATIENCE).await?;
    let done = tokio::task::spawn_blocking(move || {
        // A turn lasts for as long as the work, also when nobody waits for it any more.
        let _turn = turn;
        work()
    });
    done.await.map_err(|error| Error::Internal(error.into()))?
}

fn refuse_too_many(cells: usize) -> Result<()> {
    if cells <= MOST_CELLS {
        return Ok(());
    }
    let en = format!("{cells} cells: a file holds {MOST_CELLS} at most");
    let zh = format!("共 {cells} 个单元格，单个文件最多 {MOST_CELLS} 个");
    Err(Error::invalid("TOO_MANY_CELLS", "report", en, zh))
}

/// The right to make one file of those that are made at once.
async fn turn(files: &Arc<Semaphore>, patience: Duration) -> Result<OwnedSemaphorePermit> {
    let turn = tokio::time::timeout(patience, Arc::clone(files).acquire_owned()).await;
    turn.map_err(|_| Error::Busy(AT_ONCE))?.map_err(|error| Error::Internal(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_cells_are_refused_with_their_number() {
        assert!(refuse_too_many(2_000_000).is_ok());
        let Err(Error::Invalid(violations)) = refuse_too_many(2_000_001) else { panic!("these must be refused") };
        assert_eq!((violations[0].code, violations[0].field), ("TOO_MANY_CELLS", Some("report")));
        assert!(violations[0].en.contains("2000001") && violations[0].zh.contains("2000001"));
    }

    #[tokio::test]
    async fn a_third_file_has_no_turn_while_two_are_made() {
        let files = Arc::new(Semaphore::new(AT_ONCE));
        let first = turn(&files, Duration::ZERO).await.expect("a turn");
        let _second = turn(&files, Duration::ZERO).await.expect("another");
        let Err(Error::Busy(limit)) = turn(&files, Duration::ZERO).await else { panic!("there is no third") };
        assert_eq!(limit, 2);
        drop(first);
        let _third = turn(&files, Duration::ZERO).await.expect("the turn that became free");
    }
}
