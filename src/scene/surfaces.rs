//! Scenes whose objective is chosen from the catalogue.

use super::Settings;
use crate::objective::{self, Objective};
use crate::param::{Given, Param};
use std::rc::Rc;

/// The name and parameters of the objective that stands; none at first.
#[derive(Default)]
pub(super) struct Built(Vec<String>);

impl Built {
    /// The objective that is set, where it is another one than stands.
    pub(super) fn renew(&mut self, choice: &Param, settings: &Settings) -> Option<Rc<dyn Objective>> {
        let entry = objective::chosen(settings.text(choice));
        let own = entry.params.iter().map(|param| settings.text(param).to_owned());
        let wanted: Vec<String> = [entry.name.to_owned()].into_iter().chain(own).collect();
        (wanted != self.0).then(|| {
            self.0 = wanted;
            entry.build(settings)
        })
    }
}
