// Places of which there are few, for connections say, so that no user takes them from all others: so many for each, and
// some that are kept for those to whom the engine belongs. Of one thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "api/question.hpp"

namespace ipmi::api {

struct PlaceLimits {
    std::size_t all;
    std::size_t of_a_user;  ///< root and the engine's own user have no such limit
    std::size_t kept;       ///< of all, for those two alone
};

class Places {
public:
    /// One that is taken, until its end.
    class Place {
    public:
        Place(Place&& other) noexcept : places_(std::exchange(other.places_, nullptr)), uid_(other.uid_) {}
        Place& operator=(Place&&) = delete;
        ~Place() {
            if (places_ != nullptr) places_->give_back(uid_);
        }

    private:
        friend class Places;
        Place(Places& places, uid_t uid) : places_(&places), uid_(uid) {}
        Places* places_;
        uid_t uid_;
    };

    /// `what`: "connections". `taken` says how many are; both outlive it, and it outlives its places.
    Places(std::string_view what, PlaceLimits limits, std::atomic<std::uint64_t>& taken)
        : what_(what), limits_(limits), taken_(taken) {}
    Places(const Places&) = delete;
    Places& operator=(const Places&) = delete;

    /// Errors: in words, why there is none.
    std::expected<Place, std::string> take(const Caller& caller);

private:
    void give_back(uid_t uid);

    std::string_view what_;
    PlaceLimits limits_;
    std::atomic<std::uint64_t>& taken_;
    std::size_t of_others_ = 0;  ///< of those that are taken: not by root or the engine's own user
    std::map<uid_t, std::size_t> by_user_;
};

}  // namespace ipmi::api
