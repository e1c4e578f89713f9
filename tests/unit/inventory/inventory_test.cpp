#include "inventory/inventory.hpp"

#include <gtest/gtest.h>

#include "inventory/fold.hpp"
#include "unit/inventory/scratch_folder.hpp"

namespace {

using ipmi::Privilege;
using ipmi::inventory::Inventory;
using ipmi::inventory::Purpose;
using ipmi::inventory::SecretCache;

constexpr const char* small_site = R"([credential.monitor]
user = "monitor"
password_file = "secrets/monitor"

[credential.operator1]
user = "operator1"
password_file = "secrets/operator1"
privilege = "operator"

[host.web01]
address = "10.0.0.21"
credential = "monitor"
control = "operator1"
groups = ["rack1", "web"]

[host.web02]
address = ["bmc2.example:6230", "[fd00::2]:623"]
credential = "monitor"
groups = ["rack1"]
cipher_suites = [3]
kg_file = "secrets/kg"

[host.db1]
address = "fd00::31"
credential = "operator1"

[group.all]
members = "@rack1,db1"

[group.some]
members = "@all,!web02"
)";

class InventoryFile : public testing::Test {
protected:
    ipmi::Result<Inventory> load(std::string_view text) {
        return Inventory::load(folder.file("inventory.toml", text, 0644));
    }
    /// The message, without the folder before the file's name.
    std::string problem(std::string_view text) {
        const auto inventory = load(text);
        if (inventory) return "none";
        auto message = inventory.error().context;
        const auto prefix = folder.path() + "/";
        for (auto at = message.find(prefix); at != message.npos; at = message.find(prefix))
            message.erase(at, prefix.size());
        return message;
    }
    static std::string chosen(const Inventory& inventory, std::string_view set) {
        const auto names = inventory.select(set);
        return names ? ipmi::inventory::fold({names->begin(), names->end()}) : names.error().context;
    }
    ScratchFolder folder;
};

TEST_F(InventoryFile, GivesHostsGroupsAndSets) {
    const auto inventory = load(small_site);
    ASSERT_TRUE(inventory) << inventory.error().context;
    EXPECT_EQ(inventory->hosts().size(), 3u);
    EXPECT_EQ(chosen(*inventory, "@rack1"), "web[01-02]");
    EXPECT_EQ(chosen(*inventory, "@web"), "web01");
    EXPECT_EQ(chosen(*inventory, "@some"), "db1,web01");
    EXPECT_EQ(chosen(*inventory, "@*!@some"), "web02");
    EXPECT_EQ(chosen(*inventory, "web01,web3"), "host set 'web01,web3', column 7: the inventory has no host 'web3'");
}

TEST_F(InventoryFile, MakesTargetsForReadingAndForControl) {
    const auto inventory = load(small_site);
    ASSERT_TRUE(inventory) << inventory.error().context;
    folder.file("secrets/monitor", "read-word\n");
    folder.file("secrets/operator1", "power-word\r\n");
    folder.file("secrets/kg", "key\n");
    SecretCache secrets;
    const auto reading = inventory->target("web01", Purpose::read, secrets);
    ASSERT_TRUE(reading) << reading.error().context;
    EXPECT_EQ(reading->name, "web01");
    EXPECT_EQ(reading->addresses, std::vector<std::string>{"10.0.0.21"});
    EXPECT_EQ(reading->credentials.user, "monitor");
    EXPECT_EQ(reading->credentials.password.reveal(), "read-word");
    EXPECT_EQ(reading->credentials.privilege, Privilege::user);
    const auto control = inventory->target("web01", Purpose::control, secrets);
    ASSERT_TRUE(control) << control.error().context;
    EXPECT_EQ(control->credentials.user, "operator1");
    EXPECT_EQ(control->credentials.password.reveal(), "power-word");
    EXPECT_EQ(control->credentials.privilege, Privilege::operator_);
    const auto second = inventory->target("web02", Purpose::read, secrets);
    ASSERT_TRUE(second) << second.error().context;
    EXPECT_EQ(second->addresses, (std::vector<std::string>{"bmc2.example:6230", "[fd00::2]:623"}));
    EXPECT_EQ(second->cipher_suites, std::vector<std::uint8_t>{3});
    EXPECT_EQ(second->credentials.kg->reveal(), "key");
}

