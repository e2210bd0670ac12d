//! Decimal text to numbers and back, small enough to travel: the standard library's reader carries 20 KB of tables.

mod exact;

use exact::{Whole, nearest};

/// More digits than any double needs to be told from its neighbours.
const DIGITS: usize = 800;

/// Reads `-1.5e-3` and the like, to the nearest double; nothing for other text, so that `NaN` and `inf` are not
/// numbers here. Short numbers go the fast way of W. D. Clinger, *How to read floating point numbers accurately* (1990).
///
/// ```
/// use downhill_ground::decimal;
/// assert_eq!(decimal::parse("-1.5e-3"), Some(-0.0015));
/// assert_eq!(decimal::parse("inf"), None);
/// ```
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mut digits, mut exponent, mut seen) = (Vec::new(), 0_i32, false);
    let mut bytes = text.bytes().peekable();
    let mut point = false;
    while let Some(byte) = bytes.next_if(|byte| byte.is_ascii_digit() || (*byte == b'.' && !point)) {
        if byte == b'.' {
            point = true;
            continue;
        }
        seen = true;
        if digits.len() < DIGITS {
            // Zeros in front say nothing.
            if byte != b'0' || !digits.is_empty() {
                digits.push(byte - b'0');
            }
            exponent -= i32::from(point);
        } else {
            exponent += i32::from(!point);
        }
    }
    if !seen {
        return None;
    }
    if bytes.next_if(|byte| matches!(byte, b'e' | b'E')).is_some() {
        let sign = bytes.next_if(|byte| matches!(byte, b'-' | b'+'));
        let mut power = None;
        while let Some(byte) = bytes.next_if(u8::is_ascii_digit) {
            power = Some((power.unwrap_or(0) * 10 + i32::from(byte - b'0')).min(9999));
        }
        exponent += if sign == Some(b'-') { -power? } else { power? };
    }
    if bytes.next().is_some() {
        return None;
    }
    let magnitude = if digits.len() <= 15 && (-22..=22).contains(&exponent) {
        let number = digits.iter().fold(0.0, |number, digit| number * 10.0 + f64::from(*digit));
        scaled(number, exponent)
    } else {
        let mut whole = Whole::zero();
        digits.iter().for_each(|digit| whole.grow(10, u32::from(*digit)));
        nearest(whole, exponent)
    };
    Some(if negative { -magnitude } else { magnitude })
}

/// `x · 10^power`; both factors are exact while the power is within ±22.
fn scaled(x: f64, power: i32) -> f64 {
    let ten = |n: i32| (0..n).fold(1.0, |product, _| product * 10.0);
    match power {
        0..=22 => x * ten(power),
        -22..=-1 => x / ten(-power),
        23..=400 => scaled(x * 1e22, power - 22),
        -400..=-23 => scaled(x / 1e22, power + 22),
        _ if x == 0.0 || power < 0 => 0.0,
        _ => f64::INFINITY,
    }
}

/// `x` as the shortest text that reads as the same double; in powers of ten where that would be long.
pub fn text(x: f64) -> String {
    let plain = x.to_string();
    if plain.len() <= 20 {
        return plain;
    }
    let (mut digits, mut decade, mut point) = (Vec::new(), -1, false);
    for byte in plain.bytes() {
        match byte {
            b'-' => {}
            b'.' => point = true,
            b'0' if digits.is_empty() => decade -= i32::from(point),
            digit => {
                digits.push(digit);
                decade += i32::from(!point);
            }
        }
    }
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    let mut text = String::new();
    if x < 0.0 {
        text.push('-');
    }
    for (k, digit) in digits.into_iter().enumerate() {
        if k == 1 {
            text.push('.');
        }
        text.push(char::from(digit));
    }
    text.push('e');
    text.push_str(&decade.to_string());
    text
}

