use super::Settings;
use crate::param::{Notice, Param};

/// Most runs at once: as many as there are colours, dashes and markers.
pub(super) const MOST: usize = 6;

/// Several runs in one text, each with parameters of its own: `first,name:value,…~first,…`, where `first` is the value
/// of the table's first parameter.
pub(super) struct RunList {
    /// Parameters of one run.
    pub(super) table: &'static [Param],
    /// The runs where none are given.
    pub(super) usual: &'static str,
}

impl RunList {
    /// Reads a text; tells what could not be used.
    pub(super) fn parse(&self, text: &str) -> (Vec<Settings>, Vec<Notice>) {
        let (mut runs, mut notices) = (Vec::new(), Vec::new());
        for part in text.split('~').filter(|part| !part.trim().is_empty()).take(MOST) {
            let mut run = Settings::new(self.table);
            for (place, field) in part.split(',').enumerate() {
                let first = if place == 0 { (self.table[0].name, field) } else { (field, "") };
                let (name, value) = field.split_once(':').unwrap_or(first);
                notices.extend(run.set(name.trim(), value));
            }
            runs.push(run);
        }
        if runs.is_empty() { self.parse(self.usual) } else { (runs, notices) }
    }
    /// The inverse of [`RunList::parse`].
    pub(super) fn write(&self, runs: &[Settings]) -> String {
        let first = self.table[0].name;
        let one = |run: &Settings| {
            let fields = run.query().into_iter().filter(|(name, _)| name != first);
            let fields: String = fields.map(|(name, value)| format!(",{name}:{value}")).collect();
            format!("{}{fields}", run.text(first))
        };
        runs.iter().map(one).collect::<Vec<_>>().join("~")
    }
}
