//! What a link sets, and the link to what is set.

use super::Figure;
use super::model::{Model, What};
use super::runs::RUNS;
use super::settings::{Settings, is_runs};
use crate::param::{Notice, Param};

impl<M: Model> Figure<M> {
    /// Its parameters.
    pub(super) fn params() -> Vec<&'static Param> {
        let own = M::CONTROLS
            .iter()
            .filter_map(|row| if let What::Set(param) = row.what { Some(param) } else { None });
        let mut params: Vec<&'static Param> = own.collect();
        params.extend(M::shapes());
        params.extend(Self::step_param());
        params
    }

    /// All parameters but the runs', at their defaults.
    pub(super) fn blank() -> Settings {
        Settings::new(Self::params().into_iter().filter(|param| !is_runs(param)))
    }
    /// What a link sets, all else as is usual beside it; tells what could not be used.
    pub(super) fn read(query: &[(String, String)]) -> (Settings, Vec<Notice>) {
        let mut settings = Self::blank();
        let own = || query.iter().filter(|(name, _)| M::RUNS.is_none() || name != RUNS);
        let mut notices = Vec::new();
        // Twice, because what is counted in examples goes up to their number, which may be said after it.
        for _ in 0..2 {
            notices = own().filter_map(|(name, text)| settings.set(name, text)).collect();
        }
        if let Some(param) = Self::step_param() {
            settings.put(param, param.default);
        }
        let usual = M::usual(&settings);
        settings.assume(&usual, query);
        (settings, notices)
    }
    /// Takes what a link sets, all else at its default, and stands at the step that it names; tells what could not be
    /// used.
    pub(super) fn take(&mut self, link: &[(String, String)]) -> Vec<Notice> {
        let mut notices = self.settings.twice(link);
        let (query, step) = Self::read_step(link);
        let (settings, told) = Self::read(&query);
        self.settings = settings;
        notices.extend(told);
        notices.extend(self.load_runs(&query));
        notices.extend(M::loaded(self));
        self.usual_speed();
        self.restart();
        self.rebuild();
        self.stand(step);
        notices
    }
    /// What differs from the usual settings, as a link writes it.
    pub(super) fn link(&self) -> Vec<(String, String)> {
        let mut query = self.settings.query_beside(&M::usual(&self.settings));
        if let Some(list) = M::RUNS {
            let runs = list.write(&self.runs);
            if runs != list.tidy(&M::usual_runs(&self.settings)) {
                query.push((RUNS.to_owned(), runs));
            }
        }
        query
    }
}