/// `x` to `digits` significant digits (1…15), with all of them written: `0.5000`, `12.35`; in powers of ten outside
/// 10⁻⁴…10⁶. A true minus sign.
pub fn fixed(x: f64, digits: i32) -> String {
    if x.is_nan() {
        return "–".to_owned();
    }
    let sign = if x < 0.0 { "−" } else { "" };
    let size = x.abs();
    if size.is_infinite() {
        return format!("{sign}∞");
    }
    let mut decade = if size == 0.0 { 0 } else { libm::floor(libm::log10(size)) as i32 };
    let mut whole = libm::round(scaled(size, digits - 1 - decade)) as u64;
    if whole >= 10_u64.pow(digits as u32) {
        whole /= 10;
        decade += 1;
    }
    let mut text = if whole == 0 { "0".repeat(digits as usize) } else { whole.to_string() };
    if !(-4..6).contains(&decade) {
        if digits > 1 {
            text.insert(1, '.');
        }
        let below = if decade < 0 { "⁻" } else { "" };
        return format!("{sign}{text}×10{below}{}", raised(decade.unsigned_abs() as usize));
    }
    if decade < 0 {
        text.insert_str(0, &"0".repeat(-decade as usize));
    }
    let point = decade.max(0) as usize + 1;
    if text.len() > point {
        text.insert(point, '.');
    } else {
        text.push_str(&"0".repeat(point - text.len()));
    }
    format!("{sign}{text}")
}

/// `x` to a tenth, with a true minus sign; what rounds to nothing has none.
pub fn tenths(x: f64) -> String {
    let tenths = libm::round(10.0 * x.abs()) as u64;
    format!("{}{}.{}", if x < 0.0 && tenths > 0 { "−" } else { "" }, tenths / 10, tenths % 10)
}

/// A whole number in superscript digits.
pub fn raised(number: usize) -> String {
    let digit =
        |c: char| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][(c as usize).wrapping_sub(48) % 10];
    number.to_string().chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_has_no_sign() {
        let written = [-0.04, -0.05, -12.34, 0.0, 99.96].map(tenths);
        assert_eq!(written, ["0.0", "−0.1", "−12.3", "0.0", "100.0"]);
    }

    proptest! {
        /// The standard library is the oracle.
        #[test]
        fn reads_what_the_standard_library_reads(digits in 0_u64..1_000_000_000_000_000, power in -22..=22) {
            let text = format!("{digits}e{power}");
            prop_assert_eq!(parse(&text), text.parse().ok());
        }

        #[test]
        fn reads_any_double(bits: u64) {
            let x = f64::from_bits(bits);
            prop_assume!(x.is_finite());
            prop_assert_eq!(parse(&x.to_string()).map(f64::to_bits), Some(bits));
            prop_assert_eq!(parse(&super::text(x)).map(f64::to_bits), Some(bits));
            prop_assert!(super::text(x).len() <= 24);
            prop_assert_eq!(parse(&format!("{x:e}")).map(f64::to_bits), Some(bits));
        }

        #[test]
        fn reads_long_texts(digits in "[0-9]{16,60}", power in -380..330) {
            let text = format!("{digits}e{power}");
            prop_assert_eq!(parse(&text), text.parse().ok(), "{}", text);
        }

        #[test]
        fn text_that_is_no_number_is_none(text in "[a-zA-Z ,;:~+-]{0,8}") {
            prop_assert_eq!(parse(&text), None);
        }
    }

    #[test]
    fn odd_texts() {
        assert_eq!(
            ["1e6", "+.5", "5.", "-1.5E-3"].map(parse),
            [Some(1e6), Some(0.5), Some(5.0), Some(-0.0015)]
        );
        assert_eq!(["", ".", "1e", "1e+", "0x10", "1.2.3", "NaN", "inf", "1_000"].map(parse), [None; 9]);
        assert_eq!(parse("1e999"), Some(f64::INFINITY));
        assert_eq!(parse("-1e-999"), Some(0.0));
        // Halfway between two doubles: to the even one; a hair above: up.
        assert_eq!(parse("9007199254740993"), Some(9007199254740992.0));
        assert_eq!(parse("9007199254740993.0000000000000001"), Some(9007199254740994.0));
    }

    #[test]
    fn numbers_are_short() {
        let texts = [0.0, 1.0, -0.5, 12.3456, 12345.6, 99999.7, 1e-9, 1e12, f64::NAN].map(|x| fixed(x, 5));
        assert_eq!(
            texts,
            ["0.0000", "1.0000", "−0.50000", "12.346", "12346", "100000", "1.0000×10⁻⁹", "1.0000×10¹²", "–"]
        );
        assert_eq!(fixed(123456.0, 4), "123500");
        assert_eq!(fixed(0.00012345, 3), "0.000123");
    }
}
