//! The decoder of feeds, in memory that the caller gives.

use core::{
    ffi::{c_char, c_void},
    mem::{align_of, size_of},
    ptr,
};

use canon::{
    Dialect,
    feed::{self, Decoder, Entry, Options, Refusal, Scratch},
    indicator,
};

use crate::{
    IOC_BAD_ARGUMENT, IOC_FEED_ADBLOCK, IOC_FEED_ASSUME_HTTP, IOC_FEED_CSV, IOC_FEED_HOSTS,
    IOC_FEED_MISP_COMPOSITE, IOC_FEED_NO_REFANG, IOC_FEED_PLAIN, IOC_FEED_REPORT,
    IOC_FEED_SINGLE_LABELS, IOC_FEED_SIZE, IOC_FEED_SUFFIXES, IOC_FEED_WITHIN_LIMITS, IOC_KIND_ANY,
    IOC_OK, IOC_REFUSED, IOC_STOPPED, ioc_entry, ioc_entry_fn, ioc_feed_options, ioc_result,
    memory, read,
};

/// A decoder that rests, and one whose callback is running.
const READY: usize = 0x10c_feed;
const BUSY: usize = 0x10c_b054;

/// What lies in the caller's memory.
#[repr(C)]
struct Feed {
    /// Looked at by itself, through a pointer, so that a call from within the callback finds it
    /// while `body` is borrowed.
    state: usize,
    /// The refusal of the entry that is being handed over, a [`Refusal`] of the running callback; else
    /// null. Beside `body` for the same reason.
    refusal: *const c_void,
    body: Body,
}

struct Body {
    decoder: Decoder<{ feed::MAX_LINE }>,
    scratch: Scratch,
    text: indicator::Buffer,
    dialect: Option<&'static Dialect>,
    limits: bool,
    stopped: bool,
}

const _: () = assert!(size_of::<Feed>() <= IOC_FEED_SIZE);
// What `malloc` and a C compiler give to `uint64_t` is enough.
const _: () = assert!(align_of::<Feed>() <= 8);

fn options(asked: &ioc_feed_options) -> Option<Options> {
    let column = u16::try_from(asked.column).ok()?;
    let delimiter = u8::try_from(asked.delimiter).ok()?;
    let layout = match asked.format {
        IOC_FEED_PLAIN => Options::PLAIN,
        IOC_FEED_HOSTS => Options::HOSTS,
        IOC_FEED_ADBLOCK => Options::ADBLOCK,
        IOC_FEED_REPORT => Options::REPORT,
        IOC_FEED_MISP_COMPOSITE => Options::MISP_COMPOSITE,
        // The decoder refuses a column or delimiter that cannot be.
        IOC_FEED_CSV => Options::csv(column, delimiter),
        _ => return None,
    };
    let flags = asked.flags;
    let known = IOC_FEED_NO_REFANG
        | IOC_FEED_ASSUME_HTTP
        | IOC_FEED_SINGLE_LABELS
        | IOC_FEED_SUFFIXES
        | IOC_FEED_WITHIN_LIMITS;
    if flags & !known != 0 || (asked.format != IOC_FEED_CSV && (column, delimiter) != (0, 0)) {
        return None;
    }
    let options = layout
        .refang(flags & IOC_FEED_NO_REFANG == 0)
        .assume_http(flags & IOC_FEED_ASSUME_HTTP != 0)
        .single_labels(flags & IOC_FEED_SINGLE_LABELS != 0)
        .suffixes(flags & IOC_FEED_SUFFIXES != 0);
    let options = match usize::try_from(asked.max_line).ok()? {
        0 => options,
        bytes => options.max_line(bytes),
    };
    Some(match read::kind(asked.kind)? {
        Some(kind) => options.kind(kind),
        None => options,
    })
}

