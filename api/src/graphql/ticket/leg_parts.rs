//! What hangs on the legs of one list, read for all of them at once, when the first is asked for it.

use std::collections::HashMap;
use std::sync::Arc;

use app::Op;
use app::ticket::{EventView, LegView};
use domain::ids::LegId;
use domain::sla::Explanation;
use tokio::sync::OnceCell;

use crate::error::ApiError;
use crate::graphql::refusal::failure;
use crate::graphql::request::Language;

/// Events and clocks of a leg, up to its end.
#[derive(Default)]
pub struct LegStory {
    pub events: Arc<Vec<EventView>>,
    pub clocks: Vec<Explanation>,
}

/// The stories of the legs of one list, read as the actor of one operation.
pub struct LegParts {
    op: Op,
    legs: Vec<LegView>,
    stories: OnceCell<HashMap<LegId, Arc<LegStory>>>,
}

impl LegParts {
    pub fn new(op: Op, legs: Vec<LegView>) -> Self {
        Self { op, legs, stories: OnceCell::new() }
    }

    /// The story of a leg of the list.
    pub async fn story(&self, id: LegId) -> Result<Arc<LegStory>, ApiError> {
        let read = async || -> Result<_, ApiError> {
            let found = app::ticket::leg_stories(&self.op, &self.legs).await;
            // No refusal of input can come from such a read, so the language does not matter.
            let found = found.map_err(|error| failure(error, Language::default()))?;
            let shared =
                |story: app::ticket::LegStory| LegStory { events: Arc::new(story.events), clocks: story.clocks };
            Ok(found.into_iter().map(|(id, story)| (id, Arc::new(shared(story)))).collect())
        };
        let all: &HashMap<LegId, Arc<LegStory>> = self.stories.get_or_try_init(read).await?;
        Ok(all.get(&id).cloned().unwrap_or_default())
    }
}
