#include "number.hpp"

#include <ipmi/reading_text.hpp>

namespace plugins {

std::string number(double value) {
    return ipmi::number_text(value);
}

}  // namespace plugins
