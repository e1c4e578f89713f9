#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ipmi/secret.hpp>
#include <string>
#include <type_traits>

namespace ipmi {
namespace {

TEST(Secret, RevealsWhatItWasGiven) {
    const Secret secret("calvin");
    EXPECT_EQ(secret.reveal(), "calvin");
    EXPECT_EQ(secret.size(), 6u);
    const std::string with_zero("a\0b", 3);
    EXPECT_EQ(Secret(with_zero).reveal(), with_zero);
}

TEST(Secret, MayBeEmptyHoweverItCameToBe) {
    EXPECT_TRUE(Secret().empty());
    EXPECT_TRUE(Secret("").empty());
    EXPECT_TRUE(Secret(std::string_view()).empty());
    EXPECT_EQ(Secret(), Secret(""));
    const Secret copy{Secret()};
    EXPECT_EQ(copy.reveal(), "");
}

TEST(Secret, IsCopiedMovedAndAssigned) {
    Secret first("calvin");
    Secret copy(first);
    EXPECT_EQ(copy, first);
    const Secret moved(std::move(copy));
    EXPECT_EQ(moved.reveal(), "calvin");
    first = Secret("hobbes");
    EXPECT_EQ(first.reveal(), "hobbes");
    const auto& same = first;
    first = same;
    EXPECT_EQ(first.reveal(), "hobbes");
    first.wipe();
    EXPECT_TRUE(first.empty());
    EXPECT_EQ(moved.reveal(), "calvin");
}

TEST(Secret, IsEqualOnlyToItself) {
    EXPECT_NE(Secret("calvin"), Secret("calvim"));
    EXPECT_NE(Secret("calvin"), Secret("calvin "));
    EXPECT_NE(Secret("calvin"), Secret());
}

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
    out << value;
};
static_assert(!Printable<Secret> && !std::is_convertible_v<Secret, std::string_view>,
              "a secret cannot be printed by mistake");

TEST(CoreDumps, AreNotMadeOfWhoForbidsThem) {
    const auto child = ::fork();
    if (child == 0) {
        forbid_core_dumps();
        rlimit limit{};
        ::getrlimit(RLIMIT_CORE, &limit);
        if (limit.rlim_cur != 1 || limit.rlim_max != 1) ::_exit(1);  // 0 would not keep a dump from a helper program
        ::signal(SIGQUIT, SIG_DFL);
        ::raise(SIGQUIT);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << status;
    EXPECT_FALSE(WCOREDUMP(status));
}

/// As under a unit with LimitCORE=0, or in many a container: a limit that an ordinary user cannot raise.
TEST(CoreDumps, AreNotMadeUnderALimitOfZeroEither) {
    const auto child = ::fork();
    if (child == 0) {
        const rlimit zero{0, 0};
        if (::setrlimit(RLIMIT_CORE, &zero) != 0) ::_exit(1);
        if (::geteuid() == 0 && ::setuid(65'534) != 0) ::_exit(2);
        ::prctl(PR_SET_DUMPABLE, 1);  // as a program begins; a change of user has ended it
        forbid_core_dumps();
        rlimit limit{};
        ::getrlimit(RLIMIT_CORE, &limit);
        const bool helped = limit.rlim_max == 1 || ::prctl(PR_GET_DUMPABLE) == 0;
        ::_exit(helped && ::access("/proc/self/fd", R_OK | X_OK) == 0 ? 0 : 3);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status)) << status;
    EXPECT_EQ(WEXITSTATUS(status), 0) << "3: a helper program would be fed";
}

TEST(Wipe, OverwritesAndToleratesNothing) {
    std::string text = "calvin";
    wipe(text.data(), text.size());
    EXPECT_EQ(text, std::string(6, '\0'));
    wipe(nullptr, 0);
}

}  // namespace
}  // namespace ipmi