TEST_F(InventoryFile, NeverLendsAReadersPrivilegeToControl) {
    const auto inventory = load(small_site);
    folder.file("secrets/monitor", "read-word\n");
    folder.file("secrets/operator1", "power-word\n");
    SecretCache secrets;
    const auto refused = inventory->target("web02", Purpose::control, secrets);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().context.find("inventory.toml:16:1: [host.web02] has no 'control'"), std::string::npos)
        << refused.error().context;
    EXPECT_TRUE(inventory->target("db1", Purpose::control, secrets));  // its one credential may
}

TEST_F(InventoryFile, ReadsOnlyTheSecretsItNeedsAndNamesWhatIsWrongWithThem) {
    const auto inventory = load(small_site);
    ASSERT_TRUE(inventory);  // none of the files is there
    folder.file("secrets/operator1", "power-word\n", 0644);
    SecretCache secrets;
    const auto missing = inventory->target("web01", Purpose::read, secrets);
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().context.find("credential 'monitor': cannot read "), std::string::npos);
    const auto open = inventory->target("web01", Purpose::control, secrets);
    ASSERT_FALSE(open);
    EXPECT_NE(open.error().context.find("open to others: refused; chmod 600"), std::string::npos);
    SecretCache fresh;
    folder.file("secrets/operator1", "a-password-of-more-than-20-bytes\n");
    const auto longer = inventory->target("web01", Purpose::control, fresh);
    ASSERT_FALSE(longer);
    EXPECT_NE(longer.error().context.find("at most 20 bytes"), std::string::npos);
    EXPECT_EQ(longer.error().context.find("a-password"), std::string::npos);
}

TEST_F(InventoryFile, TakesPasswordsFromSystemd) {
    const auto inventory = load(
        "[credential.m]\nuser = \"m\"\npassword_credential = \"bmc\"\n"
        "[host.a]\naddress = \"a\"\ncredential = \"m\"\n");
    ASSERT_TRUE(inventory) << inventory.error().context;
    ::unsetenv("CREDENTIALS_DIRECTORY");
    SecretCache first;
    const auto without = inventory->target("a", Purpose::read, first);
    ASSERT_FALSE(without);
    EXPECT_NE(without.error().context.find("LoadCredential=bmc:"), std::string::npos);
    folder.file("run/bmc", "from-systemd", 0440);
    ::setenv("CREDENTIALS_DIRECTORY", (folder.path() + "/run").c_str(), 1);
    SecretCache second;
    const auto target = inventory->target("a", Purpose::read, second);
    ::unsetenv("CREDENTIALS_DIRECTORY");
    ASSERT_TRUE(target) << target.error().context;
    EXPECT_EQ(target->credentials.password.reveal(), "from-systemd");
}

TEST_F(InventoryFile, AddsUpTheFilesOfAFolder) {
    folder.file("site/10-logins.toml", "[credential.m]\nuser = \"m\"\npassword_file = \"m\"\n", 0644);
    folder.file("site/20-web.toml", "[host.web1]\naddress = \"a\"\ncredential = \"m\"\n", 0644);
    folder.file("site/30-db.toml",
                "[host.db1]\naddress = \"b\"\ncredential = \"m\"\n[group.g]\nmembers = \"web1,db1\"\n", 0644);
    folder.file("site/notes.txt", "not toml", 0644);
    const auto inventory = Inventory::load(folder.path() + "/site");
    ASSERT_TRUE(inventory) << inventory.error().context;
    EXPECT_EQ(chosen(*inventory, "@g"), "db1,web1");
    folder.file("site/40-again.toml", "\n[host.web1]\naddress = \"c\"\ncredential = \"m\"\n", 0644);
    const auto twice = Inventory::load(folder.path() + "/site");
    ASSERT_FALSE(twice);
    EXPECT_NE(twice.error().context.find("40-again.toml:2:7: [host.web1] stands in "), std::string::npos)
        << twice.error().context;
    EXPECT_NE(twice.error().context.find("20-web.toml:1:1 already"), std::string::npos) << twice.error().context;
    EXPECT_NE(Inventory::load(folder.path()).error().context.find("no file whose name ends in .toml"),
              std::string::npos);
    EXPECT_NE(Inventory::load(folder.path() + "/none").error().context.find("cannot read"), std::string::npos);
}

