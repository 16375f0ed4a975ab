#[path = "laws/mod.rs"] mod laws;
#[path = "rows/mod.rs"] mod rows;
use ioc_canon::*;
use std::collections::BTreeSet;
#[test] fn gen_messages() {
    let mut out: Vec<(u16,String)> = vec![]; let mut seen = BTreeSet::new(); let mut have = BTreeSet::new();
    let mut put = |door:&str, raw:&str, force:bool| {
        let text = match rows::unescape(raw).ok().and_then(|b| String::from_utf8(b).ok()) { Some(t)=>t, None=>return };
        let error = match door.split_once(':') {
            Some((n,k)) => match laws::DIALECTS.iter().find(|d| d.name()==n).unwrap().check(rows::kind_of(k), &text) { Err(e)=>e, Ok(())=>{ if force {panic!("{door} {raw} ok")} return}},
            None => match rows::read(door,&text) { Err(e)=>e, Ok(_)=>{ if force {panic!("{door} {raw} ok")} return}},
        };
        if !force && have.contains(&error.code()) { return; }
        if !seen.insert((door.to_string(), raw.to_string())) { return; }
        have.insert(error.code());
        let ex = error.explain(&text);
        out.push((error.code().number(), format!("{}\t{door}\t{raw}\t{error:#}\t{}\t{}", error.code(), rows::escape(&ex.to_string()), ex.suggestion().map_or("-".into(), |s| rows::escape(&s.to_string())))));
    };
    for &(d,t) in EXTRA { put(d,t,true); }
    for c in Code::ALL { if !c.example().is_empty() { let e=rows::escape(c.example()); for d in ["detect"].into_iter().chain(rows::KIND_FILES).chain(["host+hostname"]) { if rows::read(d,c.example()).err().map(|e| e.code())==Some(*c) { put(d,&e,false); break; } } } }
    for r in rows::kind_rows() { put(&r.columns[1], &r.columns[0], false); }
    for r in rows::rows("check","dialect\tkind\ttext\toutcome\tsuggestion\tcomment") { put(&format!("{}:{}",r.columns[0],r.columns[1]), &r.columns[2], false); }
    out.sort();
    println!("@@code\tdoor\tinput\tmessage\texplanation\tsuggestion");
    for (_,l) in out { println!("@@{l}"); }
}
const EXTRA: &[(&str,&str)] = &[
 ("detect","\\u{20}example.com\\u{20}\\u{20}"),("registry-key","[HKLM\\\\a ]"),("detect","exam\\u{200e}ple.com"),("detect","a\\u{7f}b.example"),
 ("detect","http://example.com/a\\u{2026}"),("detect","example.com..."),
 ("asn","AS12a"),("asn","AS"),("asn","AS0012"),("asn","AS00"),("asn","AS+12"),("asn","AS --12"),("asn","AS   12"),("asn","AS\\u{ff11}"),
 ("address","1.2.3.0x4"),("address","[::1]"),("address","1.2.3.4:80"),("address","fe80::1%lo0"),("address","2001:db8::\\u{ff47}"),
 ("detect","10.0.0.5/8"),("detect","abc:def:10::1/48"),("detect","::ffff:1.2.3.4/120"),("detect","1.2.3.0/024"),("detect","::/00"),("detect","1.2.3.9/255.255.255.0"),("detect","1.2.3.9/255.0.255.0"),("detect","1.2.3.4/0.0.0.255"),
 ("detect","1.2.3.9-1.2.3.4"),("detect","::2-::1"),("detect","1.2.3.4 - 1.2.3.9"),
 ("detect","\\u{c3}\\u{b6}sterreich.icom.museum"),("detect","b\\u{c3}\\u{bc}cher.b\\u{c3}\\u{bc}cher.example"),("detect","http://user@b\\u{c3}\\u{bc}cher.example:80/\\u{fc}"),("detect","a@b\\u{c3}\\u{bc}cher.example"),
 ("detect","onlinechatmatrix\\u{2024}xyz"),("detect","\\u{200b}\\u{200b}example.com"),("host","b\\u{fc}cher.example"),
 ("detect","http://a.example:080/"),("detect","http://a.example:00/"),("detect","a.example:080"),("detect","a.example:000"),
 ("detect","HKLM\\\\Software\\\\"),("detect","HKLM\\\\a\\\\\\\\"),("detect","HKLM\\\\"),("detect","\\\\"),
 ("detect","d41d8cd98f00b204e9800998ecf8427"),("detect","\\{65*a}"),("file-hash","a"),
 ("threatconnect:asn","12345"),("threatconnect:asn","AS12345"),("threatconnect:asn","ASN 12345"),("opencti:asn","AS12345"),
 ("threatconnect:cidr","2001:db8:1234::/48"),("threatconnect:cidr","abc:0def:10:0:0:0:0:0/48"),("threatconnect:cidr","0:0:0:0:0:ffff:1.2.3.0/120"),("threatconnect:cidr","2001:DB8:0:0:0:0:0:0/32"),
 ("threatconnect:address","2001:db8:0:0:0:0:0:1"),("opencti:cidr","2001:db8:0:0:0:0:0:0/32"),("opencti:address","::1.2.3.4"),("opencti:address","::ffff:102:304"),
 ("threatconnect:host","Example.com"),("threatconnect:host","example.com."),("threatconnect:url","http://EXAMPLE.com"),("threatconnect:url","HTTP://example.com"),("threatconnect:url","http://example.com./"),("threatconnect:email","a@Example.com"),("misp:endpoint","Example.com|80"),
 ("threatconnect:registry-key","HKLM\\\\Software"),("threatconnect:registry-key","hkey_users\\\\a"),("ecs:registry-key","HKEY_USERS\\\\a"),("ecs:registry-key","hku\\\\a"),("threatconnect:registry-key","[HKEY_USERS\\\\a]"),("threatconnect:registry-key","HKEY_USERS\\\\\\\\a"),
 ("threatconnect:file-hash","\\{32*A}"),("misp:cidr","1.2.3.4/32"),("misp:endpoint","1.2.3.4:80"),
 ("threatstop:cidr","8.0.0.0/7"),("threatstop:range","8.0.0.0-9.0.0.0"),("threatstop:address","::ffff:10.0.0.1"),("threatstop:host","\\{99*a.}bbb"),
];
