use crate::decimal;
use crate::param::{Kind, Notice, Param, parse_point};

/// The values of a parameter table, as text: what a link carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    table: &'static [Param],
    values: Vec<String>,
}

impl Settings {
    /// All defaults.
    pub fn new(table: &'static [Param]) -> Self {
        Self { table, values: table.iter().map(|param| param.default.to_owned()).collect() }
    }
    fn index(&self, name: &str) -> Option<usize> {
        self.table.iter().position(|param| param.name == name)
    }
    /// Sets `name` from text; the nearest usable value is taken and the notice says so. Unknown names are reported.
    pub fn set(&mut self, name: &str, text: &str) -> Option<Notice> {
        let Some(index) = self.index(name) else {
            let names: Vec<_> = self.table.iter().map(|param| param.name).collect();
            return Some(Notice::unknown(name, names.join(", ")));
        };
        let (used, notice) = self.table[index].parse(text);
        self.values[index] = used;
        notice
    }
    /// All defaults, then the parameters of a link.
    pub fn load(&mut self, query: &[(String, String)]) -> Vec<Notice> {
        *self = Self::new(self.table);
        query.iter().filter_map(|(name, text)| self.set(name, text)).collect()
    }
    /// The parameters that are not at their defaults.
    pub fn query(&self) -> Vec<(String, String)> {
        let pairs = self.table.iter().zip(&self.values);
        pairs
            .filter(|(param, value)| param.parse(param.default).0 != param.parse(value).0)
            .map(|(param, value)| (param.name.to_owned(), value.clone()))
            .collect()
    }
    /// Takes values that are usual beside what is set (a curve's own start, a surface's own rate), where a link gives
    /// none.
    pub(super) fn assume(&mut self, usual: &[(&str, &str)], given: &[(String, String)]) {
        for (name, value) in usual {
            if !given.iter().any(|(other, _)| other == name) {
                self.set(name, value);
            }
        }
    }
    /// The link, with the parameters of `usual` only where they differ from it.
    pub(super) fn query_beside(&self, usual: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut query = self.query();
        query.retain(|(name, _)| !usual.iter().any(|(other, _)| name == other));
        let others = usual.iter().filter(|(name, value)| self.text(name) != *value);
        query.extend(others.map(|(name, _)| ((*name).to_owned(), self.text(name).to_owned())));
        query
    }
    /// The text of `name`, which must be in the table.
    pub fn text(&self, name: &str) -> &str {
        &self.values[self.index(name).expect("a name of the table")]
    }
    /// The number of `name`.
    pub fn number(&self, name: &str) -> f64 {
        decimal::parse(self.text(name)).unwrap_or_default()
    }
    /// The point of `name`, if one is set.
    pub fn point(&self, name: &str) -> Option<(f64, f64)> {
        parse_point(self.text(name))
    }
    /// The members of the list `name`.
    pub fn list(&self, name: &str) -> Vec<usize> {
        self.text(name).split(',').filter_map(|item| item.parse().ok()).collect()
    }
    /// Takes the next seed.
    pub fn next_seed(&mut self) {
        let seed = (self.number("seed") + 1.0) % 4_294_967_296.0;
        self.set("seed", &seed.to_string());
    }
    /// The row of `name`.
    pub fn param(&self, name: &str) -> &'static Param {
        &self.table[self.index(name).expect("a name of the table")]
    }
}

/// A value in the middle of a log range moves by a factor, others by a step: what one arrow key does to a point.
pub(super) fn point_text((x, y): (f64, f64)) -> String {
    let round = |v: f64| libm::round(v * 1e4) / 1e4;
    format!("{},{}", round(x), round(y))
}

/// The start of every scene: a point, or the objective's own where none is set.
pub(super) const START: Param = Param { name: "start", kind: Kind::Point, default: "", unit: "" };

/// How fast every scene plays.
pub(super) const SPEED: Param = Param::choice("speed", &["0.5", "1", "2", "5"]).default("1");

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: &[Param] = &[Param::log("learning-rate", 0.001, 2.0, "0.05"), START];

    #[test]
    fn a_link_holds_what_differs_from_the_defaults() {
        let mut settings = Settings::new(TABLE);
        assert_eq!(settings.query(), []);
        let query = [("learning-rate".to_owned(), "0.5".to_owned()), ("start".to_owned(), "1,2".to_owned())];
        assert_eq!(settings.load(&query), []);
        assert_eq!((settings.query(), settings.point("start")), (query.to_vec(), Some((1.0, 2.0))));
    }

    #[test]
    fn bad_values_and_names_are_told() {
        let mut settings = Settings::new(TABLE);
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let query = [pair("learning-rate", "1e6"), pair("lerning", "1"), pair("start", "NaN,0")];
        let keys: Vec<_> = settings.load(&query).iter().map(|notice| notice.key).collect();
        assert_eq!(keys, ["notice.range", "notice.unknown", "notice.default"]);
        assert_eq!((settings.number("learning-rate"), settings.point("start")), (2.0, None));
    }
}