TEST_F(InventoryFile, SelectsHostsByTheirAttributes) {
    const std::string site =
        "[credential.m]\nuser = \"m\"\npassword_file = \"m\"\n"
        "[host.web1]\naddress = \"a\"\ncredential = \"m\"\nattributes = { rack = \"r1\", site = \"dc1\" }\n"
        "[host.web2]\naddress = \"b\"\ncredential = \"m\"\nattributes.rack = \"r2\"\n"
        "[host.db1]\naddress = \"c\"\ncredential = \"m\"\nattributes = { owner = \"dba\" }\n"
        "[group.front]\nmembers = \"rack=~r.*!rack=r2\"\n"
        "[role.noc]\nrole = \"view\"\nusers = [\"noc\"]\nhosts = \"site=dc1\"\n";
    const auto inventory = load(site);
    ASSERT_TRUE(inventory) << inventory.error().context;
    EXPECT_EQ(chosen(*inventory, "rack=~r."), "web[1-2]");
    EXPECT_EQ(chosen(*inventory, "rack=r1"), "web1");
    EXPECT_EQ(chosen(*inventory, "@front"), "web1");
    ASSERT_EQ(inventory->roles().size(), 1u);
    EXPECT_EQ(*inventory->roles()[0].hosts, ipmi::inventory::HostSet{"web1"});
    EXPECT_EQ(chosen(*inventory, "rak=r1"),
              "host set 'rak=r1', column 1: no host has the attribute 'rak'; known are owner, rack, site");
    EXPECT_EQ(problem(site + "[group.x]\nmembers = \"db1,rak=r1\"\n"),
              "inventory.toml:23:16: group 'x': no host has the attribute 'rak'; known are owner, rack, site");
}

TEST_F(InventoryFile, TellsNobodyOfAttributesOfHostsThatHeDoesNotSee) {
    const auto inventory = load(
        "[credential.m]\nuser = \"m\"\npassword_file = \"m\"\n"
        "[host.web1]\naddress = \"a\"\ncredential = \"m\"\nattributes = { rack = \"r1\" }\n"
        "[host.secret]\naddress = \"b\"\ncredential = \"m\"\nattributes = { rack = \"r2\", client = \"x\" }\n");
    ASSERT_TRUE(inventory) << inventory.error().context;
    const auto seen = [&inventory](std::string_view set) {
        const auto names = inventory->select(set, [](const std::string& host) { return host == "web1"; });
        return names ? ipmi::inventory::fold({names->begin(), names->end()}) : names.error().context;
    };
    EXPECT_EQ(seen("rack=~.*"), "web1");
    EXPECT_EQ(seen("rack=r2"),
              "host set 'rack=r2', column 6: no host has rack=r2; a regular expression is written rack=~…");
    EXPECT_EQ(seen("client=x"), "host set 'client=x', column 1: no host has the attribute 'client'; known are rack");
}

// What stands in front of each tested line, so that a mistake can be alone.
constexpr const char* login = "[credential.m]\nuser = \"m\"\npassword_file = \"m\"\n";

