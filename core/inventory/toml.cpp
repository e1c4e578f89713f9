#undef NDEBUG  // with it clang would take toml++'s broken assertions for true (see toml.hpp)
#define TOML_IMPLEMENTATION
#include "inventory/toml.hpp"
