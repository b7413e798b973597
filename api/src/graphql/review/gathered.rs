//! What hangs on the reviews and rectifications of one answer: read together for all that were met before the first is
//! asked for it.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use app::setup::review::Parts;
use app::{Op, RectificationRow, RectificationStepRow};
use domain::ids::{RectificationId, ReviewId};

use crate::error::ApiError;
use crate::graphql::refusal::failure;
use crate::graphql::request::Language;

/// The parts of the reviews of one answer, read as the actor of one operation; never shared between requests.
///
/// Reviews are met one by one, below contracts that stand in lists of their own, so nobody knows them beforehand: whoever
/// asks first lets the others of the same list be met, then reads for all of them.
#[derive(Default)]
pub struct ReviewParts {
    reviews: Gathered<ReviewId, Parts>,
    rectifications: Gathered<ReviewId, Vec<RectificationRow>>,
    histories: Gathered<RectificationId, Vec<RectificationStepRow>>,
}

impl ReviewParts {
    /// A review that may be asked for its parts.
    pub fn note(&self, id: ReviewId) {
        self.reviews.note(id);
        self.rectifications.note(id);
    }

    /// A rectification that may be asked for its history.
    pub fn note_rectification(&self, id: RectificationId) {
        self.histories.note(id);
    }

    /// Terms, draws, answers and findings of a review.
    pub async fn of(&self, op: &Op, id: ReviewId) -> Result<Arc<Parts>, ApiError> {
        self.reviews.of(id, async |ids| app::setup::review::parts(op, &ids).await).await
    }

    /// What a review asked for.
    pub async fn rectifications(&self, op: &Op, id: ReviewId) -> Result<Arc<Vec<RectificationRow>>, ApiError> {
        let found = self.rectifications.of(id, async |ids| app::rectification::of_reviews(op, &ids).await).await?;
        found.iter().for_each(|row| self.note_rectification(row.id));
        Ok(found)
    }

    /// What was done to a rectification.
    pub async fn history(&self, op: &Op, id: RectificationId) -> Result<Arc<Vec<RectificationStepRow>>, ApiError> {
        self.histories.of(id, async |ids| app::rectification::history(op, &ids).await).await
    }
}

/// What is read together for all keys that were met before the first is asked for.
pub struct Gathered<K, V> {
    noted: Mutex<BTreeSet<K>>,
    read: tokio::sync::Mutex<HashMap<K, Arc<V>>>,
}

impl<K, V> Default for Gathered<K, V> {
    fn default() -> Self {
        Self { noted: Mutex::default(), read: tokio::sync::Mutex::default() }
    }
}

impl<K: Copy + Ord + Hash, V: Default> Gathered<K, V> {
    /// A key that may be asked for.
    pub fn note(&self, id: K) {
        // No code that can panic runs under this lock.
        self.noted.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
    }

    /// What there is for a key, read with that of all others met so far.
    pub async fn of<F>(&self, id: K, read: impl FnOnce(Vec<K>) -> F) -> Result<Arc<V>, ApiError>
    where
        F: Future<Output = app::Result<HashMap<K, V>>>,
    {
        self.note(id);
        tokio::task::yield_now().await;
        let mut known = self.read.lock().await;
        if let Some(found) = known.get(&id) {
            return Ok(found.clone());
        }
        let mut wanted = std::mem::take(&mut *self.noted.lock().unwrap_or_else(PoisonError::into_inner));
        wanted.insert(id);
        let ids: Vec<K> = wanted.into_iter().filter(|id| !known.contains_key(id)).collect();
        // No refusal of input can come from such a read, so the language does not matter.
        // Boxed: the future of every field of the object is as large as this one.
        let mut found = Box::pin(read(ids.clone())).await.map_err(|error| failure(error, Language::default()))?;
        for id in ids {
            known.insert(id, Arc::new(found.remove(&id).unwrap_or_default()));
        }
        Ok(known.get(&id).cloned().unwrap_or_default())
    }
}