TEST_F(InventoryFile, NamesPlaceAndRemedyOfEachMistake) {
    const auto host = [](std::string_view lines) {
        return std::string(login) + "[host.a]\naddress = \"a\"\ncredential = \"m\"\n" + std::string(lines);
    };
    EXPECT_EQ(problem(host("adress = \"b\"")),
              "inventory.toml:7:1: unknown key 'adress' in [host.a]; did you mean "
              "'address'?");
    EXPECT_EQ(problem(host("colour = \"b\"")),
              "inventory.toml:7:1: unknown key 'colour' in [host.a]; known here: address, credential, control, groups, "
              "attributes, cipher_suites, kg_file, poll, console");
    EXPECT_EQ(problem("[hosts.a]"), "inventory.toml:1:2: unknown key 'hosts'; did you mean 'host'?");
    EXPECT_EQ(problem(host("groups = \"web\"")),
              "inventory.toml:7:10: 'groups' must be a list of strings, not a string; write groups = [\"…\"]");
    EXPECT_EQ(problem(host("groups = [\"web\", 3]")),
              "inventory.toml:7:18: 'groups' must hold strings in quotes, not a number");
    EXPECT_EQ(problem(host("groups = [\"web\", \"a b\"]")), "inventory.toml:7:19: 'a b' is not a group's name");
    EXPECT_EQ(problem(host("attributes = \"r1\"")),
              "inventory.toml:7:14: 'attributes' must be a table; write attributes = { … }");
    EXPECT_EQ(problem(host("attributes = { rack = 1 }")),
              "inventory.toml:7:23: 'rack' must be a string in quotes, not a number");
    EXPECT_EQ(problem(host("attributes = { \"1a\" = \"b\" }")),
              "inventory.toml:7:23: '1a' is not an attribute's name: at most 32 letters, digits, '_' and '-', a letter "
              "or '_' first");
    EXPECT_EQ(problem(host("attributes = { rack = \"\" }")),
              "inventory.toml:7:24: 'rack' must be a text of 1 to 128 bytes on one line");
    EXPECT_EQ(problem(host("control = \"x\"")),
              "inventory.toml:7:12: no credential 'x'; write [credential.x] or correct the name");
    EXPECT_EQ(problem(host("control = 5")), "inventory.toml:7:11: 'control' must be a string in quotes, not a number");
    EXPECT_EQ(problem(host("cipher_suites = [3, 0]")),
              "inventory.toml:7:17: suite 0 lets anyone in without a password and is never used");
    EXPECT_EQ(problem(host("cipher_suites = 3")),
              "inventory.toml:7:17: 'cipher_suites' must be a list of numbers of cipher suites, not a number; write "
              "cipher_suites = [17]");
    EXPECT_EQ(problem(host("cipher_suites = [300]")),
              "inventory.toml:7:18: 'cipher_suites' must hold numbers of cipher suites from 0 to 255");
    EXPECT_EQ(problem(host("ipmi15 = \"md5\"")),
              "inventory.toml:7:10: IPMI 1.5 is not supported yet; this host's BMC has to speak IPMI 2.0");
    EXPECT_EQ(problem(host("console = \"http://x\"")).substr(0, 44), "inventory.toml:7:12: console must be \"auto\",");
    EXPECT_EQ(problem(host("[host.a]")).substr(0, 20), "inventory.toml:7:1: ");
    EXPECT_EQ(problem(host("address = \"b\"")).substr(0, 20), "inventory.toml:7:11:");
    EXPECT_EQ(problem(host("groups = [\"web\"")).substr(0, 17), "inventory.toml:7:");
    EXPECT_EQ(problem("[host.\"a b\"]\n"),
              "inventory.toml:1:7: 'a b' is not a name: letters, digits, '.', '_' and '-', a letter or digit first");
    EXPECT_EQ(problem("[host]\na = 1\n"), "inventory.toml:2:1: 'host.a' must be a table; write [host.a]");
    EXPECT_EQ(problem("host = 1\n"), "inventory.toml:1:8: 'host' must be a table; write [host.NAME]");
    EXPECT_EQ(problem("[host.a]\ncredential = \"m\"\n"),
              "inventory.toml:1:1: 'address' is missing: the BMC's name or address, or a list to try in turn");
    EXPECT_EQ(problem("[host.a]\naddress = \"a\"\n"),
              "inventory.toml:1:1: 'credential' is missing: the NAME of a [credential.NAME] that may read");
}

