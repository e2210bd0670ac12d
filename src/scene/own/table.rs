//! A table as text: what a spreadsheet copies, or a file of comma-separated values.

use crate::data::{MOST, Pairs};
use crate::decimal;
use crate::scene::Sentence;
use crate::value::{Value, cut};

/// Farthest that an example may be from 0, as [`Pairs::read`] has it.
const FAR: f64 = 1e6;

/// The examples of a table with what is to be told of them, or what is wrong with it, in one sentence.
///
/// Columns are parted by tabs, else by semicolons, commas or blanks. Above them may stand their names. Of more than two
/// columns the first two with numbers are taken; of more than [`MOST`] rows as many, evenly spaced.
pub(super) fn read(text: &str) -> Result<(Pairs, Vec<Sentence>), Sentence> {
    let has = |mark: u8| text.as_bytes().contains(&mark);
    let mark = if has(b'\t') {
        b'\t'
    } else if has(b';') {
        b';'
    } else if has(b',') {
        b','
    } else {
        b' '
    };
    // Where commas do not part columns they may stand for points.
    let comma = mark != b',' && !has(b'.');
    let (mut x, mut y) = (Vec::new(), Vec::new());
    let (mut rows, mut width, mut columns, mut named) = (0, 0, [0, 1], false);
    for line in text.lines() {
        rows += 1;
        let row = cells(line, mark, comma);
        if row.len() == 1 && row[0].is_empty() || row.is_empty() {
            continue;
        }
        let count = |value: usize| Value::from(value as f64);
        if x.is_empty() {
            let mut numeric = Vec::new();
            for (k, cell) in row.iter().enumerate() {
                if decimal::parse(cell).is_some() {
                    numeric.push(k);
                }
            }
            // The first row may hold names.
            if numeric.is_empty() && !named {
                named = true;
                continue;
            }
            width = row.len();
            if width < 2 {
                return Err(("data.column", Vec::new()));
            }
            if let [across, up, ..] = numeric[..] {
                columns = [across, up];
            }
        }
        if row.len() != width {
            let args = vec![("row", count(rows)), ("count", count(row.len())), ("first", count(width))];
            return Err(("data.ragged", args));
        }
        for column in columns {
            let cell = &row[column];
            let value = decimal::parse(cell);
            let key = match value {
                Some(value) if value.abs() <= FAR => {
                    if column == columns[0] { &mut x } else { &mut y }.push(value);
                    continue;
                }
                Some(_) => "data.far",
                None => "data.number",
            };
            let value = Value::from(cut(cell, 40).into_owned());
            return Err((key, vec![("row", count(rows)), ("column", count(column + 1)), ("value", value)]));
        }
    }
    let count = x.len();
    if count < 2 {
        return Err((if count == 0 { "data.empty" } else { "data.few" }, Vec::new()));
    }
    let mut said: Vec<Sentence> = vec![("data.read", vec![("rows", (count as f64).into())])];
    if count > MOST {
        for k in 0..MOST {
            (x[k], y[k]) = (x[k * count / MOST], y[k * count / MOST]);
        }
        x.truncate(MOST);
        y.truncate(MOST);
        said[0].0 = "data.sampled";
        said[0].1.push(("used", (MOST as f64).into()));
    }
    if width > 2 {
        let nth = |k: usize| Value::from(columns[k] as f64 + 1.0);
        said.push(("data.columns", vec![("x", nth(0)), ("y", nth(1))]));
    }
    Ok((Pairs { x, y }, said))
}

/// The cells of a row, without blanks, quotes and the mark with which some files begin around them. A comma that stands for a point
/// becomes one.
fn cells(line: &str, mark: u8, comma: bool) -> Vec<String> {
    let (mut cells, mut cell) = (Vec::new(), String::new());
    for c in line.chars() {
        let parts = if mark == b' ' { c.is_whitespace() } else { c == mark as char };
        if !parts {
            cell.push(if comma && c == ',' { '.' } else { c });
        } else if mark != b' ' || !cell.is_empty() {
            cells.push(std::mem::take(&mut cell));
        }
    }
    if mark != b' ' || !cell.is_empty() {
        cells.push(cell);
    }
    for cell in &mut cells {
        *cell = cell.trim_matches(around).to_owned();
    }
    cells
}

fn around(c: char) -> bool {
    c.is_whitespace() || c == '"' || c == '\u{feff}'
}
