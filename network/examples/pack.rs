//! Packs the digits: `cargo run -p downhill-network --example pack -- digits.bin data/digits.pack`.

use downhill_network::data::pack;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = &paths[..] else { return Err("from which file, to which?".into()) };
    Ok(std::fs::write(to, pack(&std::fs::read(from)?))?)
}
