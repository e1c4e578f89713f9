// A JSON answer with a list that is written item by item while it is sent.
#pragma once

#include <functional>
#include <string>

#include "api/stream.hpp"

namespace ipmi::api {

/// What it is made of, each called in the server's thread.
struct ListParts {
    std::string begin{};                            ///< up to the list's first item: {"hosts":[
    std::function<bool(std::string& item)> item{};  ///< adds one as JSON; false: there are no more
    std::function<std::string()> end = [] { return std::string("]}\n"); };
    std::size_t items_a_chunk = 1'000;  ///< so that what takes long to make holds up nobody else
};

class ListStream final : public Stream {
public:
    explicit ListStream(ListParts parts) : parts_(std::move(parts)) {}
    Then next(std::string& chunk) override;

private:
    ListParts parts_;
    std::string item_;
    std::size_t told_ = 0;
};

}  // namespace ipmi::api
