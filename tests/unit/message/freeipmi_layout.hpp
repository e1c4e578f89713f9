// Compares a codec with FreeIPMI's template of the same command, field by field, on random bodies: an oracle that
// nobody here wrote. Every field of the template must be named, so that none is forgotten; reserved ones are passed
// over.
#pragma once

#include <freeipmi/freeipmi.h>

#include <array>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <set>

#include "unit/message/codec.hpp"

namespace ipmi::layout {

/// A number, or the bytes of a field that is not one.
struct Content {
    std::uint64_t number = 0;
    std::optional<Bytes> bytes{};
};

template <class Value>
class Field {
public:
    template <class T>
    Field(const char* its_key, T Value::*member)
        : key(its_key), content([member](const Value& value) { return of(value.*member); }) {}
    /// For a value that spans two of the template's fields, or is written another way.
    Field(const char* its_key, std::function<std::uint64_t(const Value&)> number)
        : key(its_key), content([number](const Value& value) { return Content{.number = number(value)}; }) {}

    std::string key;
    std::function<Content(const Value&)> content;

private:
    static Content of(std::uint64_t value) { return {.number = value}; }
    template <class T>
    static Content of(const std::optional<T>& value) {
        return {.number = value ? std::uint64_t{*value} : 0};
    }
    static Content of(const Bytes& value) { return {.number = 0, .bytes = value}; }
    template <std::size_t N>
    static Content of(const std::array<std::uint8_t, N>& value) {
        return {.number = 0, .bytes = Bytes(value.begin(), value.end())};
    }
};

class Template {
public:
    explicit Template(fiid_field_t* fields) : fields_(fields), object_(fiid_obj_create(fields), &fiid_obj_destroy) {}

    void take(ByteView all) { ASSERT_GE(fiid_obj_set_all(object_.get(), all.data(), unsigned(all.size())), 0); }
    std::uint64_t number(const std::string& key) {
        std::uint64_t value = 0;
        EXPECT_GE(fiid_obj_get(object_.get(), key.c_str(), &value), 0) << key;
        return value;
    }
    Bytes bytes(const std::string& key) {
        Bytes out(4096);
        const int size = fiid_obj_get_data(object_.get(), key.c_str(), out.data(), unsigned(out.size()));
        EXPECT_GE(size, 0) << key;
        out.resize(size < 0 ? 0 : std::size_t(size));
        return out;
    }
    /// Bytes of all fields of fixed length, and whether others follow.
    [[nodiscard]] std::size_t fixed_size() const {
        std::size_t bits = 0;
        for (const auto* field = fields_; field->max_field_len != 0; ++field)
            if ((field->flags & FIID_FIELD_LENGTH_FIXED) != 0) bits += field->max_field_len;
        return bits / 8;
    }
    [[nodiscard]] bool has_rest() const {
        bool rest = false;
        for (const auto* field = fields_; field->max_field_len != 0; ++field)
            rest = rest || (field->flags & FIID_FIELD_LENGTH_FIXED) == 0;
        return rest;
    }
    [[nodiscard]] std::set<std::string> keys() const {
        std::set<std::string> out;
        for (const auto* field = fields_; field->max_field_len != 0; ++field)
            if (std::string(field->key).find("reserved") == std::string::npos) out.insert(field->key);
        return out;
    }

private:
    fiid_field_t* fields_;
    std::unique_ptr<fiid_obj, void (*)(fiid_obj_t)> object_;
};

template <class Value>
void expect_fields(Template& theirs, const Value& ours, const std::vector<Field<Value>>& fields) {
    for (const auto& field : fields) {
        const auto content = field.content(ours);
        if (content.bytes)
            EXPECT_EQ(*content.bytes, theirs.bytes(field.key)) << field.key;
        else
            EXPECT_EQ(content.number, theirs.number(field.key)) << field.key;
    }
}

/// `head`: the bytes before the body (command, completion code); `body_head`: what the body must begin with.
template <Message M, class Half>
void expect_half(fiid_field_t* fields_of, const Bytes& head, const std::vector<Field<typename Half::Value>>& fields,
                 const Bytes& body_head) {
    Template theirs(fields_of);
    auto left = theirs.keys();
    for (const auto* key : {"cmd", "comp_code", "group_extension_identification"}) left.erase(key);
    for (const auto& field : fields) EXPECT_EQ(left.erase(field.key), 1u) << "no field of the template: " << field.key;
    for (const auto& key : left) ADD_FAILURE() << "not compared: " << key;

    codec::Random random;
    for (int round = 0; round < codec::rounds; ++round) {
        const auto rest = theirs.has_rest() ? 1 + random.up_to(15) : 0;
        auto body = random.bytes(theirs.fixed_size() - head.size() + rest);
        std::copy(body_head.begin(), body_head.end(), body.begin());
        SCOPED_TRACE(codec::trace(round, body));
        auto all = head;
        all.insert(all.end(), body.begin(), body.end());
        const auto ours = Half::decode(body);
        ASSERT_TRUE(ours) << ours.error().context;
        theirs.take(all);
        expect_fields(theirs, *ours, fields);

        const auto written = codec::encoded<M>(*ours);
        EXPECT_EQ(written.size(), body.size());
        all = head;
        all.insert(all.end(), written.begin(), written.end());
        theirs.take(all);
        expect_fields(theirs, *ours, fields);
    }
}

template <Message M>
void expect_request(fiid_field_t* fields_of, const std::vector<Field<typename M::Request>>& fields,
                    const Bytes& body_head = {}) {
    expect_half<M, codec::RequestOf<M>>(fields_of, Bytes{M::command}, fields, body_head);
}
template <Message M>
void expect_response(fiid_field_t* fields_of, const std::vector<Field<typename M::Response>>& fields,
                     const Bytes& body_head = {}) {
    expect_half<M, codec::ResponseOf<M>>(fields_of, Bytes{M::command, 0}, fields, body_head);
}

}  // namespace ipmi::layout
