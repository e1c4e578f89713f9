// Names whose servers answer, refuse, or are dead: what a dead one costs the others.
#include "session/name_lookups.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace ipmi::session {
namespace {

using namespace std::chrono_literals;
using transport::Address;

/// The world's name servers. Threads that are stuck outlive a test, so they share it.
struct Servers {
    std::mutex mutex;
    std::condition_variable changed;
    bool dead = true;  ///< those of names that begin with "dead"
    bool silent_on_how_long = false;
    std::optional<Error> refusal{};
    unsigned asked = 0;
    unsigned asked_how_long = 0;

    Result<NameLookups::Endpoints> look_up(const Address& address) {
        std::unique_lock lock(mutex);
        ++asked;
        changed.wait(lock, [this, &address] { return !dead || !address.host.starts_with("dead"); });
        if (refusal) return std::unexpected(*refusal);
        return transport::numeric({"192.0.2.7", address.port});
    }
    std::optional<std::chrono::seconds> how_long(const Address& address, const NameLookups::Endpoints& endpoints) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return !silent_on_how_long; });
        ++asked_how_long;
        if (endpoints != transport::numeric({"192.0.2.7", address.port}) || address.host == "elsewhere")
            return std::nullopt;
        return 40s;
    }
    void answer_how_long(bool now) {
        const std::lock_guard lock(mutex);
        silent_on_how_long = !now;
        changed.notify_all();
    }
    void set(bool now_dead, std::optional<Error> now_refusal = std::nullopt) {
        const std::lock_guard lock(mutex);
        dead = now_dead;
        refusal = std::move(now_refusal);
        changed.notify_all();
    }
    unsigned times_asked_how_long() {
        const std::lock_guard lock(mutex);
        return asked_how_long;
    }
    unsigned times_asked() {
        const std::lock_guard lock(mutex);
        return asked;
    }
};

class NameLookupsTest : public testing::Test {
protected:
    using Found = Result<NameLookups::Found>;

    ~NameLookupsTest() override {
        servers_->set(false);
        servers_->answer_how_long(true);
    }

    std::shared_ptr<std::optional<Found>> ask(const std::string& host, Duration limit) {
        auto found = std::make_shared<std::optional<Found>>();
        auto flow = [](NameLookups& names, boost::asio::io_context& loop, std::string host_name,
                       Duration longest) -> Task<Found> {
            boost::asio::steady_timer timer(loop, longest);
            Address address{std::move(host_name), 623};
            co_return co_await names.ask(loop, std::move(address), timer);
        };
        boost::asio::co_spawn(loop_, flow(names_, loop_, host, limit),
                              [found](std::exception_ptr failure, Found value) {
                                  if (failure) std::rethrow_exception(failure);
                                  found->emplace(std::move(value));
                              });
        return found;
    }
    Found answer(const std::string& host, Duration limit) {
        const auto found = ask(host, limit);
        while (!*found) loop_.run_one();
        return **found;
    }

    std::shared_ptr<Servers> servers_ = std::make_shared<Servers>();
    boost::asio::io_context loop_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> goes_on_ = make_work_guard(loop_);
    NameLookups& names_ = boost::asio::make_service<NameLookups>(
        loop_, [servers = servers_](const Address& address) { return servers->look_up(address); },
        [servers = servers_](const Address& address, const NameLookups::Endpoints& endpoints) {
            return servers->how_long(address, endpoints);
        });
};

TEST_F(NameLookupsTest, DeadNamesDoNotHoldUpOthers) {
    for (unsigned i = 1; i < NameLookups::most_at_once; ++i) ask("dead" + std::to_string(i), 1h);
    const auto found = answer("fine", 1h);
    ASSERT_TRUE(found) << found.error().context;
    EXPECT_EQ(found->endpoints.size(), 1u);
    EXPECT_EQ(found->note, "");
}

TEST_F(NameLookupsTest, ThatManyAreStuckIsATimeOutAndNotForEver) {
    for (unsigned i = 0; i < NameLookups::most_at_once; ++i) ask("dead" + std::to_string(i), 1h);
    const auto found = answer("fine", 20ms);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, Errc::timeout);
    servers_->set(false);
    EXPECT_TRUE(answer("fine", 1h));
}

