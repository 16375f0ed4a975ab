// Every row of tests/vectors through the C interface, as a C++17 program: vectors DIRECTORY [CODE].
// CODE as in vectors.c: rows that this library refuses by it are left out and counted.

#include <array>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "ioc_canon.h"

namespace {

using Row = std::vector<std::string>;

struct Verdict {
    std::int32_t status;
    ioc_result result;
    std::string text;

    // `ok TEXT` or `ID@OFFSET`.
    std::string outcome() const
    {
        if (status != IOC_REFUSED) {
            return "ok " + text;
        }
        return std::string(ioc_code_id(result.code)) + "@" + std::to_string(result.offset);
    }
};

// The text is the input itself unless it was written.
template <typename Call> Verdict verdict(std::string_view in, Call call)
{
    std::array<char, IOC_MAX_OUTPUT> out;
    Verdict is{0, {}, {}};
    is.status = call(out.data(), out.size(), &is.result);
    if (is.status == IOC_BORROWED) {
        is.text = in;
    } else if (is.status == IOC_WROTE) {
        is.text.assign(out.data(), is.result.length);
    }
    return is;
}

Verdict canonical(std::uint32_t kind, std::string_view in)
{
    return verdict(in, [&](char *out, std::size_t cap, ioc_result *result) {
        return ioc_canonical(kind, in.data(), in.size(), out, cap, result);
    });
}

Verdict show(std::uint32_t dialect, std::uint32_t kind, std::string_view in)
{
    return verdict(in, [&](char *out, std::size_t cap, ioc_result *result) {
        return ioc_show(dialect, kind, in.data(), in.size(), out, cap, result);
    });
}

Verdict check(std::uint32_t dialect, std::uint32_t kind, std::string_view in)
{
    Verdict is{0, {}, {}};
    is.status = ioc_check(dialect, kind, in.data(), in.size(), &is.result);
    return is;
}

std::optional<std::string> suggestion(std::uint32_t dialect, std::uint32_t kind,
                                      std::string_view in, const ioc_result *refusal)
{
    std::string out(IOC_MAX_OUTPUT, '\0');
    std::size_t length = 0;
    auto status = ioc_suggestion(dialect, kind, in.data(), in.size(), refusal, out.data(),
                                 out.size(), &length);
    if (status != IOC_WROTE) {
        return std::nullopt;
    }
    out.resize(length);
    return out;
}

void append_utf8(std::string &out, unsigned long c)
{
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3f)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xc0 | c >> 6);
        tail(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xe0 | c >> 12);
        tail(6), tail(0);
    } else {
        out += static_cast<char>(0xf0 | c >> 18);
        tail(12), tail(6), tail(0);
    }
}

// The escapes of tests/vectors/README.md.
std::string unescape(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); at++) {
        if (text[at] != '\\') {
            out += text[at];
            continue;
        }
        const auto end = text.find('}', at);
        switch (text[++at]) {
        case '\\': out += '\\'; break;
        case 't': out += '\t'; break;
        case 'n': out += '\n'; break;
        case 'r': out += '\r'; break;
        case 'e': break;
        case 'x':
            out += static_cast<char>(std::stoul(std::string(text.substr(at + 1, 2)), nullptr, 16));
            at += 2;
            break;
        case 'u':
            append_utf8(out, std::stoul(std::string(text.substr(at + 2, end)), nullptr, 16));
            at = end;
            break;
        case '{': {
            const auto star = text.find('*', at);
            auto times = std::stoul(std::string(text.substr(at + 1, star)));
            while (times-- > 0) {
                out += text.substr(star + 1, end - star - 1);
            }
            at = end;
            break;
        }
        default: throw std::runtime_error("unknown escape");
        }
    }
    return out;
}

std::uint32_t numbered(std::string_view name, const char *(*name_of)(std::uint32_t))
{
    for (std::uint32_t number = 1; *name_of(number) != '\0'; number++) {
        if (name == name_of(number)) {
            return number;
        }
    }
    return 0;
}

// `host+two`: a kind and its options.
std::uint32_t door(const std::string &name)
{
    const auto plus = name.find('+');
    const auto kind = numbered(name.substr(0, plus), ioc_kind_name);
    const auto option = plus == std::string::npos ? "" : name.substr(plus + 1);
    return kind | (option == "truncate"   ? IOC_CLEAR_HOST_BITS
                   : option == "two"      ? IOC_TWO_LABELS
                   : option == "one"      ? IOC_ONE_LABEL
                   : option == "wildcard" ? IOC_WILDCARD
                   : option == "hostname" ? IOC_HOSTNAME
                   : option == "pipe"     ? IOC_PIPE
                                          : 0);
}

class Run {
public:
    Run(std::string directory, std::string lacking)
        : directory(std::move(directory)), lacking(std::move(lacking))
    {
    }

