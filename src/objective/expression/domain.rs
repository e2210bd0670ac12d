//! The part of the plane worth showing, where nobody said which.

/// Values along each side of a look.
const SIDE: i32 = 41;

/// A square around the origin that shows the lowest place of f.
///
/// f is looked at on a grid over ±10; where its lowest value lies at the edge, over ±100 and ±1000. The square is the
/// least of 2, 3, 5 and 10 (times 1, 10, 100) that has the lowest place within four fifths of it, or ±2 where f goes down
/// for ever. Where f is undefined on one side of an axis, that side is left out.
pub(super) fn domain(f: &dyn Fn(f64, f64) -> f64) -> [(f64, f64); 2] {
    for scale in [1.0, 10.0, 100.0] {
        let step = 20.0 * scale / f64::from(SIDE - 1);
        let at = |k: i32| step * f64::from(k - SIDE / 2);
        let places = (0..SIDE * SIDE).map(|k| (at(k % SIDE), at(k / SIDE)));
        let mut found: Vec<(f64, f64, f64)> = places.map(|(x, y)| (f(x, y), x, y)).collect();
        found.retain(|(value, ..)| value.is_finite());
        let order = |a: &&(f64, f64, f64), b: &&(f64, f64, f64)| {
            a.0.total_cmp(&b.0).then(reach(a).total_cmp(&reach(b)))
        };
        let Some(far) = found.iter().min_by(order).map(reach) else { continue };
        if far > 9.4 * scale {
            continue;
        }
        let fits = |half: &f64| far <= 0.8 * half * scale;
        let half = scale * [2.0, 3.0, 5.0].into_iter().find(fits).unwrap_or(10.0);
        return sides(&found, half);
    }
    let close: Vec<_> = (0..SIDE * SIDE)
        .map(|k| (f64::from(k % SIDE - SIDE / 2) / 10.0, f64::from(k / SIDE - SIDE / 2) / 10.0))
        .filter(|(x, y)| f(*x, *y).is_finite())
        .map(|(x, y)| (0.0, x, y))
        .collect();
    sides(&close, 2.0)
}

fn reach((_, x, y): &(f64, f64, f64)) -> f64 {
    x.abs().max(y.abs())
}

/// ±half along each axis, without the side on which nothing was found.
fn sides(found: &[(f64, f64, f64)], half: f64) -> [(f64, f64); 2] {
    let side = |coordinate: fn(&(f64, f64, f64)) -> f64| {
        let low = if found.iter().any(|place| coordinate(place) < 0.0) { -half } else { 0.0 };
        let high = if found.iter().any(|place| coordinate(place) > 0.0) { half } else { 0.0 };
        if low < high { (low, high) } else { (-half, half) }
    };
    [side(|place| place.1), side(|place| place.2)]
}
