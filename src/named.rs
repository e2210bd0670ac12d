//! Closed sets of values with names: what menus, links and the API choose among. A set is written once; its names, the
//! look-up by name and the default all follow from it.

/// A value of a closed set, known to links and menus by a name.
pub trait Named: Copy + 'static {
    /// Every value with its name, in the order of a menu; the first is the default.
    const ROWS: &'static [(&'static str, Self)];
    /// The names of [`Named::ROWS`].
    const NAMES: &'static [&'static str] = names(Self::ROWS);

    /// Its name.
    fn name(self) -> &'static str;
    /// The value called `name`, if there is one.
    fn named(name: &str) -> Option<Self> {
        Self::ROWS.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
    }
    /// The value that is taken where none is given.
    fn usual() -> Self {
        Self::ROWS[0].1
    }
}

/// Most values in one set.
const MOST: usize = 32;

/// The names of a list of rows.
const fn names<T: Named>(rows: &[(&'static str, T)]) -> &'static [&'static str] {
    assert!(!rows.is_empty() && rows.len() <= MOST, "1 to 32 values");
    Table::<T>::NAMES.split_at(rows.len()).0
}

struct Table<T>(std::marker::PhantomData<T>);

impl<T: Named> Table<T> {
    const NAMES: &'static [&'static str; MOST] = &{
        let mut names = [""; MOST];
        let mut k = 0;
        while k < T::ROWS.len() {
            names[k] = T::ROWS[k].0;
            k += 1;
        }
        names
    };
}

/// An enum whose variants have names: `named! { pub enum Luck { Common = "common", Own = "own" } }`.
#[macro_export]
macro_rules! named {
    ($(#[$about:meta])* $visible:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visible enum $name { $($(#[$doc])* $variant),+ }

        impl $crate::named::Named for $name {
            const ROWS: &'static [(&'static str, Self)] = &[$(($text, $name::$variant)),+];
            fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }
    };
}
pub use named;

#[cfg(test)]
mod tests {
    use super::*;

    named! {
        /// Whose luck.
        enum Luck {
            /// Everybody's.
            Common = "common",
            /// One's own.
            Own = "own",
        }
    }

    #[test]
    fn names_follow_from_the_values() {
        assert_eq!(Luck::NAMES, ["common", "own"]);
        assert_eq!(
            (Luck::named("own"), Luck::named("none"), Luck::usual()),
            (Some(Luck::Own), None, Luck::Common)
        );
    }
}
