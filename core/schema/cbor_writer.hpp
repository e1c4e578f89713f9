// CBOR (RFC 8949) written straight into bytes, with the calls of JsonWriter. Objects and lists are of indefinite length
// (§3.2.2): nobody knows how long they will be when they begin.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ipmi::schema {

class CborWriter {
public:
    /// Adds to `out`, which outlives it; what stands there may be taken away meanwhile.
    explicit CborWriter(std::string& out) : out_(out) {}

    void open_object() { out_ += '\xbf'; }
    void close_object() { out_ += '\xff'; }
    void open_list() { out_ += '\x9f'; }
    void close_list() { out_ += '\xff'; }
    void name(std::string_view word) { text(word); }
    /// Bytes that are not UTF-8 are replaced.
    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    /// null where it is not finite.
    void value(double number);
    void value(std::uint64_t number) { head(0x00, number); }
    void value(unsigned number) { value(std::uint64_t{number}); }
    void value(bool truth) { out_ += truth ? '\xf5' : '\xf4'; }
    /// Members, or values of a list, that a writer of this kind has written elsewhere.
    void written(std::string_view bytes) { out_ += bytes; }

private:
    /// Major type in the upper three bits, and its argument in as few bytes as hold it. §3.
    void head(unsigned major, std::uint64_t argument);
    void big_endian(std::uint64_t number, unsigned bytes);
    void text(std::string_view text);

    std::string& out_;
};

}  // namespace ipmi::schema
