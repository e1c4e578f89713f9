#include "render.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace {

using plugins::Check;
using plugins::RenderStyle;
using plugins::Severity;
using plugins::StateOrder;

Check with_children() {
    Check check;
    check.text = "two sensors";
    check.children = {{Severity::ok, "A 1 C", {{"A", 1, "C", {}, {}, {}, {}}}, {}, {}, {}},
                      {Severity::warning, "B 2 C", {{"B", 2, "C", {}, {}, {}, {}}}, {}, {}, {}}};
    check.notes = {"a note"};
    check.diagnostics = {"how it went"};
    return check;
}

TEST(Render, ShowsTheWorstChildFirstAndWhatIsNotOk) {
    EXPECT_EQ(render_text(with_children(), {}), "WARNING: two sensors | 'A'=1C 'B'=2C\n[WARNING] B 2 C\na note\n");
}

TEST(Render, ShowsAllAndThenDiagnosticsWithMoreVerbosity) {
    RenderStyle style;
    style.verbosity = 1;
    EXPECT_EQ(render_text(with_children(), style),
              "WARNING: two sensors | 'A'=1C 'B'=2C\n[OK] A 1 C\n[WARNING] B 2 C\na note\n");
    style.verbosity = 2;
    EXPECT_TRUE(render_text(with_children(), style).ends_with("a note\nhow it went\n"));
}

TEST(Render, LetsCriticalOutrankUnknownOutrankWarning) {
    Check check;
    check.children = {{Severity::warning, "w", {}, {}, {}, {}}, {Severity::unknown, "u", {}, {}, {}, {}}};
    EXPECT_EQ(worst(check), Severity::unknown);
    EXPECT_EQ(worst(check, StateOrder::warning_over_unknown), Severity::warning);
    check.children.push_back({Severity::critical, "c", {}, {}, {}, {}});
    EXPECT_EQ(worst(check), Severity::critical);
    EXPECT_EQ(worst(check, StateOrder::warning_over_unknown), Severity::critical);
}

// Icinga takes what follows a bar in any line for performance data (icinga2#4970).
TEST(Render, HasOneBarAndThatInTheFirstLine) {
    auto check = with_children();
    check.text = "a|b\nc";
    check.children[1].text = "x | 'y'=1";
    check.notes = {"n|m"};
    const auto text = render_text(check, {});
    EXPECT_EQ(std::count(text.begin(), text.end(), '|'), 1);
    EXPECT_TRUE(text.starts_with("WARNING: a/b c | ")) << text;
}

TEST(Render, WritesALabelOnce) {
    auto check = with_children();
    check.children[1].metrics[0].label = "A";
    EXPECT_TRUE(render_text(check, {}).starts_with("WARNING: two sensors | 'A'=1C\n"));
    check.children[0].metrics[0].label = "A=";
    check.children[1].metrics[0].label = "A|";
    EXPECT_TRUE(render_text(check, {}).starts_with("WARNING: two sensors | 'A_'=1C\n"));
}

TEST(Render, LeavesOutWholeLinesAndMetricsBeyondALimit) {
    auto check = with_children();
    for (int i = 0; i < 100; ++i)
        check.children.push_back({Severity::critical,
                                  "another line of some length",
                                  {{"L" + std::to_string(i), 1.0, "C", {}, {}, {}, {}}},
                                  {},
                                  {},
                                  {}});
    RenderStyle style;
    for (const std::size_t limit : {std::size_t{128}, std::size_t{500}, std::size_t{1024}}) {
        style.largest_bytes = limit;
        const auto text = render_text(check, style);
        EXPECT_LE(text.size(), limit);
        EXPECT_TRUE(text.ends_with('\n'));
        EXPECT_TRUE(text.starts_with("CRITICAL: two sensors | 'A'=1C 'B'=2C 'L0'=1C"));
        EXPECT_NE(text.substr(0, text.find('\n')).back(), '=');
    }
}

TEST(Render, CutsNoCharacterInTwo) {
    Check check;
    check.text = "\u00e4\u20ac\U0001f525";
    RenderStyle style;
    const auto within = [&](std::size_t bytes) {
        style.largest_bytes = bytes;
        return render_text(check, style);
    };
    EXPECT_EQ(within(9), "OK: \u00e4\n");  // 4 + 2 + 3 + 4 bytes, and the end of the line
    EXPECT_EQ(within(10), "OK: \u00e4\u20ac\n");
    EXPECT_EQ(within(13), "OK: \u00e4\u20ac\n");
    EXPECT_EQ(within(14), "OK: \u00e4\u20ac\U0001f525\n");
}

TEST(Render, SaysTheSameInJson) {
    const auto text = render_json(with_children(), {});
    const auto json = nlohmann::json::parse(text);
    EXPECT_EQ(json["state"], "warning");
    EXPECT_EQ(json["exit_code"], 1);
    EXPECT_EQ(json["children"][1]["metrics"][0]["value"], 2.0);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
}

TEST(FirstLine, TakesAsManyOffendersAsFit) {
    const std::vector<std::string> parts(9, "CPU1 Temp 98 C > 95 (upper critical)");
    const auto line = plugins::first_line(parts, ", 9 of 64 sensors", Severity::critical);
    EXPECT_EQ(line, parts[0] + ", 9 of 64 sensors");
    EXPECT_EQ(plugins::first_line({"a", "b"}, "", Severity::ok), "a; b");
    const std::string too_long(200, 'x');
    EXPECT_EQ(plugins::first_line({too_long, "b"}, "", Severity::ok), too_long);
}

}  // namespace
