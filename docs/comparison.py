"""What the Python tools of docs/COMPARISON.md do with its inputs, asked of the tools themselves.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install \\
        intelmq==3.5.0 ioc-finder==9.4.1 iocextract==1.16.1 pymisp==2.5.34.4
    /tmp/peers/bin/python docs/comparison.py

Run by hand when a version changes: the tools are no dependency of this project. Says what differs from the rows
below; the rows are what the document says.
"""

import sys
import warnings

warnings.filterwarnings("ignore")

import iocextract
from intelmq.lib import harmonization
from ioc_finder import find_iocs
from ioc_finder.ioc_finder import SUPPORTED_IOC_TYPES
from pymisp import MISPAttribute


def lists(found):
    # Of ATT&CK's numbers there is a dictionary of lists, empty here.
    return sorted({value for values in found.values() if isinstance(values, list) for value in values})


def finder(text, **more):
    return lists(find_iocs(text, included_ioc_types=SUPPORTED_IOC_TYPES, **more))


def finder_by_default(text):
    return lists(find_iocs(text))


def extract(text):
    return list(iocextract.extract_iocs(text, refang=True))


def sanitize(kind):
    return getattr(harmonization, kind).sanitize


def valid(kind):
    return getattr(harmonization, kind).is_valid


def pymisp(kind):
    def value(text):
        attribute = MISPAttribute()
        attribute.from_dict(type=kind, value=text)
        return attribute.value

    return value


def unicode(text):
    return finder(text, parse_unicode_iocs=True)


ROWS = [
    (sanitize("ASN"), "ASN12345", None),
    (sanitize("ASN"), "AS12345", 12345),
    (sanitize("ASN"), "1_000", 1000),
    (finder, "ASN12345", ["ASN12345"]),
    (finder, "ASN 12345", ["ASN12345"]),
    (finder_by_default, "ASN 12345", []),
    (extract, "ASN 12345", []),
    (sanitize("IPNetwork"), "198.51.100.77/29", "198.51.100.72/29"),
    (valid("IPNetwork"), "198.51.100.77/29", False),
    (finder, "198.51.100.77/29", ["198.51.100.77", "198.51.100.77/29"]),
    (finder, "2001:0db8:0000::0001", ["2001:0db8:0000::0001"]),
    (sanitize("IPAddress"), "010.0.0.1", None),
    (sanitize("IPAddress"), "2130706433", "127.0.0.1"),
    (sanitize("IPAddress"), "fe80::1%eth0", "fe80::1"),
    (sanitize("FQDN"), "WWW.Example.COM.", "www.example.com"),
    (finder, "WWW.Example.COM.", ["www.example.com"]),
    (sanitize("FQDN"), "straße.example", "strasse.example"),
    (finder, "bücher.de", ["cher.de"]),
    (unicode, "bücher.de", ["bücher.de"]),
    (finder, "Ã¶sterreich.icom.museum", ["sterreich.icom.museum"]),
    (sanitize("URL"), "http://2130706433/", "http://2130706433/"),
    (sanitize("URL"), "HTTP://EXAMPLE.com/A", "HTTP://EXAMPLE.com/A"),
    (extract, "HTTP://EXAMPLE.com/A", ["http://EXAMPLE.com/A"]),
    (extract, "hxxp://evil[.]example/A", ["http://evil.example/A", "http://evil.example/A"]),
    (finder, "hxxp://evil[.]example/A", []),
    (finder, "hxxp://evil[.]com/A", ["evil.com", "http://evil.com/A"]),
    (finder, "2001:db8::/32", ["2001:db8::", "2001:db8::/32"]),
    (finder, r"HKLM\Software\Run", [r"HKLM\Software\Run"]),
    (finder, r"HKEY_DYN_DATA\A\B", [r"HKEY_DYN_DATA\A\B"]),
    (pymisp("ip-src"), "999.999.999.999", "999.999.999.999"),
    (pymisp("AS"), "ASN12345", "ASN12345"),
    (pymisp("domain"), "a..b.com", "a..b.com"),
    (pymisp("md5"), "zz", "zz"),
]

wrong = 0
for tool, text, expected in ROWS:
    found = tool(text)
    if found != expected:
        wrong += 1
        print(f"{tool.__qualname__} {text!r}: {found!r}, not {expected!r}")
print(f"{len(ROWS)} rows, {wrong} wrong")
sys.exit(wrong > 0)