/// # Safety
/// As `ioc_feed_init`.
pub(crate) unsafe fn init(at: *mut c_void, size: usize, asked: &ioc_feed_options) -> Option<()> {
    let feed = at.cast::<Feed>();
    if feed.is_null() || !feed.is_aligned() || size < size_of::<Feed>() {
        return None;
    }
    let dialect = match asked.dialect {
        0 => None,
        number => Some(read::dialect(number)?),
    };
    let limits = asked.flags & IOC_FEED_WITHIN_LIMITS != 0;
    if limits && dialect.is_none() {
        return None;
    }
    let decoder = Decoder::try_new(options(asked)?).ok()?;
    let body = Body {
        decoder,
        scratch: Scratch::new(),
        text: indicator::Buffer::new(),
        dialect,
        limits,
        stopped: false,
    };
    // SAFETY: not null, aligned, and large enough, as was asked; that the memory can be written and
    // is the caller's to give is promised. Nothing is read, so it may hold anything.
    unsafe { feed.write(Feed { state: READY, refusal: ptr::null(), body }) };
    Some(())
}

/// The words beside the decoder, if there is one and it is in this state.
///
/// # Safety
/// `at` is null or points at memory that was given to `ioc_feed_init`, or at as many bytes that can
/// be read.
unsafe fn words(at: *mut c_void, wanted: usize) -> Option<(*mut usize, *mut *const c_void)> {
    let feed = at.cast::<Feed>();
    if feed.is_null() || !feed.is_aligned() {
        return None;
    }
    // SAFETY: not null, and within the memory that the caller promised.
    let state = unsafe { ptr::addr_of_mut!((*feed).state) };
    // SAFETY: as above.
    let refusal = unsafe { ptr::addr_of_mut!((*feed).refusal) };
    // SAFETY: aligned; the memory is the caller's promise. `body` may be borrowed, `state` never is.
    let found = unsafe { state.read() };
    (found == wanted).then_some((state, refusal))
}

/// What to write instead of the entry that is being handed over.
///
/// # Safety
/// As `ioc_feed_suggestion`, and `out` does not overlap with the memory of the decoder.
pub(crate) unsafe fn suggestion(
    at: *mut c_void,
    out: *mut c_char,
    cap: usize,
    length: &mut usize,
) -> i32 {
    // SAFETY: what `words` wants is what this function's caller promised.
    let Some((_, refusal)) = (unsafe { words(at, BUSY) }) else { return IOC_BAD_ARGUMENT };
    // SAFETY: `refusal` is of a decoder that was made, so the pointer is valid for this word.
    let refusal = unsafe { refusal.read() }.cast::<Refusal<'_>>();
    // SAFETY: null, or put there by `hand_over`, whose callback is running: the refusal and what it
    // borrows live until that returns, and nothing writes them.
    let Some(refusal) = (unsafe { refusal.as_ref() }) else { return IOC_BAD_ARGUMENT };
    // The text may stand in the chunk.
    if !memory::apart(refusal.text().as_ptr(), refusal.text().len(), out, cap) {
        return IOC_BAD_ARGUMENT;
    }
    // SAFETY: the caller's promise; it overlaps neither with the memory nor with the text.
    let Some(out) = (unsafe { memory::output(out, cap) }) else { return IOC_BAD_ARGUMENT };
    match refusal.suggestion() {
        Some(suggestion) => read::put(suggestion, out, length),
        None => IOC_REFUSED,
    }
}

/// Pushes a chunk, or ends the feed when there is none.
///
/// # Safety
/// As `ioc_feed_push`.
pub(crate) unsafe fn feed(
    at: *mut c_void,
    chunk: Option<&[u8]>,
    each: ioc_entry_fn,
    user: *mut c_void,
) -> i32 {
    // SAFETY: what `words` wants is what this function's caller promised.
    let Some((state, refusal)) = (unsafe { words(at, READY) }) else { return IOC_BAD_ARGUMENT };
    // SAFETY: `state` is of a decoder that was made, so the pointer is valid for this word.
    unsafe { state.write(BUSY) };
    // SAFETY: `READY` says that `init` wrote a `Feed` here and that no call is under way, whose
    // reference would be a second one; calls from the callback find `BUSY` and come not this far.
    // The chunk lies elsewhere, which was asked.
    let body = unsafe { &mut (*at.cast::<Feed>()).body };
    let status = body.feed(chunk, &Callback { each, user, refusal });
    // SAFETY: as above; `body` is used no more.
    unsafe { state.write(READY) };
    status
}

