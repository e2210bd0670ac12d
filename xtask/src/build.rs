//! From Rust to modules that JavaScript can import. The page's program is compiled once and cut (`src/web/rest.rs`): `first` holds
//! what the page's first figure calls, `full` what the other figures call besides, `digits` what those on networks call besides,
//! `formulas` what a function of the reader's own calls besides, `extras` what landscapes and data of their own do, `takings` what
//! is taken away. All are in `www/pkg/`. `target/pkg/` has the npm package, which is one module. What the page times is in two modules
//! of its own, `timing_simd` and `timing_scalar`.

use anyhow::{Context, Result, anyhow, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};
use xshell::{Shell, cmd};

/// Where cargo puts a profile's program.
const COMPILED: &str = "target/wasm32-unknown-unknown";

/// What rustc and wasm-bindgen put into the binary. Naming all features would make one that browsers refuse.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-reference-types",
    "--enable-call-indirect-overlong",
    "--enable-extended-const",
];

/// For packages. No address below 1024 is in use, because the stack's end is there: what is added to an address may become part of
/// the access, which saves an instruction.
const FAST: &[&str] = &["--enable-simd", "-O3", "--low-memory-unused"];

/// For the page: what its crates were compiled for is kept, and nothing is done that brotli does better: no code is inlined, no
/// repeated term put aside, and functions stand by their names, alike beside alike.
const SMALL: &[&str] = &[
    "--enable-simd",
    "-Os",
    "--converge",
    "--low-memory-unused",
    "--skip-pass=inlining-optimizing",
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
    "--skip-pass=reorder-functions",
    "--reorder-functions-by-name",
    "--strip-debug",
];

/// The parts that are joined to the first one.
pub(crate) const PARTS: [&str; 5] = ["full", "digits", "formulas", "extras", "takings"];

/// Compiles, cuts, generates the glue, optimises.
pub(crate) fn build(sh: &Shell) -> Result<()> {
    compile(sh, "downhill", "page", &["--no-default-features"], &["-Clink-arg=--emit-relocs"])?;
    let parts = cut(sh)?;
    module(sh, "target/cut/first.wasm", "first", "www/pkg")?;
    plain_names(sh)?;
    optimise(sh, "www/pkg/first_bg.wasm", "www/pkg/first_bg.wasm", SMALL)?;
    bare_table(sh)?;
    for (name, part) in PARTS.iter().zip(parts) {
        optimise(sh, part, &format!("www/pkg/{name}_bg.wasm"), SMALL)?;
    }
    timing(sh)?;
    compile(sh, "downhill", "library", &[], &[])?;
    module(sh, &format!("{COMPILED}/library/downhill.wasm"), "downhill", "target/pkg")?;
    optimise(sh, "target/pkg/downhill_bg.wasm", "target/pkg/downhill_bg.wasm", FAST)
}

/// The program that the Python package runs: without glue, and for speed.
pub(crate) fn core(sh: &Shell, to: &str) -> Result<()> {
    compile(sh, "downhill-python", "library", &[], &[])?;
    let passes = [FAST, &["--strip-debug", "--strip-producers"]].concat();
    optimise(sh, format!("{COMPILED}/library/downhill_python.wasm"), to, &passes)
}

/// What the page times on the reader's machine, with SIMD and without: without glue, because it speaks in numbers only.
fn timing(sh: &Shell) -> Result<()> {
    let compiled = format!("{COMPILED}/timing/downhill_timing.wasm");
    // wasm-opt refuses a program that has what is disabled.
    for (name, flags, simd) in [
        ("timing_simd", &[][..], "--enable-simd"),
        ("timing_scalar", &["-Ctarget-feature=-simd128"], "--disable-simd"),
    ] {
        compile(sh, "downhill-timing", "timing", &[], flags)?;
        let passes = ["-O3", "--low-memory-unused", "--strip-debug", "--strip-producers", simd];
        optimise(sh, &compiled, &format!("www/pkg/{name}.wasm"), &passes)?;
    }
    Ok(())
}

fn compile(sh: &Shell, package: &str, profile: &str, features: &[&str], flags: &[&str]) -> Result<()> {
    let root = sh.current_dir();
    // Panic messages name source files: without this they would name folders of this machine.
    let cargo_home =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let sources = sh.read_dir(cargo_home.unwrap_or_default().join("registry/src")).unwrap_or_default();
    let remap =
        sources.iter().chain([&root]).map(|folder| format!("'--remap-path-prefix={}/='", folder.display()));
    let flags = flags.iter().map(|flag| format!("'{flag}'")).chain(remap).collect::<Vec<_>>().join(",");
    // Joined to the flags of .cargo/config.toml, where RUSTFLAGS would replace them.
    let more = format!("target.wasm32-unknown-unknown.rustflags=[{flags}]");
    cmd!(
        sh,
        "cargo build --profile {profile} --lib --package {package} --target wasm32-unknown-unknown {features...} --config {more}"
    )
    .run()?;
    Ok(())
}

