use std::sync::LazyLock;

use hashbrown::HashMap;
use ioc_canon::dialect::{
    RemoteCode,
    threatstop::{CODES, explain},
};

use super::{
    random::Random,
    row::{Asked::Faster, Asked::Nothing, Row},
};

/// ThreatSTOP's error codes, in no order; every other number is none of them. There are no more than these.
pub(crate) fn lookup(count: usize) -> Row {
    let mut r = Random(19018);
    let numbers = (0..count)
        .map(|_| match r.below(2) {
            0 => 9_000 + r.below(15_000) as u32,
            _ => r.of(CODES).number().expect("its errors are numbered"),
        })
        .collect();
    let map: &'static HashMap<u32, &'static RemoteCode> = LazyLock::force(&HASHBROWN);
    Row::of("error code lookup", numbers, |_| 4)
        .value("ioc-canon", Nothing, explain)
        .value("phf", Faster(10.0, 16.0), |number| PHF.get(&number).copied())
        .value("hashbrown", Faster(7.0, 12.0), move |number| map.get(&number).copied())
        .done()
}

static HASHBROWN: LazyLock<HashMap<u32, &'static RemoteCode>> = LazyLock::new(|| {
    CODES.iter().map(|row| (row.number().expect("its errors are numbered"), row)).collect()
});

/// The macro takes nothing but literals.
#[rustfmt::skip]
static PHF: phf::Map<u32, &'static RemoteCode> = phf::phf_map! {
    10000_u32 => &CODES[0], 10001_u32 => &CODES[1], 10003_u32 => &CODES[2],
    10100_u32 => &CODES[3], 10300_u32 => &CODES[4], 10301_u32 => &CODES[5],
    10303_u32 => &CODES[6], 11000_u32 => &CODES[7], 11001_u32 => &CODES[8],
    11002_u32 => &CODES[9], 11011_u32 => &CODES[10], 11400_u32 => &CODES[11],
    11401_u32 => &CODES[12], 11402_u32 => &CODES[13], 12001_u32 => &CODES[14],
    12002_u32 => &CODES[15], 12003_u32 => &CODES[16], 12004_u32 => &CODES[17],
    12005_u32 => &CODES[18], 12006_u32 => &CODES[19], 15000_u32 => &CODES[20],
    15001_u32 => &CODES[21], 18600_u32 => &CODES[22], 18601_u32 => &CODES[23],
    19000_u32 => &CODES[24], 19011_u32 => &CODES[25], 19012_u32 => &CODES[26],
    19013_u32 => &CODES[27], 19014_u32 => &CODES[28], 19016_u32 => &CODES[29],
    19017_u32 => &CODES[30], 19018_u32 => &CODES[31], 19019_u32 => &CODES[32],
    19050_u32 => &CODES[33], 19051_u32 => &CODES[34], 19052_u32 => &CODES[35],
    19053_u32 => &CODES[36], 19054_u32 => &CODES[37], 21000_u32 => &CODES[38],
    21002_u32 => &CODES[39], 21003_u32 => &CODES[40], 21004_u32 => &CODES[41],
    21005_u32 => &CODES[42], 21006_u32 => &CODES[43], 21007_u32 => &CODES[44],
    21010_u32 => &CODES[45],
};
