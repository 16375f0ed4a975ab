//! One row of the table: the same items to this crate and to its peers.

use std::{collections::BTreeSet, fmt::Debug, hint::black_box};

use ioc_canon::{Error, indicator};

/// How many items a row has under criterion.
pub(crate) const COUNT: usize = 50_000;

/// How many items a row has beside its peers, and lines the whole feed: of fifty thousand a branch
/// predictor learns much in a few rounds.
pub(crate) const MANY: usize = 400_000;

/// What is asked of this crate beside one peer.
#[derive(Clone, Copy)]
pub(crate) enum Asked {
    /// Shown, and no more.
    Nothing,
    /// So many times as fast as the peer: the least, and the goal.
    Faster(f64, f64),
    /// At most so many times the peer's time: the most, and the goal.
    Cost(f64, f64),
}

/// One pass over all items, which says after every slice of them that it is done.
pub(crate) type Pass = Box<dyn FnMut(&mut dyn FnMut())>;

/// How many items make a slice: little enough that some round has each slice undisturbed.
pub(crate) const SLICE: usize = 2_500;

pub(crate) struct Side {
    pub(crate) name: &'static str,
    pub(crate) asked: Asked,
    pub(crate) pass: Pass,
}

pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) items: usize,
    pub(crate) bytes: u64,
    /// This crate, then its peers.
    pub(crate) sides: Vec<Side>,
    /// Every hundredth item, where items are texts.
    pub(crate) sample: Vec<&'static str>,
}

impl Row {
    pub(crate) fn new(name: &'static str, items: usize, bytes: u64) -> Self {
        Self { name, items, bytes, sides: vec![], sample: vec![] }
    }

    pub(crate) fn side(mut self, name: &'static str, asked: Asked, pass: Pass) -> Self {
        self.sides.push(Side { name, asked, pass });
        self
    }

    /// A row whose items are of one type and answered one by one.
    pub(crate) fn of<T: Copy + Debug>(
        name: &'static str,
        items: Vec<T>,
        bytes: impl Fn(T) -> usize,
    ) -> Each<T> {
        let total = items.iter().map(|&item| bytes(item) as u64).sum();
        Each { row: Self::new(name, items.len(), total), items: items.leak(), answers: vec![] }
    }

    /// A row of distinct texts.
    pub(crate) fn texts(
        name: &'static str,
        count: usize,
        mut one: impl FnMut() -> String,
    ) -> Each<&'static str> {
        let mut seen = BTreeSet::new();
        // One after another in memory, as the lines of a feed are.
        let mut all = String::new();
        let mut ends = vec![];
        while ends.len() < count {
            let text = one();
            if seen.insert(text.clone()) {
                all += &text;
                ends.push(all.len());
            }
        }
        let mut rest: &'static str = all.leak();
        let mut start = 0;
        let mut texts = vec![];
        for end in ends {
            let (text, after) = rest.split_at(end - start);
            texts.push(text);
            (rest, start) = (after, end);
        }
        let sample = texts.iter().copied().step_by(100).collect();
        let mut each = Self::of(name, texts, str::len);
        each.row.sample = sample;
        each
    }
}

/// A row that is being put together. Whoever joins gives the first side's answer to every item that
/// both accept.
pub(crate) struct Each<T: 'static> {
    row: Row,
    items: &'static [T],
    answers: Vec<Option<String>>,
}

impl<T: Copy + Debug> Each<T> {
    pub(crate) fn done(self) -> Row {
        self.row
    }

    /// A side that writes its answer into a slice.
    pub(crate) fn bytes(
        self,
        name: &'static str,
        asked: Asked,
        f: impl Fn(T, &mut [u8]) -> Result<usize, Error> + Copy + 'static,
    ) -> Self {
        let mut out = vec![0; indicator::MAX_LEN];
        let items = self.items;
        self.join(
            name,
            asked,
            |item| {
                let mut out = vec![0; indicator::MAX_LEN];
                let n = f(item, &mut out).ok()?;
                Some(String::from_utf8(out[..n].to_vec()).expect("canonical text is text"))
            },
            Box::new(move |lap| {
                for slice in items.chunks(SLICE) {
                    for item in slice {
                        let n = f(*black_box(item), &mut out).ok();
                        black_box((out.as_mut_ptr(), n));
                    }
                    lap();
                }
            }),
        )
    }

    /// A side that writes its answer into a text that is emptied and used again.
    pub(crate) fn text(
        self,
        name: &'static str,
        asked: Asked,
        f: impl Fn(T, &mut String) -> Option<()> + Copy + 'static,
    ) -> Self {
        let mut out = String::with_capacity(indicator::MAX_LEN);
        let items = self.items;
        self.join(
            name,
            asked,
            |item| {
                let mut out = String::new();
                f(item, &mut out).map(|()| out)
            },
            Box::new(move |lap| {
                for slice in items.chunks(SLICE) {
                    for item in slice {
                        out.clear();
                        let done = f(*black_box(item), &mut out);
                        black_box((out.as_mut_ptr(), out.len(), done));
                    }
                    lap();
                }
            }),
        )
    }

    /// A side that gives its answer back.
    pub(crate) fn value<V: ToString>(
        self,
        name: &'static str,
        asked: Asked,
        f: impl Fn(T) -> Option<V> + Copy + 'static,
    ) -> Self {
        let items = self.items;
        self.join(
            name,
            asked,
            |item| f(item).map(|value| value.to_string()),
            Box::new(move |lap| {
                for slice in items.chunks(SLICE) {
                    for item in slice {
                        black_box(f(*black_box(item)));
                    }
                    lap();
                }
            }),
        )
    }

    fn join(
        mut self,
        name: &'static str,
        asked: Asked,
        answer: impl Fn(T) -> Option<String>,
        pass: Pass,
    ) -> Self {
        let row = self.row.name;
        if self.row.sides.is_empty() {
            self.answers = self.items.iter().map(|&item| answer(item)).collect();
        } else {
            let mut both = 0;
            for (item, ours) in self.items.iter().zip(&self.answers) {
                if let (Some(ours), Some(theirs)) = (ours, answer(*item)) {
                    assert_eq!(*ours, theirs, "{row}, {name}: {item:?}");
                    both += 1;
                }
            }
            let accepted = self.answers.iter().flatten().count();
            assert!(both * 10 >= accepted * 9, "{row}, {name}: reads {both} of {accepted}");
        }
        self.row = self.row.side(name, asked, pass);
        self
    }
}
