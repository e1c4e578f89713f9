// The pages of the journal: what is wrong, and what has happened.
#pragma once

#include "api/route.hpp"

namespace ipmi::api {

/// {"incidents": […]}, newest first; with "next" where not all were looked at, and "trouble" as those of events.
Answer incidents_page(const Asked& asked);
/// {"note": "…", "seconds": 3600}, both optional. The incident as it is then; it is in the journal by that time.
Answer acknowledge_page(const Asked& asked);
/// {"note": "…"}
Answer clear_page(const Asked& asked);
/// {"events": […], "oldest": 1, "newest": 42}; with "lost": up to which they were lost with a journal that was damaged,
/// "reset" where "after" was never given and these are from the oldest on,
/// and "next" where not all was looked at, though there may be no event;
/// "trouble" where the journal cannot be written now, so that the newest are missing;
/// those of the audit to whoever may read that there.
Answer events_page(const Asked& asked);

}  // namespace ipmi::api
