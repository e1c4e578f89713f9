// A coroutine of the engine. Name every argument before co_await: g++ 12 frees an aggregate temporary or a capturing
// lambda built inside the expression twice, without a warning.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace ipmi {

template <class T>
using Task = boost::asio::awaitable<T>;

}  // namespace ipmi
