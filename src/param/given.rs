use super::Param;
use crate::decimal;
use crate::named::Named;
use std::marker::PhantomData;

/// Values of parameters, wherever they come from: a scene's settings, or a description that has been checked.
pub trait Given {
    /// The value of `param` as text; its default where it is not given.
    fn text(&self, param: &Param) -> &str;
    /// The number of `param`.
    fn number(&self, param: &Param) -> f64;
}

/// Nothing is given: every parameter has its default.
#[derive(Clone, Copy, Debug)]
pub struct Defaults;

impl Given for Defaults {
    fn text(&self, param: &Param) -> &str {
        param.default
    }
    fn number(&self, param: &Param) -> f64 {
        decimal::parse(param.default).unwrap_or_default()
    }
}

/// A parameter that takes one value of a closed set.
#[derive(Debug)]
pub struct Choice<T> {
    /// Its row.
    pub param: Param,
    set: PhantomData<T>,
}

impl<T: Named> Choice<T> {
    /// The parameter `name`, whose default is the first value of the set.
    pub const fn new(name: &'static str) -> Self {
        Self { param: Param::choice(name, T::NAMES), set: PhantomData }
    }
    /// The same parameter with another default, by its name.
    pub const fn default(mut self, default: &'static str) -> Self {
        self.param.default = default;
        self
    }
    /// The value called `text`, which the parameter has parsed: the set's first for a name it does not have.
    pub fn value(&self, text: &str) -> T {
        T::named(text).unwrap_or_else(T::usual)
    }
    /// The value among those that are given.
    pub fn of(&self, given: &dyn Given) -> T {
        self.value(given.text(&self.param))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::named::named;

    named! {
        enum Order {
            Reshuffle = "reshuffle",
            Once = "once",
            Replacement = "replacement",
        }
    }

    static ORDER: Choice<Order> = Choice::new("order");

    struct Text(&'static str);

    impl Given for Text {
        fn text(&self, _: &Param) -> &str {
            self.0
        }
        fn number(&self, param: &Param) -> f64 {
            decimal::parse(self.text(param)).unwrap_or_default()
        }
    }

    #[test]
    fn choices_are_found_by_name_and_are_otherwise_the_first() {
        assert_eq!(ORDER.of(&Text("replacement")), Order::Replacement);
        assert_eq!((ORDER.of(&Text("worst")), ORDER.of(&Defaults)), (Order::Reshuffle, Order::Reshuffle));
        static OTHER: Choice<Order> = Choice::new("order").default("once");
        assert_eq!(OTHER.of(&Defaults), Order::Once);
        assert_eq!(Defaults.number(&Param::log("rate", 0.1, 1.0, "0.25")), 0.25);
    }
}
