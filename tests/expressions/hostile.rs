//! A hundred thousand texts, most of them wrong: each is a surface or a mistake within the text, in little memory.

use super::counted::most;
use super::gallery::GALLERY;
use downhill::objective::{Expression, Surface, Tree};
use downhill::rng::Rng;

const WORDS: [&str; 48] = [
    "x",
    "y",
    "a",
    "bb",
    "a_i",
    "pi",
    "e",
    "1",
    "2.5",
    "1e9",
    "1e-9",
    ".",
    "..",
    "0",
    "+",
    "-",
    "*",
    "/",
    "^",
    "(",
    ")",
    ",",
    " ",
    "sin(",
    "cos",
    "exp(",
    "log(",
    "sqrt(",
    "abs(",
    "pow(",
    "min(",
    "max(",
    "**",
    "²",
    "³",
    "−",
    "π",
    "α",
    "\u{301}",
    "😀",
    "\0",
    "\u{202e}",
    "xy",
    "tan(",
    "tanh(",
    "999999999999999999999",
    "_",
    "é",
];

/// A text of words, or a classic with some characters left out, doubled or replaced.
fn text(rng: &mut Rng, round: usize) -> String {
    if round.is_multiple_of(2) {
        let words = 1 + rng.below(if round.is_multiple_of(50) { 400 } else { 14 });
        return (0..words).map(|_| WORDS[rng.below(WORDS.len())]).collect();
    }
    let mut letters: Vec<char> = GALLERY[rng.below(GALLERY.len())].1.chars().collect();
    for _ in 0..=rng.below(4) {
        let (at, word) = (rng.below(letters.len()), WORDS[rng.below(WORDS.len())]);
        match rng.below(3) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            _ => letters[at] = word.chars().next().unwrap_or(' '),
        }
    }
    letters.into_iter().collect()
}

/// Whether it is a formula; memory is that of all that is made of it.
fn fits(text: &str) -> bool {
    let mut fits = false;
    let held = most(|| {
        let built = Tree::read(text).and_then(|tree| {
            // A product may have no sign: there are as many joints as operands, but for one.
            assert!(tree.nodes.len() < 2 * text.len().max(1));
            Expression::new(&tree, |_| Some(1.5))
        });
        match built {
            Ok(own) => {
                let at = own.start();
                own.value(at[0], at[1]);
                own.gradient(0.5, -2.0);
                own.hessian(at[0], at[1]);
                own.gradient4(wide::f32x4::ZERO, wide::f32x4::ONE);
                fits = true;
            }
            Err(mistake) => {
                assert!(mistake.from <= mistake.to && mistake.to <= text.len(), "{mistake:?} in {text:?}");
                let within = text.is_char_boundary(mistake.from) && text.is_char_boundary(mistake.to);
                assert!(within, "{mistake:?} in {text:?}");
                assert!(!mistake.sentence(text).is_empty());
            }
        }
    });
    assert!(held < 1_000_000, "{held} bytes for {text:?}");
    fits
}

#[test]
fn any_text_is_a_surface_or_a_mistake() {
    let mut rng = Rng::new(1);
    let good = (0..100_000).filter(|round| fits(&text(&mut rng, *round))).count();
    assert!(good > 2000 && good < 98_000, "{good} are formulas");
}

#[test]
fn depth_and_length_have_limits() {
    let deep = |open: &str, close: &str, times: usize| open.repeat(times) + "x" + &close.repeat(times);
    for times in [10, 59, 60, 61, 200, 499, 100_000] {
        for (open, close) in
            [("(", ")"), ("-", ""), ("sin(", ")"), ("2^", ""), ("max(x,", ")"), ("(", ""), ("", ")")]
        {
            let fits = fits(&deep(open, close, times));
            assert!(times > 20 || fits != (open.is_empty() || (open == "(" && close.is_empty())), "{open}");
            assert!(times < 200 || !fits, "{open} {times}");
        }
    }
    let sum = |terms: usize| (0..terms).map(|k| format!("x^{}", k % 60)).collect::<Vec<_>>().join("+");
    assert!(fits(&sum(20)) && !fits(&sum(1000)));
    let different = (0..230).map(|k| format!("x+{k}")).collect::<Vec<_>>().join("-");
    fits(&different);
    let long = vec!["x"; 499].join("+");
    assert!(!fits(&long), "498 sums of different things");
    assert!(fits(&vec!["sin(x)"; 100].join("-")));
}