/// Cuts the page's program: `target/cut/first.wasm`, and the other parts in the order of [`PARTS`], whose paths are given
/// back.
fn cut(sh: &Shell) -> Result<Vec<PathBuf>> {
    sh.remove_path("target/cut")?;
    let folder = sh.create_dir("target/cut")?;
    let whole = sh.read_binary_file(format!("{COMPILED}/page/downhill.wasm"))?;
    let first = folder.join("first.wasm");
    let mut options = Options::new(&whole);
    (options.output_dir, options.main_out_path) = (&folder, &first);
    let parts = transform(options).map_err(|error| anyhow!("{error:#}")).context("wasm-split failed")?;
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (shared, own): (Vec<_>, Vec<_>) =
        parts.split_modules.into_iter().partition(|path| stem(path).starts_with("chunk_"));
    let part = |name: &&str| {
        let named = |path: &&PathBuf| stem(path).starts_with(&format!("split_{name}"));
        own.iter().find(named).cloned().with_context(|| format!("the program has no part {name}"))
    };
    let mut found = PARTS.iter().map(part).collect::<Result<Vec<_>>>()?;
    ensure!(own.len() == PARTS.len(), "the program was cut into {} parts", own.len() + 1);
    // What several later parts call is a part of its own; the second comes before all others, which may as well have it.
    found[0] = merged(sh, &shared, &found[0])?;
    Ok(found)
}

/// Several parts as one. All import memory, table and stack from the first, and a merged one would have each as often: a module
/// between them and the first imports each once.
fn merged(sh: &Shell, shared: &[PathBuf], full: &Path) -> Result<PathBuf> {
    let mut imports = BTreeMap::new();
    for part in shared.iter().map(PathBuf::as_path).chain([full]) {
        let text = cmd!(sh, "node_modules/.bin/wasm-dis --enable-simd {FEATURES...} {part}")
            .quiet()
            .ignore_stderr()
            .read()?;
        // `(import "__wasm_split" "memory" (memory $name 18))`
        for line in text.lines().map(str::trim).filter(|line| line.starts_with("(import \"__wasm_split\"")) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [_, _, name, kind, own, ..] = words[..] else { bail!("not an import: {line}") };
            let passed_on = format!("(export {name} {kind} {}))", own.trim_end_matches(')'));
            imports.entry(name.to_owned()).or_insert((line.replacen("__wasm_split", "first", 1), passed_on));
        }
    }
    let (imports, exports): (Vec<_>, Vec<_>) = imports.into_values().unzip();
    let [source, between, whole] =
        ["between.wat", "between.wasm", "full.wasm"].map(|file| format!("target/cut/{file}"));
    sh.write_file(&source, format!("(module\n{}\n{}\n)\n", imports.join("\n"), exports.join("\n")))?;
    cmd!(sh, "node_modules/.bin/wasm-as --enable-simd {FEATURES...} {source} -o {between}").quiet().run()?;
    let named = shared.iter().enumerate().flat_map(|(k, part)| [part.clone(), format!("shared{k}").into()]);
    let all: Vec<PathBuf> = [between.into(), "__wasm_split".into()]
        .into_iter()
        .chain(named)
        .chain([full.to_owned(), "full".into()])
        .collect();
    cmd!(sh, "node_modules/.bin/wasm-merge --enable-simd {FEATURES...} {all...} -o {whole}")
        .quiet()
        .ignore_stderr()
        .run()?;
    Ok(whole.into())
}

/// The module `name` in a folder, with its glue.
fn module(sh: &Shell, wasm: &str, name: &str, folder: &str) -> Result<()> {
    let pkg = sh.create_dir(folder)?;
    Bindgen::new()
        .input_path(sh.current_dir().join(wasm))
        .out_name(name)
        .web(true)?
        .typescript(true)
        // The other part is joined to memory and table.
        .keep_lld_exports(true)
        // The page names its files itself.
        .omit_default_module_path(name == "first")
        // Functions are put in order by it; wasm-opt leaves it out.
        .remove_name_section(false)
        .remove_producers_section(true)
        .generate(&pkg)
        .context("wasm-bindgen failed")
}

