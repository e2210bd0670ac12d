//! The part of the plane worth showing, where nobody said which, and the lowest place of the function.

use super::jet::{Bend, Jet};

/// Values along each side of a look.
const SIDE: i32 = 41;
/// Most Newton steps.
const NEWTON: usize = 100;
/// Halvings of a step along the axes, after how many of them the value has come to rest, and rounds with each.
const HALVINGS: usize = 40;
const LATE: usize = 28;
const TURNS: usize = 3;
/// Part of a value by which two values that are the same may differ.
const ROUNDING: f64 = 4.0 * f64::EPSILON;

/// What a look at a function tells.
pub(super) struct Look {
    /// The part worth showing.
    pub(super) domain: [(f64, f64); 2],
    /// Its lowest place; nothing where it goes down for ever, or was not found to end.
    pub(super) lowest: Option<[f64; 2]>,
}

/// A square around the origin that shows the lowest place of f, and that place, found from derivatives.
///
/// The same values are looked at once more on a grid of the square: what is narrow lies between the places of the wide one.
#[inline(never)]
pub(super) fn look(f: &dyn Fn(f64, f64) -> f64, bend: &dyn Fn([f64; 2]) -> Bend) -> Look {
    let (domain, bounded) = domain(f);
    let Some(wide) = bounded else { return Look { domain, lowest: None } };
    let place = |k: i32, (low, high): (f64, f64)| low + (high - low) * f64::from(k) / f64::from(SIDE - 1);
    let near = (0..SIDE * SIDE).map(|k| [place(k % SIDE, domain[0]), place(k / SIDE, domain[1])]);
    let lower = |best: [f64; 2], at: [f64; 2]| if f(at[0], at[1]) < f(best[0], best[1]) { at } else { best };
    Look { domain, lowest: descend(bend, near.fold(wide, lower), (domain[0].1 - domain[0].0) / 40.0) }
}

/// The lowest place around `from`: Newton steps, damped until each goes down, and then, because a kink or a border has no
/// derivatives to follow, steps along both axes that are halved until they are nothing. Nothing where the value still falls
/// when they are: a pole has no lowest place.
#[inline(never)]
fn descend(bend: &dyn Fn([f64; 2]) -> Bend, from: [f64; 2], mut step: f64) -> Option<[f64; 2]> {
    let (mut at, mut here, mut damping) = (from, bend(from), 1e-3);
    for _ in 0..NEWTON {
        let Bend { slope, xx, xy, yy } = here;
        let shift = damping * (xx.abs() + xy.abs() + yy.abs());
        let (a, d) = (xx + shift, yy + shift);
        let det = a * d - xy * xy;
        let next = [at[0] - (d * slope.x - xy * slope.y) / det, at[1] - (a * slope.y - xy * slope.x) / det];
        let there = bend(next);
        // Around the lowest place values are the same to the last digit; slopes still tell where it is.
        let flat =
            there.value() <= here.value() + ROUNDING * here.value().abs() && steep(&there) < steep(&here);
        let down = a > 0.0 && det > 0.0 && (there.value() < here.value() || flat);
        if down {
            (at, here) = (next, there);
        }
        damping *= if down { 0.1 } else { 10.0 };
    }
    let (mut least, mut late) = (here.value(), f64::NAN);
    for halving in 0..HALVINGS {
        if halving == LATE {
            late = least;
        }
        for k in 0..4 * TURNS {
            let mut next = at;
            next[k / 2 % 2] += if k % 2 == 0 { step } else { -step };
            let value = bend(next).value();
            if value < least - ROUNDING * least.abs() {
                (at, least) = (next, value);
            }
        }
        step /= 2.0;
    }
    (late - least <= 1e-6 * (1.0 + least.abs())).then_some(at)
}

fn steep(bend: &Bend) -> f64 {
    bend.slope.x.abs() + bend.slope.y.abs()
}

