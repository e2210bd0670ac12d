use super::*;
use downhill_engine::rng::Rng;
use std::io::Read;
use std::sync::LazyLock;

static MNIST: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let packed = include_bytes!("../../../data/mnist10k.bin.gz");
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).unwrap();
    unpacked
});

fn counts(labels: &[u8]) -> [usize; CLASSES] {
    let mut counts = [0; CLASSES];
    labels.iter().for_each(|label| counts[usize::from(*label)] += 1);
    counts
}

fn brightness(images: &Images) -> u64 {
    images.pixels.iter().map(|pixel| u64::from(*pixel)).sum()
}

/// Of a list of indices as two bytes each: as the lists of the source's `digits_split.json` give it.
fn fingerprint(indices: &[usize]) -> u64 {
    checksum(&indices.iter().flat_map(|i| (*i as u16).to_le_bytes()).collect::<Vec<_>>())
}

#[test]
fn digits_are_those_of_the_source() {
    let images = digits(DIGITS).unwrap();
    assert_eq!((images.len(), images.side, images.top, images.pixels.len()), (1797, 8, 16, 1797 * 64));
    assert_eq!(brightness(&images), 561_718);
    assert_eq!(counts(&images.labels), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    assert_eq!(images.pixels.iter().max(), Some(&16));
    // The first one, as scikit-learn shows it.
    assert_eq!(images.pixels[..16], [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0]);
    assert_eq!(images.labels[..10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

#[test]
fn they_are_small_on_the_wire_and_packing_is_the_way_back() {
    assert!(DIGITS.len() <= 60_000, "{} bytes", DIGITS.len());
    let images = digits(DIGITS).unwrap();
    let record = |(pixels, label): (&[u8], &u8)| [pixels, &[*label]].concat();
    let records: Vec<u8> = images.pixels.chunks_exact(64).zip(&images.labels).flat_map(record).collect();
    assert_eq!(pack(&records), DIGITS);
}

#[test]
fn digits_are_split_by_the_rule() {
    let labels = digits(DIGITS).unwrap().labels;
    let (train, validation) = Split::Stratified.of(&labels);
    assert_eq!((train.len(), validation.len()), (1024, 773));
    assert_eq!(
        (fingerprint(&train), fingerprint(&validation)),
        (0xd65d_3903_a778_444c, 0x7af2_491e_ed20_4d75)
    );
    let of_train: Vec<u8> = train.iter().map(|i| labels[*i]).collect();
    assert_eq!(counts(&of_train), [101, 104, 101, 104, 103, 104, 103, 102, 99, 103]);
    let (train, validation) = Split::Block.of(&labels);
    assert!(train.into_iter().eq(0..1024) && validation.into_iter().eq(1024..1797));
}

#[test]
fn mnist_is_that_of_the_source() {
    let images = mnist(&MNIST).unwrap();
    assert_eq!((images.len(), images.side, images.top), (10_000, 28, 255));
    assert_eq!(brightness(&images), 262_146_600);
    assert_eq!(counts(&images.labels), [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
    let (train, validation) = Split::Fifths.of(&images.labels);
    assert!(train.iter().copied().eq(0..8000) && validation.into_iter().eq(8000..10_000));
    let train: Vec<u8> = train.into_iter().map(|i| images.labels[i]).collect();
    assert_eq!(counts(&train), [790, 903, 807, 832, 778, 701, 799, 887, 721, 782]);
}

#[test]
fn a_damaged_file_says_what_to_do() {
    let message = |error: Result<Images, DataError>| error.unwrap_err().to_string();
    let all = DIGITS.len();
    for at in [0, all / 2, all - 1] {
        let mut damaged = DIGITS.to_vec();
        damaged[at] ^= 4;
        assert_eq!(
            message(digits(&damaged)),
            format!("digits.pack is damaged (these {all} bytes are not its own): fetch it again, unchanged")
        );
    }
    assert!(message(digits(&DIGITS[..all / 2])).contains("fetch it again"));
    assert!(message(digits(b"<!doctype html>")).contains("these 15 bytes are not its own"));
    let mut swapped = MNIST.clone();
    swapped.swap(300, 301 + 784 * 3);
    assert!(message(mnist(&swapped)).contains("mnist10k.bin.gz is damaged"));
    assert!(message(mnist(&MNIST[1..])).contains("these 7849999 bytes"));
    assert_eq!(
        message(mnist(include_bytes!("../../../data/mnist10k.bin.gz"))),
        "mnist10k.bin.gz is still packed: unpack it with gzip first"
    );
}

#[test]
fn inputs_are_pixels_by_the_brightest() {
    let images = digits(DIGITS).unwrap();
    let data = images.data(Split::Block);
    assert_eq!((data.features, data.classes, data.train.len(), data.validation.len()), (64, 10, 1024, 773));
    let first: Vec<f32> = data.train.input(0).iter().flat_map(|four| four.to_array()).collect();
    assert_eq!(first[2..5], [5.0 / 16.0, 13.0 / 16.0, 9.0 / 16.0]);
    assert_eq!(data.validation.labels()[0], images.labels[1024]);
    let mut odd = Part::new(5);
    odd.push([1.0, 2.0, 3.0].into_iter(), 7);
    odd.push((0..9).map(|x| x as f32), 8);
    assert_eq!((odd.input(0)[1].to_array(), odd.input(1)[1].to_array()), ([0.0; 4], [4.0, 0.0, 0.0, 0.0]));
}

#[test]
fn wrong_labels_are_wrong_and_as_many_as_asked_for() {
    let mut part = digits(DIGITS).unwrap().data(Split::Stratified).train;
    part.truncate(150);
    let right = part.labels().to_vec();
    let noisy = |seed| {
        let mut noisy = part.clone();
        noisy.mislabel(0.2, CLASSES, &mut Rng::new(seed));
        noisy.labels().to_vec()
    };
    let first = noisy(1);
    assert_eq!(first.iter().zip(&right).filter(|(a, b)| a != b).count(), 30);
    assert!(first.iter().all(|label| usize::from(*label) < CLASSES));
    assert_eq!(first, noisy(1));
    assert_ne!(first, noisy(2));
}
