#include "fleet.hpp"

#include <stdexcept>

#include "healthy64.hpp"

namespace ipmi::sim {

const Profile& Fleet::profile(const std::string& name) {
    auto& slot = profiles_[name];
    if (!slot) {
        if (name != "healthy64") throw std::runtime_error("no profile " + name);
        slot = std::make_unique<const Profile>(healthy64());
    }
    return *slot;
}

std::size_t Fleet::add(const Profile& profile, std::string address) {
    bmcs_.emplace_back(profile, settings_, bmcs_.size());
    addresses_.push_back(std::move(address));
    return bmcs_.size() - 1;
}

void Fleet::receive(std::size_t index, ByteView datagram, const Path& path, Time now, Outbox& outbox) {
    const auto offset = outbox.bytes.size();
    if (bmcs_[index].receive(datagram, now, workspace_, outbox.bytes)) outbox.add(path, offset);
}

Counters Fleet::total() const {
    Counters sum;
    for (const auto& bmc : bmcs_) {
        sum.datagrams += bmc.counters.datagrams;
        sum.replies += bmc.counters.replies;
        sum.commands += bmc.counters.commands;
        sum.sessions += bmc.counters.sessions;
        sum.refused_logins += bmc.counters.refused_logins;
        sum.discarded += bmc.counters.discarded;
    }
    return sum;
}

}  // namespace ipmi::sim
