use super::Xy;

/// The parts of a polyline inside a rectangle (left, top, right, bottom): split where it leaves and at points that
/// are not finite. Liang and Barsky, *A new concept and method for line clipping*, ACM TOG 3 (1984).
pub fn clipped(points: impl IntoIterator<Item = Xy>, rectangle: (f64, f64, f64, f64)) -> Vec<Vec<Xy>> {
    let mut parts: Vec<Vec<Xy>> = Vec::new();
    let mut before: Option<Xy> = None;
    let mut open = false;
    for point in points {
        if !(point.0.is_finite() && point.1.is_finite()) {
            before = None;
            open = false;
            continue;
        }
        if let Some(from) = before {
            match segment(from, point, rectangle) {
                Some((enter, leave, whole)) => {
                    if !open {
                        parts.push(vec![enter]);
                    }
                    if let Some(part) = parts.last_mut() {
                        part.push(leave);
                    }
                    open = whole;
                }
                None => open = false,
            }
        }
        before = Some(point);
    }
    parts
}

/// The part of a segment inside the rectangle, and whether its end is inside.
fn segment(a: Xy, b: Xy, (left, top, right, bottom): (f64, f64, f64, f64)) -> Option<(Xy, Xy, bool)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    if !(dx.is_finite() && dy.is_finite()) {
        return None;
    }
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (p, q) in [(-dx, a.0 - left), (dx, right - a.0), (-dy, a.1 - top), (dy, bottom - a.1)] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            to = to.min(q / p);
        }
    }
    // Far away, rounding can put a computed crossing beside the border.
    let kept = |(x, y): Xy| (x.clamp(left, right), y.clamp(top, bottom));
    let at = |t: f64| kept((a.0 + t * dx, a.1 + t * dy));
    let whole = kept(b) == b;
    (from <= to).then(|| (at(from), if whole { b } else { at(to) }, whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOX: (f64, f64, f64, f64) = (0.0, 0.0, 10.0, 10.0);

    #[test]
    fn a_path_inside_is_kept_whole() {
        let path = vec![(1.0, 1.0), (2.0, 5.0), (9.0, 9.0)];
        assert_eq!(clipped(path.clone(), BOX), [path]);
    }

    #[test]
    fn it_splits_where_it_leaves_and_at_what_is_not_finite() {
        let path =
            [(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0), (f64::NAN, 0.0), (1.0, 1.0), (2.0, 2.0)];
        let parts = clipped(path, BOX);
        assert_eq!(
            parts,
            [vec![(5.0, 5.0), (10.0, 5.0)], vec![(10.0, 8.0), (5.0, 8.0)], vec![(1.0, 1.0), (2.0, 2.0)]]
        );
    }

    proptest! {
        #[test]
        fn nothing_is_drawn_outside(path in prop::collection::vec((any::<f64>(), any::<f64>()), 0..20)) {
            for (x, y) in clipped(path, BOX).concat() {
                prop_assert!((-1e-6..=10.000001).contains(&x) && (-1e-6..=10.000001).contains(&y), "{x}, {y}");
            }
        }
    }
}
