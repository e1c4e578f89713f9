// libfreeipmi, loaded when the first record must be decoded and never before: a warm check has its records decoded in
// the cache and starts without it. No link dependency; a missing library is an error value that names the package.
#pragma once

#include <ipmi/result.hpp>

#include <freeipmi/interpret/ipmi-interpret.h>
#include <freeipmi/sel/ipmi-sel.h>
#include <freeipmi/util/ipmi-entity-ids-util.h>
#include <freeipmi/util/ipmi-iana-enterprise-numbers-util.h>
#include <freeipmi/util/ipmi-sensor-and-event-code-tables-util.h>
#include <freeipmi/util/ipmi-sensor-util.h>

namespace ipmi::model {

/// The functions we call, typed as the library's own headers declare them.
struct FreeIpmi {
#define BMCSCOPE_FREEIPMI_FUNCTIONS(use)                                                                          \
    use(ipmi_get_sensor_type_string) use(ipmi_get_oem_sensor_type_string) use(ipmi_get_entity_id_string)          \
        use(ipmi_sensor_units_string) use(ipmi_get_event_messages) use(ipmi_get_threshold_message)                \
            use(ipmi_iana_enterprise_numbers_string) use(ipmi_sensor_decode_value) use(ipmi_interpret_ctx_create) \
                use(ipmi_interpret_ctx_destroy) use(ipmi_interpret_ctx_set_flags)                                 \
                    use(ipmi_interpret_ctx_set_manufacturer_id) use(ipmi_interpret_ctx_set_product_id)            \
                        use(ipmi_interpret_sel) use(ipmi_interpret_sensor) use(ipmi_sel_ctx_create)               \
                            use(ipmi_sel_ctx_destroy) use(ipmi_sel_ctx_set_manufacturer_id)                       \
                                use(ipmi_sel_ctx_set_product_id) use(ipmi_sel_ctx_set_ipmi_version)               \
                                    use(ipmi_sel_ctx_set_separator) use(ipmi_sel_parse_read_record_string)
#define BMCSCOPE_FREEIPMI_DECLARE(name) decltype(&::name) name = nullptr;
    BMCSCOPE_FREEIPMI_FUNCTIONS(BMCSCOPE_FREEIPMI_DECLARE)
#undef BMCSCOPE_FREEIPMI_DECLARE
    const char* const* entity_names = nullptr;  ///< ipmi_entity_ids_pretty, 0 … 42h
};

/// Loads the library once, whoever asks first; valid for the life of the process. Errors: local.
Result<const FreeIpmi*> freeipmi();

/// The same for any file name: how a test sees the error. Errors: local.
Result<FreeIpmi> load_freeipmi(const char* file);

}  // namespace ipmi::model