/// Whom entries are handed to, and where the refusal of one is found meanwhile.
struct Callback {
    each: ioc_entry_fn,
    user: *mut c_void,
    refusal: *mut *const c_void,
}

impl Body {
    fn feed(&mut self, chunk: Option<&[u8]>, callback: &Callback) -> i32 {
        let Self { decoder, scratch, text, dialect, limits, stopped } = self;
        let platform = dialect.map(|dialect| (dialect, *limits));
        if *stopped && chunk.is_some() {
            return IOC_STOPPED;
        }
        let entry = |entry: Entry<'_>| {
            if !*stopped {
                *stopped = hand_over(&entry, platform, scratch, text, callback) != 0;
            }
        };
        match chunk {
            Some(chunk) => decoder.push(chunk, entry),
            None => decoder.finish(entry),
        }
        match *stopped {
            true => {
                // The end of a feed is the start of another.
                *stopped = chunk.is_some();
                IOC_STOPPED
            }
            false => IOC_OK,
        }
    }
}

fn hand_over(
    entry: &Entry<'_>,
    platform: Option<(&Dialect, bool)>,
    scratch: &mut Scratch,
    text: &mut indicator::Buffer,
    callback: &Callback,
) -> i32 {
    let raw = entry.raw();
    let mut result = ioc_result::default();
    let mut edited = 0;
    let written = entry.reading(scratch).and_then(|reading| {
        let indicator = reading.indicator();
        edited = u32::from(reading.is_edited());
        result.kind = read::number(indicator.kind());
        result.notes = indicator.notes().bits();
        match platform {
            Some((dialect, limits)) => {
                read::spelled(dialect, limits, &indicator, raw).map(|shown| shown.text(text))
            }
            None => Ok(indicator.canonical(text)),
        }
    });
    let mut read = ("", ioc_result::default());
    let mut refused = None;
    let (status, text) = match written {
        Ok(text) => (IOC_OK, text.as_bytes()),
        Err(error) => {
            let refusal = entry.explain(error, scratch);
            if result.kind == IOC_KIND_ANY {
                result.kind = refusal.kind().map_or(IOC_KIND_ANY, read::number);
            }
            read = (refusal.text(), result);
            read.1.refused(refusal.error());
            refused = Some(refusal);
            (result.refused(error), &b""[..])
        }
    };
    result.length = text.len();
    let (line, column) = (entry.line(), entry.column());
    let entry = ioc_entry {
        line,
        column,
        status,
        edited,
        reserved: 0,
        raw: raw.as_ptr().cast::<c_char>(),
        raw_length: raw.len(),
        text: if status == IOC_REFUSED { ptr::null() } else { text.as_ptr().cast() },
        result,
        read: if status == IOC_REFUSED { read.0.as_ptr().cast() } else { ptr::null() },
        read_length: read.0.len(),
        refusal: read.1,
    };
    let Some(each) = callback.each else { return 0 };
    let refused = refused.as_ref().map_or(ptr::null(), |refusal| ptr::from_ref(refusal).cast());
    // SAFETY: valid for this word, of which there is no reference.
    unsafe { callback.refusal.write(refused) };
    // SAFETY: a function of this signature, as the caller promised, given an entry that lives
    // until it returns.
    let answer = unsafe { each(callback.user, &entry) };
    // SAFETY: as above. The refusal ends here.
    unsafe { callback.refusal.write(ptr::null()) };
    answer
}
