#include "settings.hpp"

#include <algorithm>
#include <utility>

#include "base/bytes.hpp"

namespace ipmi::sim {

User::User(std::string user_name, std::string user_password, Level user_limit)
    : name(std::move(user_name)),
      password(std::move(user_password)),
      limit(user_limit),
      enabled(true),
      sha1_key(crypto::Hash::sha1, as_bytes(password)),
      sha256_key(crypto::Hash::sha256, as_bytes(password)) {}

bool Settings::offers(const crypto::CipherSuite& suite) const {
    return std::ranges::count(suites, suite.id) > 0;
}

std::vector<User> default_users() {
    return {User{}, User("admin", "secret1234", Level::administrator),
            User("operator", "operator1234", Level::operator_), User("monitor", "monitor1234", Level::user)};
}

}  // namespace ipmi::sim
