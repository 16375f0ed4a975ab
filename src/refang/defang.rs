//! Safe display: the marks are put in while the canonical text is written.

use core::fmt;

use crate::{
    Indicator,
    emit::{self, Render, Scratch},
};

/// The canonical text, spelled so that no program makes a link of it: `hxxp`, `[.]`, `[@]`. Hashes,
/// AS numbers and registry keys are shown as they are.
///
/// [`refang`](super::refang) gives the canonical text back, unless that bears a mark of its own: brackets or `**`
/// in a URL's user part; `[.]` and its kin, or a defanged scheme, after its authority; brackets, `**`,
/// quotes or one of `/?#` in the local part of an e-mail address.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, refang};
/// let url = Indicator::detect("http://evil.example/a.php")?;
/// assert_eq!(refang::defang(&url).to_string(), "hxxp://evil[.]example/a.php");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[must_use]
pub const fn defang<'i, 'a>(indicator: &'i Indicator<'a>) -> Defanged<'i, 'a> {
    Defanged(indicator)
}

/// An indicator that is shown defanged. Made by [`defang`].
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, refang};
/// let address = Indicator::detect("192.0.2.7")?;
/// assert_eq!(format!("seen: {}", refang::defang(&address)), "seen: 192[.]0[.]2[.]7");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Defanged<'i, 'a>(&'i Indicator<'a>);

/// Written piece by piece; width is not honoured.
impl fmt::Display for Defanged<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.0 {
            Indicator::Asn(_) | Indicator::FileHash(_) | Indicator::RegistryKey(_) => {
                return fmt::Display::fmt(self.0, f);
            }
            Indicator::Url(url) => Place::Scheme(match url.scheme().len() {
                3 if url.scheme().eq_ignore_ascii_case("ftp") => Scheme::Ftp,
                4 if url.scheme().eq_ignore_ascii_case("http") => Scheme::Http,
                5 if url.scheme().eq_ignore_ascii_case("https") => Scheme::Http,
                _ => Scheme::Other,
            }),
            Indicator::Email(_) => Place::Local,
            Indicator::Address(_) | Indicator::Cidr(_) | Indicator::Range(_) => Place::Address,
            Indicator::Host(_) | Indicator::Endpoint(_) => Place::Head { bracket: false },
        };
        let mut scratch = Scratch::new();
        let pieces = self.0.pieces((), &mut scratch);
        let mut out = Marker { place: kind, at: 0, held: [0; 64], len: 0, f };
        for b in emit::bytes(&pieces) {
            out.byte(b)?;
        }
        out.flush()
    }
}

/// How a scheme is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http,
    Ftp,
    Other,
}

/// Where in a canonical text the writer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Scheme(Scheme),
    /// Between the colon after the scheme and the authority.
    Slashes,
    Head {
        bracket: bool,
    },
    /// The local part of an e-mail address.
    Local,
    /// An address before its first colon.
    Address,
    Tail,
}

/// Marks a canonical text while it is written.
struct Marker<'f, 'g> {
    place: Place,
    at: usize,
    held: [u8; 64],
    len: usize,
    f: &'f mut fmt::Formatter<'g>,
}

impl Marker<'_, '_> {
    fn byte(&mut self, b: u8) -> fmt::Result {
        let at = self.at;
        self.at = at.saturating_add(1);
        match (self.place, b) {
            (Place::Scheme(Scheme::Other), b':') => {
                self.place = Place::Slashes;
                self.at = 0;
                return self.text("[:]");
            }
            (Place::Scheme(_), b':') => {
                self.place = Place::Slashes;
                self.at = 0;
            }
            (Place::Scheme(Scheme::Http), _) if matches!(at, 1 | 2) => return self.hold(b'x'),
            (Place::Scheme(Scheme::Ftp), _) if at == 1 => return self.hold(b'x'),
            (Place::Slashes, _) if at == 1 => self.place = Place::Head { bracket: false },
            (Place::Head { .. }, b'/' | b'?' | b'#') => self.place = Place::Tail,
            (Place::Head { .. }, b'[') => self.place = Place::Head { bracket: true },
            (Place::Head { .. }, b']') => self.place = Place::Head { bracket: false },
            (Place::Head { bracket: false } | Place::Address, b'.') => return self.text("[.]"),
            (Place::Address, b':') => {
                self.place = Place::Tail;
                return self.text("[:]");
            }
            (Place::Local, b'@') => {
                self.place = Place::Head { bracket: false };
                return self.text("[@]");
            }
            _ => {}
        }
        self.hold(b)
    }

    fn text(&mut self, text: &str) -> fmt::Result {
        self.flush()?;
        self.f.write_str(text)
    }

    /// Keeps a byte for the next write; characters are never cut.
    fn hold(&mut self, b: u8) -> fmt::Result {
        if self.len > 56 && b & 0xc0 != 0x80 {
            self.flush()?;
        }
        if let Some(slot) = self.held.get_mut(self.len) {
            *slot = b;
        }
        self.len = self.len.saturating_add(1);
        Ok(())
    }

    fn flush(&mut self) -> fmt::Result {
        let held = self.held.get(..self.len).unwrap_or_default();
        self.len = 0;
        self.f.write_str(core::str::from_utf8(held).map_err(|_| fmt::Error)?)
    }
}
