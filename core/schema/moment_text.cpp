#include "schema/moment_text.hpp"

#include "schema/values.hpp"

namespace ipmi::schema {

std::string_view MomentText::of(WallTime time) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    if (whole != second_ || text_.empty()) {
        second_ = whole;
        text_ = time_text(time);
        return text_;
    }
    auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(time - whole).count();
    constexpr std::size_t behind_digits = 2;  // the last digit is the one before "Z"
    for (std::size_t i = 0; i < 3; ++i, rest /= 10)
        text_[text_.size() - behind_digits - i] = static_cast<char>('0' + rest % 10);
    return text_;
}

}  // namespace ipmi::schema