    template <typename Each> void file(const std::string &name, std::size_t columns, Each each)
    {
        std::ifstream in(directory + "/" + name + ".tsv", std::ios::binary);
        std::string text;
        std::getline(in, text);
        for (auto line = 2; std::getline(in, text); line++) {
            if (text.empty() || text[0] == '#') {
                continue;
            }
            place = name + ":" + std::to_string(line) + ": ";
            Row row;
            std::istringstream fields(text);
            for (std::string field; std::getline(fields, field, '\t');) {
                row.push_back(field);
            }
            row.resize(columns); // the last may be empty
            rows++;
            each(row);
        }
    }

    void equal(std::string_view what, const std::string &found, const std::string &expected)
    {
        if (found != expected) {
            wrong++;
            std::cerr << place << what << ": found " << found << '\n';
        }
    }

    void everything()
    {
        for (const char *name : {"asn", "address", "cidr", "range", "host", "url", "registry-key",
                                 "email", "file-hash", "endpoint"}) {
            file(name, 9, [&](const Row &row) { kind(row); });
        }
        file("detect", 4, [&](const Row &row) {
            const auto is = canonical(IOC_KIND_ANY, unescape(row[0]));
            if (left(is)) {
                return;
            }
            const std::string name = ioc_kind_name(is.result.kind);
            equal("outcome", is.outcome(), unescape(row[2]));
            equal("kind", name.empty() ? "-" : name, row[1]);
        });
        file("check", 6, [&](const Row &row) {
            const auto text = unescape(row[2]);
            const auto dialect = numbered(row[0], ioc_dialect_name);
            if (left(canonical(door(row[1]), text))) {
                return;
            }
            const auto is = check(dialect, door(row[1]), text);
            equal("check", is.outcome(), row[3] == "ok" ? "ok " : row[3]);
            // What was typed already is nothing to write instead.
            const auto wanted = row[4] == "=" ? text : unescape(row[4]);
            equal("suggestion", suggestion(dialect, door(row[1]), text, nullptr).value_or("-"),
                  wanted == text ? "-" : wanted);
        });
        file("messages", 6, [&](const Row &row) { message(row); });
    }

    std::size_t rows = 0, wrong = 0, left_out = 0;

private:
    bool left(const Verdict &is)
    {
        const bool left = is.status == IOC_REFUSED && ioc_code_id(is.result.code) == lacking;
        left_out += left;
        return left;
    }

    void kind(const Row &row)
    {
        const auto text = unescape(row[0]);
        const auto is = canonical(door(row[1]), text);
        if (left(is)) {
            return;
        }
        equal("outcome", is.outcome(), unescape(row[2]));
        for (std::uint32_t dialect = 1; is.status != IOC_REFUSED && dialect <= IOC_DIALECT_ECS; dialect++) {
            const auto &column = row[2 + dialect];
            const auto shown = show(dialect, door(row[1]), text);
            equal(ioc_dialect_name(dialect), shown.outcome(),
                  column == "=" ? is.outcome() : column == "-" ? "D001@0" : "ok " + unescape(column));
        }
    }

    void message(const Row &row)
    {
        const auto text = unescape(row[2]);
        const auto colon = row[1].find(':');
        const auto is = colon == std::string::npos
                            ? canonical(door(row[1]), text)
                            : check(numbered(row[1].substr(0, colon), ioc_dialect_name),
                                    door(row[1].substr(colon + 1)), text);
        if (left(is)) {
            return;
        }
        equal("code", ioc_code_id(is.result.code), row[0]);
        equal("message",
              std::string(ioc_summary(is.result.code)) + " at byte " +
                  std::to_string(is.result.offset) + "; " + ioc_remedy(is.result.code),
              row[3]);
        std::array<char, IOC_MAX_MESSAGE> message{};
        std::size_t length = 0;
        ioc_explain(text.data(), text.size(), &is.result, message.data(), message.size(), &length);
        equal("explanation", message.data(), unescape(row[4]));
        equal("suggestion", suggestion(0, IOC_KIND_ANY, text, &is.result).value_or("-"),
              unescape(row[5]));
    }

    std::string directory, lacking, place;
};

} // namespace

int main(int count, char **arguments)
{
    if (count < 2 || count > 3) {
        std::cerr << "usage: vectors DIRECTORY [CODE]\n";
        return 2;
    }
    const std::string lacking = count == 3 ? arguments[2] : "";
    Run run(arguments[1], lacking);
    run.everything();
    std::cout << "C++17: " << run.rows << " rows, " << run.wrong << " wrong";
    if (!lacking.empty()) {
        std::cout << ", " << run.left_out << " left out by " << lacking;
    }
    std::cout << '\n';
    return run.wrong > 0 || run.rows < 1500 || lacking.empty() != (run.left_out == 0) ||
           run.left_out > run.rows / 20;
}
