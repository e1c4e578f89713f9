// The journal's place in its folder, and how another comes into it when the one there is damaged: the new one is made
// beside, whole, before the old one is moved. So a kill or a power cut at any moment leaves the damaged one, or one
// that knows which numbers were given; never an empty one that would give them again.
#pragma once

#include <functional>
#include <string>

#include "store/journal.hpp"

namespace ipmi::store {

/// There is a file at `path`.
bool is_there(const std::string& path);
/// One was made beside `path`, whole, and not taken yet.
bool is_made_beside(const std::string& path);
/// It is not needed: what is at `path` knows more.
void drop_made(const std::string& path);
/// One that was at `path` has been put aside, now or long ago.
bool was_put_aside(const std::string& path);

/// Makes a journal beside `path`, with what `fill` writes into it; one that was made before is replaced.
/// Errors: local; it can be tried again.
Result<void> make_beside(const std::string& path, const std::function<Result<void>(Journal&)>& fill);
/// Puts what is at `path` aside, never to be deleted, and what was made beside in its place. Nobody writes to either.
/// Gives the name of what was put aside; empty: nothing was there. Errors: local; it can be tried again.
Result<std::string> take_made(const std::string& path);

}  // namespace ipmi::store
