#include "model/conversion.hpp"

#include <dlfcn.h>

#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>

#include "unit/missing.hpp"
#include "unit/model/corpus.hpp"

namespace ipmi::model {
namespace {

Conversion linear(int m, int b, int k1, int k2, Conversion::Format format = Conversion::Format::unsigned_) {
    Conversion c;
    c.format = format;
    c.m = static_cast<std::int16_t>(m);
    c.b = static_cast<std::int16_t>(b);
    c.b_exponent = static_cast<std::int8_t>(k1);
    c.r_exponent = static_cast<std::int8_t>(k2);
    return c;
}

Conversion::Format format_named(const std::string& name) {
    if (name == "1s") return Conversion::Format::ones_complement;
    return name == "2s" ? Conversion::Format::twos_complement : Conversion::Format::unsigned_;
}

TEST(Conversion, GivesTheKnownAnswersOfPythonIpmi) {
    SKIP_WITHOUT_CORPUS();
    const auto json = nlohmann::json::parse(
        corpus::text_of(std::filesystem::path(corpus::folder()) / "sensor/linearization_python-ipmi.json"));
    for (const auto& row : json["linearization"]) {
        auto c = linear(1, 0, 0, 0);
        c.linearization = row[0];
        const auto value = to_value(c, row[1]);
        ASSERT_TRUE(value) << row;
        EXPECT_NEAR(*value, row[2], 1e-12) << row;
    }
    for (const auto& row : json["raw_to_value"])
        EXPECT_EQ(to_value(linear(row["m"], row.value("b", 0), 0, 0, format_named(row["fmt"])), row["raw"]),
                  row["value"])
            << row;
    EXPECT_EQ(json["invalid"], "linearization 12 must be an error for a linear conversion");
    auto reserved = linear(1, 0, 0, 0);
    reserved.linearization = 12;
    EXPECT_EQ(to_value(reserved, 1), std::nullopt);
}

TEST(Conversion, NeverYieldsInfinityOrNotANumber) {
    for (unsigned linearization = 0; linearization < 0x80; ++linearization)
        for (const int m : {-512, -1, 0, 1, 511})
            for (const int exponent : {-8, 0, 7}) {
                auto c = linear(m, -1, exponent, exponent);
                c.linearization = static_cast<std::uint8_t>(linearization);
                for (unsigned raw = 0; raw < 256; ++raw) {
                    const auto value = to_value(c, static_cast<std::uint8_t>(raw));
                    EXPECT_TRUE(!value || std::isfinite(*value)) << linearization << ' ' << m << ' ' << raw;
                }
            }
    auto inverse = linear(1, 0, 0, 0);
    inverse.linearization = 7;
    EXPECT_EQ(to_value(inverse, 0), std::nullopt);
}

TEST(Conversion, HasNoValueWithoutAnalogReadingOrNonLinearFactors) {
    EXPECT_EQ(to_value(Conversion{}, 7), std::nullopt);
    auto c = linear(0, 0, 0, 0);
    c.linearization = 0x70;
    EXPECT_TRUE(is_non_linear(c));
    EXPECT_EQ(to_value(c, 7), std::nullopt);
    const FactorBytes bytes{
        .m = 0x02, .m_tolerance = 0x00, .b = 0xff, .b_accuracy = 0xc0, .accuracy = 0, .exponents = 0xf0};
    const auto at_reading = with_factors(c, bytes);  // M 2, B -1, K2 -1
    EXPECT_EQ(at_reading.m, 2);
    EXPECT_EQ(at_reading.b, -1);
    EXPECT_EQ(to_value(at_reading, 100), 19.9);
}

TEST(Conversion, RoundsOnce) {  // what people read off a listing: no 12.100000000000001
    EXPECT_EQ(to_value(linear(121, 0, 0, -3), 100), 12.1);
    EXPECT_EQ(to_value(linear(1, 1, -1, -1), 12), 1.21);
    EXPECT_EQ(to_value(linear(1, 3, 2, -1), 5), 30.5);
}

TEST(Conversion, TakesHysteresisAsADistance) {
    EXPECT_EQ(to_distance(linear(-5, 100, 0, -1), 2), 1.0);
    auto square = linear(1, 0, 0, 0);
    square.linearization = 8;
    EXPECT_EQ(to_distance(square, 2), std::nullopt);
}

// libfreeipmi's own arithmetic, for every raw value. Code 11 is left out: table 43-1 says cube^-1(x), which is the cube
// root to python-ipmi (27 gives 3) and ipmitool (cbrt), and 1/x^3 to libfreeipmi.
TEST(Conversion, AgreesWithLibfreeipmi) {
    void* const library = ::dlopen("libfreeipmi.so.17", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) BMCSCOPE_IS_MISSING("libfreeipmi17 is not installed");
    using Decode = int (*)(std::int8_t, std::int8_t, std::int16_t, std::int16_t, std::uint8_t, std::uint8_t,
                           std::uint8_t, double*);
    const auto decode = std::bit_cast<Decode>(::dlsym(library, "ipmi_sensor_decode_value"));
    ASSERT_NE(decode, nullptr);
    unsigned compared = 0;
    for (const auto format :
         {Conversion::Format::unsigned_, Conversion::Format::ones_complement, Conversion::Format::twos_complement})
        for (const int m : {-512, -7, 0, 1, 121, 511})
            for (const int b : {-512, -3, 0, 100, 511})
                for (const int k1 : {-8, -1, 0, 3, 7})
                    for (const int k2 : {-8, -2, 0, 1, 7})
                        for (std::uint8_t linearization = 0; linearization <= 10; ++linearization) {
                            auto c = linear(m, b, k1, k2, format);
                            c.linearization = linearization;
                            for (unsigned raw = 0; raw < 256; raw += (linearization == 0 ? 1 : 17)) {
                                double theirs = 0;
                                const auto byte = static_cast<std::uint8_t>(raw);
                                if (decode(c.r_exponent, c.b_exponent, c.m, c.b, linearization,
                                           static_cast<std::uint8_t>(format), byte, &theirs) < 0)
                                    continue;
                                if (!std::isfinite(theirs)) continue;
                                const auto ours = to_value(c, byte);
                                if (!ours && linearization == 7 && theirs == 0)
                                    continue;  // 1/0: none for us, 0 for libfreeipmi
                                ASSERT_TRUE(ours) << m << ' ' << b << ' ' << k1 << ' ' << k2 << ' '
                                                  << int(linearization) << ' ' << raw << ": " << theirs;
                                // Terms that nearly cancel leave rounding noise; logarithms of about one show it.
                                const double size = linearization == 0 ? std::abs(b) * std::pow(10.0, k1 + k2) : 1.0;
                                ASSERT_NEAR(*ours, theirs, std::max(std::abs(theirs), size) * 1e-9)
                                    << m << ' ' << b << ' ' << k1 << ' ' << k2 << ' ' << int(linearization) << ' '
                                    << raw;
                                ++compared;
                            }
                        }
    EXPECT_GT(compared, 500'000u);
}

}  // namespace
}  // namespace ipmi::model
