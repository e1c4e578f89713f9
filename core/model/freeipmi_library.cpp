#include "model/freeipmi_library.hpp"

#include <dlfcn.h>

#include <bit>
#include <string>

#include "base/error.hpp"

namespace ipmi::model {
namespace {

std::string last_error() {
    const char* text = ::dlerror();
    return text != nullptr ? text : "unknown reason";
}

template <class Function>
bool resolve(void* library, const char* name, Function& out) {
    void* const symbol = ::dlsym(library, name);
    out = std::bit_cast<Function>(symbol);
    return symbol != nullptr;
}

}  // namespace

Result<FreeIpmi> load_freeipmi(const char* file) {
    void* const library = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        return fail(Errc::local,
                    std::string(file) + " cannot be loaded; install the package libfreeipmi17 (" + last_error() + ")");
    FreeIpmi out;
#define BMCSCOPE_FREEIPMI_RESOLVE(name) \
    if (!resolve(library, #name, out.name)) return fail(Errc::local, std::string(file) + " lacks " #name);
    BMCSCOPE_FREEIPMI_FUNCTIONS(BMCSCOPE_FREEIPMI_RESOLVE)
#undef BMCSCOPE_FREEIPMI_RESOLVE
    if (!resolve(library, "ipmi_entity_ids_pretty", out.entity_names))
        return fail(Errc::local, std::string(file) + " lacks ipmi_entity_ids_pretty");
    return out;  // never unloaded: its tables are in use until the process ends
}

Result<const FreeIpmi*> freeipmi() {
    static const Result<FreeIpmi> library = load_freeipmi("libfreeipmi.so.17");
    if (!library) return std::unexpected(library.error());
    return &*library;
}

}  // namespace ipmi::model