/// Program and glue know each other by names that end in 16 random digits, which no packer makes small: here they are counted
/// instead, those of one beginning from 0. Names keep their lengths.
fn plain_names(sh: &Shell) -> Result<()> {
    const DIGITS: usize = 16;
    let [mut glue, mut program] =
        [sh.read_binary_file("www/pkg/first.js")?, sh.read_binary_file("www/pkg/first_bg.wasm")?];
    let text = String::from_utf8(glue.clone())?;
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let named = words.filter_map(|word| word.split_at_checked(word.len().checked_sub(DIGITS)?));
    let hashed: BTreeSet<_> = named
        .filter(|(name, hash)| {
            name.starts_with("__wbg_")
                && name.ends_with('_')
                && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
        })
        .collect();
    let mut counts = BTreeMap::new();
    for (name, hash) in hashed {
        let count = counts.entry(name).or_insert(0);
        let (from, to) = (format!("{name}{hash}"), format!("{name}{count:016}"));
        *count += 1;
        for bytes in [&mut glue, &mut program] {
            let found = |bytes: &[u8]| bytes.windows(from.len()).position(|part| part == from.as_bytes());
            while from != to
                && let Some(at) = found(bytes)
            {
                bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
            }
        }
    }
    sh.write_file("www/pkg/first.js", glue)?;
    sh.write_file("www/pkg/first_bg.wasm", program)?;
    Ok(())
}

/// The cut writes nothing into the places of the table that later parts fill; nothing is there anyway. Those segments are left out.
fn bare_table(sh: &Shell) -> Result<()> {
    const FILE: &str = "www/pkg/first_bg.wasm";
    const ELEMENTS: u8 = 9;
    let program = sh.read_binary_file(FILE)?;
    let (mut bare, mut rest) =
        program.split_at_checked(8).map(|(head, rest)| (head.to_vec(), rest)).context(FILE)?;
    while let Some((&kind, after)) = rest.split_first() {
        let (size, body) = number(after)?;
        let (body, next) = body.split_at_checked(size).context("a section ends early")?;
        if kind == ELEMENTS {
            let body = filled(body)?;
            bare.push(kind);
            write_number(&mut bare, body.len());
            bare.extend(body);
        } else {
            bare.extend(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    sh.write_file(FILE, bare)?;
    Ok(())
}

/// The segments of a table that have something in them.
fn filled(section: &[u8]) -> Result<Vec<u8>> {
    const CONSTANT: u8 = 0x41;
    const NULL: u8 = 0xd0;
    const END: u8 = 0x0b;
    // An instruction with one number, alone.
    let lone = |code: &[u8]| -> Result<(u8, usize)> {
        let (&instruction, after) = code.split_first().context("an expression ends early")?;
        let (_, after) = number(after)?;
        ensure!(after.first() == Some(&END), "an expression is longer than one instruction");
        Ok((instruction, code.len() - after.len() + 1))
    };
    let (count, mut rest) = number(section)?;
    let (mut kept, mut all) = (0, Vec::<u8>::new());
    for _ in 0..count {
        let segment = rest;
        let (form, after) = number(rest)?;
        let (offset, length) = lone(after)?;
        ensure!(offset == CONSTANT, "a segment begins nowhere");
        let (items, after) = number(&after[length..])?;
        rest = after;
        let mut empty = form == 4;
        for _ in 0..items {
            match form {
                0 => rest = number(rest)?.1,
                4 => {
                    let (item, length) = lone(rest)?;
                    empty &= item == NULL;
                    rest = &rest[length..];
                }
                _ => bail!("a segment of form {form}"),
            }
        }
        if !empty {
            kept += 1;
            all.extend(&segment[..segment.len() - rest.len()]);
        }
    }
    let mut section = Vec::new();
    write_number(&mut section, kept);
    section.extend(all);
    Ok(section)
}

/// A number as WebAssembly writes it, seven bits a byte, and what follows it.
fn number(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let length = bytes.iter().position(|byte| byte & 0x80 == 0).context("a number ends early")? + 1;
    let value = bytes[..length].iter().rev().fold(0, |value, byte| (value << 7) + usize::from(byte & 0x7f));
    Ok((value, &bytes[length..]))
}

fn write_number(to: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        to.push((value & 0x7f) as u8 + 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

fn optimise(sh: &Shell, from: impl AsRef<Path>, to: &str, passes: &[&str]) -> Result<()> {
    let from = from.as_ref();
    cmd!(sh, "node_modules/.bin/wasm-opt {passes...} {FEATURES...} {from} -o {to}").quiet().run()?;
    Ok(())
}