TEST_F(InventoryFile, NamesPlaceAndRemedyOfMistakesInLogins) {
    EXPECT_EQ(
        problem("[credential.m]\nuser = \"m\"\npassword = \"secret\"\n"),
        "inventory.toml:3:12: a password does not belong here; write it to a file closed to others (chmod 600) and "
        "name that with password_file");
    EXPECT_EQ(problem("[credential.m]\nuser = \"m\"\n"),
              "inventory.toml:1:1: the password is missing: one of 'password_file' and 'password_credential'");
    EXPECT_EQ(problem("[credential.m]\nuser = \"m\"\npassword_file = \"a\"\npassword_credential = \"b\"\n"),
              "inventory.toml:1:1: the password is given twice: one of 'password_file' and 'password_credential'");
    EXPECT_EQ(problem("[credential.m]\npassword_file = \"a\"\n"),
              "inventory.toml:1:1: 'user' is missing; user = \"\" is the null user");
    EXPECT_EQ(problem("[credential.m]\nuser = \"a-user-of-17-byte\"\npassword_file = \"a\"\n"),
              "inventory.toml:2:9: a user name has at most 16 bytes");
    EXPECT_EQ(problem("[credential.m]\nuser = \"m\"\npassword_file = \"a\"\nprivilege = \"root\"\n"),
              "inventory.toml:4:14: privilege must be \"user\", \"operator\" or \"administrator\"");
    EXPECT_EQ(problem("[credential.m]\nuser = \"m\"\npassword_credential = \"../x\"\n"),
              "inventory.toml:3:24: password_credential is a name given by LoadCredential=, not a path");
}

TEST_F(InventoryFile, NamesTheCharacterOfAGroupThatIsWrong) {
    const auto groups = [](std::string_view lines) {
        return std::string(login) + "[host.a1]\naddress = \"a\"\ncredential = \"m\"\ngroups = [\"g\"]\n" +
               std::string(lines);
    };
    EXPECT_EQ(problem(groups("[group.x]\nmembers = \"a1,a2\"\n")),
              "inventory.toml:9:15: group 'x': the inventory has no host 'a2'");
    EXPECT_EQ(problem(groups("[group.x]\nmembers = \"a1,@y\"\n")),
              "inventory.toml:9:16: group 'x': the inventory has no group 'y'");
    EXPECT_EQ(problem(groups("[group.x]\nmembers = \"@y\"\n[group.y]\nmembers = \"a1,@x\"\n")),
              "inventory.toml:11:16: group 'y': group 'x' contains itself: x -> y -> x");
    EXPECT_EQ(problem(groups("[group.x]\nmembers = \"@x\"\n")),
              "inventory.toml:9:13: group 'x': group 'x' contains itself: x -> x");
    EXPECT_EQ(problem(groups("[group.x]\nmembers = \"@y\"\n[group.y]\nmembers = \"a[1-\"\n")),
              "inventory.toml:11:13: group 'y': '[' is never closed");
    EXPECT_EQ(problem(groups("[group.x]\nmembers = \"\"\"\na1,a2\"\"\"\n")),
              "inventory.toml:9:11: group 'x': the inventory has no host 'a2'");
    EXPECT_EQ(problem(groups("[group.g]\nmembers = \"a1\"\n")), "none");  // both ways of saying it add up
    std::string chain;
    for (int i = 0; i < 40; ++i)
        chain += "[group.c" + std::to_string(i) + "]\nmembers = \"@c" + std::to_string(i + 1) + "\"\n";
    EXPECT_NE(problem(groups(chain + "[group.c40]\nmembers = \"a1\"\n")).find("nested more than 32 deep"),
              std::string::npos);
}

