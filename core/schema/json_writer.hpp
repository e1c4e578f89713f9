// JSON written straight into a text, without a tree of it in memory. Whoever writes sees to it that what is opened is
// closed; names are plain words. CborWriter has the same calls.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ipmi::schema {

class JsonWriter {
public:
    /// Adds to `out`, which outlives it; what stands there may be taken away meanwhile.
    explicit JsonWriter(std::string& out) : out_(out) {}

    void open_object() { open('{'); }
    void close_object() { close('}'); }
    void open_list() { open('['); }
    void close_list() { close(']'); }
    void name(std::string_view word);
    /// Bytes that are not UTF-8 are replaced.
    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    /// null where it is not finite.
    void value(double number);
    void value(std::uint64_t number);
    void value(unsigned number) { value(std::uint64_t{number}); }
    void value(bool truth);
    /// Members, or values of a list, that a writer of this kind has written elsewhere.
    void written(std::string_view bytes);

private:
    void comma() {
        if (needs_comma_) out_ += ',';
    }
    void open(char bracket) {
        comma();
        out_ += bracket;
        needs_comma_ = false;
    }
    void close(char bracket) {
        out_ += bracket;
        needs_comma_ = true;
    }

    std::string& out_;
    bool needs_comma_ = false;
};

}  // namespace ipmi::schema
