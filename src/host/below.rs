//! Names at and below a name.

use super::{Buffer, Host};

impl Host<'_> {
    /// Whether `name` is this name or below it, label by label, as lists of names to block or to spare
    /// mean it. `*.example.com` covers what is below `example.com`, and not that name itself.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Host;
    /// let ours = Host::parse("Example.COM.")?;
    /// assert!(ours.covers(&Host::parse("www.example.com")?));
    /// assert!(ours.covers(&Host::parse("example.com")?));
    /// assert!(!ours.covers(&Host::parse("notexample.com")?));
    /// assert!(!ours.covers(&Host::parse("com")?));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn covers(&self, name: &Host<'_>) -> bool {
        let (mut own, mut other) = (Buffer::new(), Buffer::new());
        let (parent, name) = (self.canonical(&mut own), name.canonical(&mut other));
        match parent.strip_prefix("*.") {
            Some(parent) => is_below(name, parent),
            None => name == parent || is_below(name, parent),
        }
    }
}

/// Whether `name` ends in a dot and `parent`; both canonical.
pub(crate) fn is_below(name: &str, parent: &str) -> bool {
    let head = name.as_bytes().strip_suffix(parent.as_bytes());
    head.is_some_and(|head| head.last() == Some(&b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Options;

    #[test]
    fn label_by_label() {
        // The name; what it covers, and what not.
        type Row = (&'static str, &'static [&'static str], &'static [&'static str]);
        let rows: &[Row] = &[
            (
                "example.com",
                &[
                    "example.com",
                    "EXAMPLE.com.",
                    "a.example.com",
                    "*.example.com",
                    "a.b.example.com",
                ],
                &["aexample.com", "example.co", "com", "example.com.org", "example.org"],
            ),
            (
                "*.example.com",
                &["a.example.com", "*.example.com", "*.a.example.com", "b.A.Example.COM"],
                &["example.com", "*.com", "aexample.com"],
            ),
            ("com", &["com", "example.com"], &["examplecom", "localhost"]),
            ("xn--bcher-kva.example", &["a.xn--bcher-kva.example"], &["bcher-kva.example"]),
        ];
        let read = |text| Host::parse_with(text, &Options::new().wildcard(true)).unwrap();
        for (name, covered, others) in rows {
            for other in *covered {
                assert!(read(name).covers(&read(other)), "{name} {other}");
            }
            for other in *others {
                assert!(!read(name).covers(&read(other)), "{name} {other}");
            }
        }
    }

    #[cfg(feature = "idna")]
    #[test]
    fn beyond_ascii() {
        let read = |text| Host::parse(text).unwrap();
        assert!(read("Bücher.example").covers(&read("a。xn--bcher-kva.example")));
        assert!(read("xn--bcher-kva.example").covers(&read("ü.BÜCHER.example")));
        assert!(!read("ücher.example").covers(&read("Bücher.example")));
    }
}