/// A square around the origin that shows the lowest place of f, and about where that is, if f does not go down for ever.
///
/// f is looked at on a grid over ±10; where its lowest value lies at the edge, over ±100 and ±1000. The square is the
/// least of 2, 3, 5 and 10 (times 1, 10, 100) that has the lowest place within four fifths of it, or ±2 where f goes down
/// for ever. Where f is undefined on one side of an axis, that side is left out.
#[inline(never)]
pub(super) fn domain(f: &dyn Fn(f64, f64) -> f64) -> ([(f64, f64); 2], Option<[f64; 2]>) {
    for scale in [1.0, 10.0, 100.0] {
        let step = 20.0 * scale / f64::from(SIDE - 1);
        let at = |k: i32| step * f64::from(k - SIDE / 2);
        let places = (0..SIDE * SIDE).map(|k| (at(k % SIDE), at(k / SIDE)));
        let mut found: Vec<(f64, f64, f64)> = places.map(|(x, y)| (f(x, y), x, y)).collect();
        found.retain(|(value, ..)| value.is_finite());
        let order = |a: &&(f64, f64, f64), b: &&(f64, f64, f64)| {
            a.0.total_cmp(&b.0).then(reach(a).total_cmp(&reach(b)))
        };
        let Some(lowest) = found.iter().min_by(order) else { continue };
        let far = reach(lowest);
        if far > 9.4 * scale {
            continue;
        }
        let fits = |half: &f64| far <= 0.8 * half * scale;
        let half = scale * [2.0, 3.0, 5.0].into_iter().find(fits).unwrap_or(10.0);
        return (sides(&found, half), Some([lowest.1, lowest.2]));
    }
    let close: Vec<_> = (0..SIDE * SIDE)
        .map(|k| (f64::from(k % SIDE - SIDE / 2) / 10.0, f64::from(k / SIDE - SIDE / 2) / 10.0))
        .filter(|(x, y)| f(*x, *y).is_finite())
        .map(|(x, y)| (0.0, x, y))
        .collect();
    (sides(&close, 2.0), None)
}

fn reach((_, x, y): &(f64, f64, f64)) -> f64 {
    x.abs().max(y.abs())
}

/// ±half along each axis, without the side on which nothing was found.
#[inline(never)]
fn sides(found: &[(f64, f64, f64)], half: f64) -> [(f64, f64); 2] {
    let side = |coordinate: fn(&(f64, f64, f64)) -> f64| {
        let low = if found.iter().any(|place| coordinate(place) < 0.0) { -half } else { 0.0 };
        let high = if found.iter().any(|place| coordinate(place) > 0.0) { half } else { 0.0 };
        if low < high { (low, high) } else { (-half, half) }
    };
    [side(|place| place.1), side(|place| place.2)]
}

#[cfg(test)]
mod tests {
    use super::super::{Expression, ExpressionSum, Tree};
    use crate::objective::{Objective, Plane};

    fn lowest(text: &str) -> Option<([f64; 2], f64)> {
        let plane = Plane::new(Expression::new(&Tree::read(text).unwrap(), |_| Some(1.0)).unwrap());
        let at = plane.critical_points().pop()?.theta;
        Some(([at[0], at[1]], plane.infimum()?))
    }

    #[test]
    fn the_lowest_value_is_known_to_the_last_digits() {
        let valley = lowest("(1.3 - x)^2 + 100(y - x^2)^2").unwrap();
        assert!((valley.0[0] - 1.3).abs() < 1e-6 && valley.1 < 1e-20, "{valley:?}");
        let narrow = lowest("x^2/50 + y^2/50 - 3exp(-40((x - 1.13)^2 + (y + 0.77)^2))").unwrap();
        assert!((narrow.0[0] - 1.13).abs() < 0.01 && narrow.1 < -2.9, "{narrow:?}");
        // Kinks and borders have no slope of nothing.
        let kink = lowest("abs(x - 0.3) + 2abs(y + sqrt(0.5)) + 1").unwrap();
        assert!((kink.1 - 1.0).abs() < 1e-9, "{kink:?}");
        assert_eq!(lowest("sqrt(x) + y^2"), Some(([0.0, 0.0], 0.0)));
    }

    #[test]
    fn what_goes_down_for_ever_has_none() {
        for text in
            ["x^3 - 3x*y^2", "x + y", "-x^2 - y^2", "log(abs(x)) + y^2", "1/x + y^2", "sqrt(-1 - x^2) + y"]
        {
            assert_eq!(lowest(text), None, "{text}");
        }
    }

    #[test]
    fn sums_have_one_too() {
        let tree = Tree::read("(x + y*a_i - b_i)^2").unwrap();
        let rows = vec![[0.0, 1.0], [1.0, 2.5], [2.0, 2.5], [4.0, 6.0]];
        let sum = ExpressionSum::new(&tree, |_| None, rows).unwrap();
        // The line of least squares by hand: slope 10.5/8.75, height 3 − 1.2·1.75; what is left is 0.9/4.
        let theta = &sum.critical_points()[0].theta;
        assert!((theta[0] - 0.9).abs() < 1e-6 && (theta[1] - 1.2).abs() < 1e-6, "{theta:?}");
        assert!((sum.infimum().unwrap() - 0.225).abs() < 1e-12, "{:?}", sum.infimum());
    }
}