TEST_F(NameLookupsTest, WhoAsksForTheSameNameSharesTheAnswer) {
    const auto first = ask("dead", 1h);
    const auto second = ask("dead", 1h);
    EXPECT_FALSE(answer("dead", 1ms)) << "one that has less time does not end it";
    servers_->set(false);
    while (!*first || !*second) loop_.run_one();
    EXPECT_TRUE(**first && **second);
    EXPECT_EQ(servers_->times_asked(), 1u);
}

TEST_F(NameLookupsTest, WhatWasKnownIsUsedWhereNobodyAnswersAndSaysSo) {
    servers_->set(false);
    ASSERT_TRUE(answer("dead", 1h));
    servers_->set(true);
    for (int i = 0; i < 2; ++i) {
        const auto found = answer("dead", 1h);
        ASSERT_TRUE(found) << found.error().context;
        EXPECT_EQ(found->endpoints.size(), 1u);
        EXPECT_EQ(found->note, "name look-up of 'dead': no answer, the address known from before was used");
    }
    EXPECT_EQ(servers_->times_asked(), 2u) << "the second waits for the first's answer";
    servers_->set(false, Error{Errc::timeout, "try again", {}});
    while (answer("dead", 1h)->note.starts_with("name")) {
    }
    EXPECT_EQ(answer("dead", 1h)->note, "try again, the address known from before was used");
}

TEST_F(NameLookupsTest, ANameThatIsNoMoreIsNotAskedAtItsOldAddress) {
    ASSERT_TRUE(answer("fine", 1h));
    servers_->set(false, Error{Errc::unreachable, "there is no such name", {}});
    const auto found = answer("fine", 1h);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().context, "there is no such name");
    servers_->set(false, Error{Errc::timeout, "try again", {}});
    EXPECT_TRUE(answer("fine", 1h)) << "for a while nobody could tell";
}

TEST_F(NameLookupsTest, WhoKeepsAnAddressLearnsForHowLong) {
    const Address kept{"kept", 623};
    names_.will_be_kept(kept);
    ASSERT_TRUE(answer("kept", 1h));
    while (!names_.may_be_kept(kept)) loop_.run_one();
    EXPECT_EQ(names_.may_be_kept(kept), 40s);
    ASSERT_TRUE(answer("fine", 1h));
    EXPECT_EQ(names_.may_be_kept({"fine", 623}), std::nullopt) << "nobody asked";
}

TEST_F(NameLookupsTest, NobodyWaitsForHowLong) {
    servers_->answer_how_long(false);
    for (unsigned i = 0; i < 3 * NameLookups::most_at_once; ++i) {
        const auto name = "fine" + std::to_string(i);
        names_.will_be_kept({name, 623});
        EXPECT_TRUE(answer(name, 1h));
        EXPECT_EQ(names_.may_be_kept({name, 623}), std::nullopt);
    }
    servers_->answer_how_long(true);
    const Address last{"fine" + std::to_string(3 * NameLookups::most_at_once - 1), 623};
    while (!names_.may_be_kept(last)) loop_.run_one();
}

// Names of /etc/hosts beside a name server that is silent: the questions must not pile up.
TEST_F(NameLookupsTest, AsksHowLongOncePerNameAndNotSoonAgainWhereNobodyTells) {
    servers_->answer_how_long(false);
    const Address kept{"kept", 623};
    names_.will_be_kept(kept);
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(answer("kept", 1h));
    servers_->answer_how_long(true);
    while (!names_.may_be_kept(kept)) loop_.run_one();
    EXPECT_EQ(servers_->times_asked_how_long(), 1u);
    const Address elsewhere{"elsewhere", 623};
    names_.will_be_kept(elsewhere);
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(answer("elsewhere", 1h));
        while (servers_->times_asked_how_long() < 2) std::this_thread::yield();
        while (loop_.poll_one() > 0) {
        }
        std::this_thread::sleep_for(20ms);
        while (loop_.poll_one() > 0) {
        }
    }
    EXPECT_EQ(servers_->times_asked_how_long(), 2u);
}

TEST(NamesOfTheSystem, KnowThisMachine) {
    const auto found = NameLookups::by_system({"localhost", 623});
    ASSERT_TRUE(found) << found.error().context;
    EXPECT_EQ(found->front().port(), 623);
    const auto none = NameLookups::by_system({"no such name", 623});
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().context.find("'no such name'"), std::string::npos) << none.error().context;
}

}  // namespace
}  // namespace ipmi::session
