//! Runs that the reader can add and remove: as text, and as part of a figure.

use super::Figure;
use super::model::Model;
use super::parts::{Control, Group};
use super::settings::Settings;
use crate::param::{Given, MOST, Notice, Param};

/// Several runs in one text, each with parameters of its own: `first,name:value,…~first,…`, where `first` is the value
/// of the table's first parameter.
#[derive(Clone, Copy)]
pub(super) struct RunList {
    /// The parameters of a run whose first parameter has this value.
    pub(super) table: fn(&str) -> Vec<&'static Param>,
    /// Parameters that a run keeps when its first one changes.
    pub(super) kept: &'static [&'static Param],
    /// The runs where none are given; empty where there may be none.
    pub(super) usual: &'static str,
}

impl RunList {
    fn one(&self, text: &str) -> (Settings, Vec<Notice>) {
        let mut fields = text.split(',').map(str::trim);
        let first = fields.next().unwrap_or_default();
        let head = (self.table)(first)[0];
        let first = first.strip_prefix(head.name).and_then(|rest| rest.strip_prefix(':')).unwrap_or(first);
        let mut run = Settings::new((self.table)(first));
        let mut notices: Vec<Notice> = run.put(head, first).into_iter().collect();
        for field in fields {
            let (name, value) = field.split_once(':').unwrap_or((field, ""));
            notices.extend(run.set(name.trim(), value));
        }
        (run, notices)
    }
    /// Reads a text, or `usual` where there are no runs in it; tells what could not be used.
    pub(super) fn parse(&self, text: &str, usual: &str) -> (Vec<Settings>, Vec<Notice>) {
        let parts = |text: &str| -> Vec<(Settings, Vec<Notice>)> {
            text.split('~')
                .filter(|part| !part.trim().is_empty())
                .take(MOST)
                .map(|part| self.one(part))
                .collect()
        };
        let mut runs = parts(text);
        if runs.is_empty() {
            runs = parts(usual);
        }
        let (runs, notices): (Vec<_>, Vec<_>) = runs.into_iter().unzip();
        (runs, notices.concat())
    }
    /// The fewest runs that there may be.
    fn fewest(&self) -> usize {
        usize::from(!self.usual.is_empty())
    }
    /// What is told of the number of runs in a text of a link.
    fn count(&self, text: &str) -> Option<Notice> {
        match text.split('~').filter(|part| !part.trim().is_empty()).count() {
            0 if self.fewest() == 0 => None,
            0 => Some(Param::runs("").told(text, "")),
            count if count > MOST => Some(Notice {
                key: "notice.runs",
                args: vec![("count", count.to_string()), ("most", MOST.to_string())],
            }),
            _ => None,
        }
    }
    /// The inverse of [`RunList::parse`].
    pub(super) fn write(&self, runs: &[Settings]) -> String {
        let one = |run: &Settings| {
            let Some(first) = run.params().next() else { return String::new() };
            let fields = run.query().into_iter().filter(|(name, _)| name != first.name);
            let fields: String = fields.map(|(name, value)| format!(",{name}:{value}")).collect();
            format!("{}{fields}", run.text(first))
        };
        runs.iter().map(one).collect::<Vec<_>>().join("~")
    }
    /// A text as [`RunList::write`] would write it.
    pub(super) fn tidy(&self, text: &str) -> String {
        self.write(&self.parse(text, text).0)
    }
    /// Sets one parameter of a run. Another first parameter brings another table, whose own parameters are at their
    /// defaults.
    pub(super) fn set(&self, run: &mut Settings, name: &str, text: &str) -> Option<Notice> {
        let notice = run.set(name, text);
        let Some(first) = run.params().next().filter(|first| first.is_called(name)) else { return notice };
        let mut next = Settings::new((self.table)(run.text(first)));
        for param in self.kept.iter().chain([&first]) {
            next.put(param, run.text(param));
        }
        *run = next;
        notice
    }
}

/// What a link calls the list of runs, and the buttons that change it.
pub(super) const RUNS: &str = "runs";
const ADD: &str = "add-run";
const REMOVE: &str = "remove-run";

impl<M: Model> Figure<M> {
    pub(super) fn load_runs(&mut self, query: &[(String, String)]) -> Vec<Notice> {
        let Some(list) = M::RUNS else { return Vec::new() };
        let usual = M::usual_runs(&self.settings);
        let text = query.iter().rfind(|(name, _)| name == RUNS).map_or(usual.as_str(), |(_, text)| text);
        let (runs, notices) = list.parse(text, &usual);
        self.runs = runs;
        let twice = Param::runs("").is_twice(query).then(|| Notice::twice(RUNS));
        twice.into_iter().chain(list.count(text)).chain(notices).collect()
    }
    pub(super) fn set_run(&mut self, index: usize, name: &str, text: &str) -> Option<Notice> {
        let notice = M::RUNS.and_then(|list| list.set(self.runs.get_mut(index)?, name, text));
        self.rebuild();
        notice
    }
    pub(super) fn run_controls(&self) -> Vec<Control> {
        let Some(list) = M::RUNS else { return Vec::new() };
        let mut controls = Vec::new();
        for (index, run) in self.runs.iter().enumerate() {
            let params = M::run_controls(self, run).into_iter();
            let group = |param| if M::run_folded(param) { Group::RunMore } else { Group::Run };
            controls.extend(params.map(|param| {
                let mut control = Control::of(param, run, Some(index), group(param));
                M::run_control(self, &mut control);
                control
            }));
            controls.push(Control::button(REMOVE, Some(index), Group::Run, self.runs.len() > list.fewest()));
        }
        controls.push(Control::button(ADD, None, Group::Run, self.runs.len() < MOST));
        controls
    }
    /// Adds the run that comes next, or removes one.
    pub(super) fn command_of_runs(&mut self, name: &str, run: Option<usize>) {
        let (room, fewest) = M::RUNS.map_or((0, MOST), |list| (MOST, list.fewest()));
        match (name, run) {
            (ADD, _) if self.runs.len() < room => {
                let next = M::next_run(self).or_else(|| self.runs.last().cloned());
                self.runs.extend(next);
            }
            (REMOVE, Some(index)) if self.runs.len() > fewest && index < self.runs.len() => {
                self.runs.remove(index);
            }
            _ => return,
        }
        self.rebuild();
    }
}
