#include "api/routes.hpp"

#include <array>

#include "api/audit_pages.hpp"
#include "api/group_pages.hpp"
#include "api/host_pages.hpp"
#include "api/incident_pages.hpp"
#include "api/index_pages.hpp"
#include "api/inventory_pages.hpp"
#include "api/metrics_page.hpp"
#include "api/openapi.hpp"
#include "api/order_pages.hpp"
#include "api/readings_page.hpp"

namespace ipmi::api {
namespace {

using Kind = Parameter::Kind;

Answer openapi_page(const Asked&) {
    return json_answer(openapi(routes()));
}

constexpr Parameter of_set{"set", "Only of the hosts of this set: web[01-12],@rack1,!web07."};
constexpr std::array host_parameters{
    of_set,
    Parameter{"reach", "Only those that answer, are silent, or were not asked yet.", Kind::choice, 0,
              "answers|silent|not asked yet"},
    Parameter{"severity", "Only those of this severity.", Kind::choice, 0, "ok|warning|critical|unknown"},
    Parameter{"power", "Only those in this power state.", Kind::choice, 0, "on|off|unknown"},
    Parameter{"limit", "So many at most; \"next\" is there where there are more.", Kind::number, 1},
    Parameter{"after", "What \"next\" said: those that follow."}};
constexpr std::array set_parameters{of_set};
constexpr std::array report_parameters{
    Parameter{"hosts", "Names with commas between them."},
    Parameter{"parts", "What is told of each, with commas: sensors,chassis,sel,dcmi_power,fru,device."}};
constexpr std::array reading_parameters{
    Parameter{"since", "Only of hosts that have changed since this generation, and which have gone.", Kind::number},
    of_set,
    Parameter{"detail", "Of each sensor what a poll reads (the default), or all.", Kind::choice, 0, "reading|all"}};
constexpr std::array incident_parameters{
    Parameter{"state", "Those that are open (the default), or all.", Kind::choice, 0, "open|all"}, of_set,
    Parameter{
        "limit",
        "So many at most (1,000 where nothing is said). \"next\" is there where not all were looked at: there may be "
        "more then, even if there are fewer here, or none.",
        Kind::number, 1},
    Parameter{"after", "What \"next\" said: those that are older.", Kind::number}};
constexpr std::array event_parameters{
    Parameter{"after", "Those behind this sequence number; what \"next\" said: those that follow.", Kind::number},
    Parameter{"limit",
              "So many at most. \"next\" is there where not all of the journal was looked at: there may be more then, "
              "even if there are fewer here, or none.",
              Kind::number, 1},
    of_set};

constexpr std::array index_parameters{
    of_set, Parameter{"since", "Only those that have changed after this generation.", Kind::number}};
constexpr std::array audit_parameters{
    Parameter{"after", "Those behind this sequence number; what \"next\" said: those that follow.", Kind::number},
    Parameter{
        "limit",
        "So many at most (1,000 where nothing is said). \"next\" is there where not all of the audit was looked at: "
        "there may be more then, even if there are fewer here, or none.",
        Kind::number, 1}};

constexpr std::array table{
    get("/v1/hosts", hosts_page, "Hosts", "All hosts, or those of a set, in natural order of their names.")
        .takes(host_parameters)
        .with_tag(),
    get("/v1/hosts/{host}", host_page, "Summary", "One host: whether it answers, how it is, its lamp.").with_tag(),
    get("/v1/hosts/{host}/sensors", host_sensors_page, "HostSensors", "Its sensors as they were read last.").with_tag(),
    get("/v1/hosts/{host}/power", host_power_page, "HostPower", "Its power and chassis as read last.").with_tag(),
    get("/v1/hosts/{host}/sel", host_sel_page, "HostSel", "Its System Event Log as read last."),
    get("/v1/hosts/{host}/device", host_device_page, "HostDevice", "Its BMC: firmware, self test, LAN.").with_tag(),
    get("/v1/hosts/{host}/fru", host_fru_page, "HostFru", "Its parts.").with_tag(),
    post("/v1/hosts/{host}/refresh", refresh_page, {}, "Summary", "Everything is asked of it soon.").accepted(),
    post("/v1/hosts/{host}/power", power_order_page, "PowerOrder", "PowerResult",
         "Switches its power; answered when that is over."),
    post("/v1/hosts/{host}/identify", identify_order_page, "IdentifyOrder", "Identified",
         "Switches its identify lamp."),
    post("/v1/power", power_of_set_page, "PowerOrder", {}, "Switches the power of many hosts; a line of JSON for each.")
        .also_as("application/x-ndjson"),
    get("/v1/groups", groups_page, "Groups", "The groups, and how their hosts stand together; * is all hosts.")
        .with_tag(),
    get("/v1/reports", reports_page, "Reports", "Several parts of several hosts.").takes(report_parameters),
    get("/v1/readings", readings_page, "Readings",
        "All sensors of all hosts as read last, or what has changed; in CBOR where Accept asks for that.")
        .takes(reading_parameters)
        .also_as("application/cbor"),
    get("/v1/incidents", incidents_page, "Incidents", "What is wrong, newest first.").takes(incident_parameters),
    post("/v1/incidents/{id}/ack", acknowledge_page, "Acknowledging", "Incident", "Somebody has seen it."),
    post("/v1/incidents/{id}/clear", clear_page, "Acknowledging", "Incident",
         "Somebody says that it is over, of what the log alone has told."),
    get("/v1/events", events_page, "Events",
        "The journal, oldest first, of the audit what /v1/audit would tell; as server-sent events, and as it goes on, "
        "where Accept asks for that.")
        .takes(event_parameters)
        .also_as("text/event-stream"),
    post("/v1/hints", hints_page, "Hint", "Hinted", "Something is said to have happened there: its log is read now.")
        .accepted(),
    get("/v1/audit", audit_page, "Audit", "Who did what, oldest first.").takes(audit_parameters),
    get("/v1/indices", indices_page, "Indices",
        "The SNMP index of each host, entity, FRU and sensor, and log sequences.")
        .takes(index_parameters),
    post("/v1/inventory/reload", reload_page, "Reload", "Reloaded",
         "The inventory is read again; with force even where more than a tenth of the hosts would go."),
    get("/metrics", metrics_page, {}, "Everything as metrics, in OpenMetrics where Accept asks for that.")
        .takes(set_parameters)
        .also_as("text/plain|application/openmetrics-text"),
    get("/v1/openapi.json", openapi_page, "OpenApi", "This document."),
};

}  // namespace

std::span<const Route> routes() {
    return table;
}

}  // namespace ipmi::api