TEST_F(InventoryFile, ChecksAddresses) {
    const auto address = [](std::string_view text) {
        return std::string(login) + "[host.a]\ncredential = \"m\"\naddress = " + std::string(text) + "\n";
    };
    for (const auto* good : {"\"bmc-1.example\"", "\"10.0.0.1:6230\"", "\"fd00::1\"", "\"[fd00::1]\"",
                             "\"[fe80::1%eth0]:623\"", "[\"a\", \"b\"]"})
        EXPECT_EQ(problem(address(good)), "none") << good;
    // Not supported yet, which is told where that host is asked; the rest of the inventory is of use.
    EXPECT_EQ(problem(address("\"serial:/dev/ttyS0\"")), "none");
    EXPECT_EQ(problem(address("[\"a\", \"local:\"]")), "none");
    EXPECT_EQ(problem(address("\"a:0\"")), "inventory.toml:6:12: '0' is not a port (1 to 65535)");
    EXPECT_EQ(problem(address("\"a:b\"")), "inventory.toml:6:12: 'b' is not a port (1 to 65535)");
    EXPECT_EQ(problem(address("\"a b\"")), "inventory.toml:6:12: 'a b' is not a name or address");
    EXPECT_EQ(problem(address("\"fd00::1:x\"")),
              "inventory.toml:6:12: 'fd00::1:x' is not an IPv6 address; with a port it is [ADDRESS]:PORT");
    EXPECT_EQ(problem(address("[]")),
              "inventory.toml:6:11: 'address' is missing: the BMC's name or address, or a list to try in turn");
}

TEST_F(InventoryFile, SurvivesHostileText) {
    const std::string site = small_site;
    for (std::size_t size = 0; size < site.size(); size += 3) (void)load(site.substr(0, size));
    for (std::size_t at = 0; at < site.size(); at += 2) {
        auto broken = site;
        broken[at] = static_cast<char>(at * 37);
        (void)load(broken);
    }
    EXPECT_NE(problem(std::string(100'000, '[')), "none");
    EXPECT_EQ(problem("\n[.a]\n").substr(0, 17), "inventory.toml:2:");  // toml++ would abort, or worse
    // Likewise (U+0104, U+00A7), where white space could be.
    EXPECT_EQ(problem("y\xc4\x84 = 1\n").substr(0, 17), "inventory.toml:1:");
    EXPECT_EQ(problem("s = \"\"\"\\\n\xc2\xa7\"\"\"\n").substr(0, 17), "inventory.toml:1:");
    EXPECT_EQ(problem("[[[1]]]").substr(0, 17), "inventory.toml:1:");
    EXPECT_EQ(problem("[&").substr(0, 17), "inventory.toml:1:");
    EXPECT_NE(problem("a = " + std::string(10'000, '[')), "none");
}

TEST(InventoryExample, LoadsWithoutAnError) {
    const auto inventory = Inventory::load(BMCSCOPE_SOURCE_DIR "/configs/inventory.example.toml");
    ASSERT_TRUE(inventory) << inventory.error().context;
    EXPECT_EQ(inventory->select("@dc1").value(), (std::vector<std::string>{"db1", "web01"}));
    EXPECT_EQ(inventory->select("site=dc1&rack=r2").value(), std::vector<std::string>{"db1"});
    EXPECT_EQ(inventory->poll("db1").sensors, std::chrono::minutes(2));
    EXPECT_TRUE(inventory->poll("web01").empty());
}

TEST(InventoryPath, ComesFromTheEnvironmentOrIsTheSystemsOwn) {
    ::unsetenv("BMCSCOPE_INVENTORY");
    EXPECT_EQ(ipmi::inventory::default_inventory_path(), "/etc/bmcscope/inventory.toml");
    ::setenv("BMCSCOPE_INVENTORY", "/x", 1);
    EXPECT_EQ(ipmi::inventory::default_inventory_path(), "/x");
    ::unsetenv("BMCSCOPE_INVENTORY");
}

}  // namespace
