#include "api/words_of_answers.hpp"

#include <array>

namespace ipmi::api {
namespace {

constexpr std::array words{
    AnswerWord{"Problem", "type:text title:text status:number detail:text host?:text hosts?:number error?:Error"},
    AnswerWord{"OpenApi", "openapi:text info:{text} paths:{any} components:{any}"},
    AnswerWord{"Severity", "=ok|warning|critical|unknown"},
    AnswerWord{"Power", "=on|off"},
    AnswerWord{"Error", "code:text context:text completion?:number"},
    AnswerWord{"Failure", "time:time error:Error"},
    AnswerWord{"Lamp", "colour:LampColour blinking:truth"},
    AnswerWord{"LampColour", "=off|green|amber|red"},
    AnswerWord{"Reach", "=answers|silent|not_asked_yet"},
    AnswerWord{"Statistics",
               "requests:number retransmissions:number session_us:number round_trip_us:number wall_us:number "
               "cipher_suite:number window:number sdr_from_cache:truth"},

    AnswerWord{
        "Summary",
        "host:text addresses:[text] path?:text reach:Reach since:time stale?:truth error?:Error severity:Severity "
        "power?:Power lamp:Lamp "
        "incidents:number read?:time generation:number"},
    AnswerWord{"Hosts", "generation:number hosts:[Summary] next?:text trouble?:text"},
    AnswerWord{"Group",
               "group:text members:text hosts:number severity:Severity lamp:Lamp by_severity:{number} "
               "by_reach:{number} by_power:{number} incidents:number"},
    AnswerWord{"Groups", "generation:number groups:[Group]"},

    AnswerWord{"State", "offset:number text?:text severity?:Severity absent?:truth"},
    AnswerWord{"Entity", "id:number instance:number name?:text"},
    AnswerWord{"SensorReading",
               "key:text label:text severity:Severity reason?:text value?:real|null unit?:text crossed?:text "
               "states?:[State] completion?:number raw?:text time:time"},
    AnswerWord{"Sensor",
               "+SensorReading name:text type:text thresholds?:{real} positive_hysteresis?:real "
               "negative_hysteresis?:real nominal?:real normal_minimum?:real normal_maximum?:real "
               "sensor_minimum?:real sensor_maximum?:real entity:Entity"},
    AnswerWord{"Records", "read:number expected:number"},
    AnswerWord{"SkippedRecord", "record_id:number why:text"},
    AnswerWord{"SensorReport",
               "severity:Severity cut?:text power?:Power sensors:[Sensor] records:Records "
               "skipped_records?:[SkippedRecord] warnings:[text] statistics:Statistics"},
    AnswerWord{"HostSensors", "+Summary report?:SensorReport failed?:Failure"},
    AnswerWord{"AnySensor",
               "+SensorReading name?:text type?:text thresholds?:{real} positive_hysteresis?:real "
               "negative_hysteresis?:real nominal?:real normal_minimum?:real normal_maximum?:real "
               "sensor_minimum?:real sensor_maximum?:real entity?:Entity"},
    AnswerWord{"HostReadings", "+Summary sensors?:[AnySensor]"},
    AnswerWord{"Readings", "generation:number full:truth hosts:[HostReadings] gone?:[text]"},

    AnswerWord{"Boot", "device:text valid:truth persistent:truth uefi:truth"},
    AnswerWord{"Chassis",
               "power:Power power_overload:truth power_interlock:truth power_fault:truth power_control_fault:truth "
               "restore_policy:text last_power_event?:text intrusion:truth front_panel_lockout:truth "
               "drive_fault:truth cooling_fault:truth identify:text restart_cause?:text power_on_hours?:number "
               "boot?:Boot raw:text"},
    AnswerWord{"DcmiPower",
               "current_watts:number minimum_watts:number maximum_watts:number average_watts:number "
               "period_ms:number active:truth"},
    AnswerWord{"ReadDcmiPower", "+DcmiPower read:time"},
    AnswerWord{"HostPower",
               "+Summary chassis?:Chassis failed?:Failure dcmi_power?:ReadDcmiPower dcmi_power_failed?:Failure"},

    AnswerWord{"SelInfo",
               "entries:number free_bytes:number used_percent?:real overflow:truth last_addition?:number "
               "last_erase?:number supports_delete:truth supports_reserve:truth"},
    AnswerWord{"SelRecord",
               "id:number time?:time time_since_boot?:truth severity:Severity record_type:number sensor?:text "
               "sensor_name:text sensor_type:text event:text detail?:text part?:text asserted:truth "
               "trigger_value?:real trigger_threshold?:real unit?:text cleared_by?:number log_cleared?:truth "
               "undecoded?:text history?:truth acknowledged?:Acknowledgement sequence?:number raw:text"},
    AnswerWord{"SelReport",
               "info:SelInfo bmc_clock?:time boot_progress?:text complete:truth cleared?:truth records:[SelRecord] "
               "warnings:[text] statistics:Statistics"},
    AnswerWord{"HostSel", "+Summary report?:SelReport failed?:Failure"},

    AnswerWord{"Lan",
               "channel:number ip_address?:text ip_source?:text subnet_mask?:text mac_address?:text gateway?:text "
               "vlan?:number"},
    AnswerWord{"User", "id:number name:text enabled:truth privilege:text|null"},
    AnswerWord{"Device",
               "manufacturer?:text manufacturer_id:number product_id:number device_id:number device_revision:number "
               "firmware:text auxiliary_firmware:text ipmi_version:text provides_device_sdrs:truth "
               "update_in_progress:truth additional_support:number guid?:text guid_raw?:text self_test?:text "
               "self_test_raw?:text lan?:Lan users:[User] quirks:[text] warnings:[text] statistics:Statistics"},
    AnswerWord{"HostDevice", "+Summary device?:Device settings_read?:time failed?:Failure"},

    AnswerWord{"FruArea",
               "kind:text version:number language?:number manufactured?:time record_type?:number fields:{text} "
               "raw?:text warning?:text"},
    AnswerWord{"Fru", "id:number name?:text entity?:text size_bytes:number areas:[FruArea] warning?:text"},
    AnswerWord{"FruReport", "frus:[Fru] warnings:[text] statistics:Statistics"},
    AnswerWord{"HostFru", "+Summary report?:FruReport failed?:Failure"},

    AnswerWord{"SensorPart", "read?:time report?:SensorReport failed?:Failure"},
    AnswerWord{"ChassisPart", "read?:time report?:Chassis failed?:Failure"},
    AnswerWord{"SelPart", "read?:time report?:SelReport failed?:Failure"},
    AnswerWord{"DcmiPart", "read?:time report?:DcmiPower failed?:Failure"},
    AnswerWord{"DevicePart", "read?:time report?:Device failed?:Failure"},
    AnswerWord{"FruPart", "read?:time report?:FruReport failed?:Failure"},
    AnswerWord{"Parts",
               "sensors?:SensorPart chassis?:ChassisPart sel?:SelPart dcmi_power?:DcmiPart device?:DevicePart "
               "fru?:FruPart"},
    AnswerWord{
        "Report",
        "host:text missing?:truth addresses?:[text] path?:text reach?:Reach since?:time stale?:truth error?:Error "
        "severity?:Severity "
        "power?:Power lamp?:Lamp incidents?:number read?:time generation?:number statistics?:Statistics "
        "parts?:Parts"},
    AnswerWord{"Reports", "reports:[Report]"},

    AnswerWord{"PowerAction", "=on|off|cycle|reset|soft|diag"},
    AnswerWord{"PowerOrder",
               "action:PowerAction wait?:number force?:truth set?:text count?:number at_once?:number stagger?:real"},
    AnswerWord{"PowerResult", "host:text action:text outcome:text power?:Power forced?:truth note?:text"},
    AnswerWord{"IdentifyOrder", "on?:truth seconds?:number"},
    AnswerWord{"Identified", "host:text identify:Power seconds?:number"},
    AnswerWord{"Hint", "host?:text address?:text what?:text"},
    AnswerWord{"Hinted", "host:text hosts:[text]"},
    AnswerWord{"AuditStage", "=asked|done|failed|unknown|refused"},
    AnswerWord{"AuditEntry",
               "sequence:number time:time who:text for?:text from?:text host?:text action:text stage:AuditStage "
               "result?:text asked?:number"},
    AnswerWord{"Audit", "entries:[AuditEntry] next?:number"},
    AnswerWord{"Acknowledgement", "who:text note?:text when:time until?:time"},
    AnswerWord{"Incident",
               "id:number host:text key:text severity:Severity text:text sources:[text] raised:time updated:time "
               "cleared?:time cleared_by?:text acknowledged?:Acknowledgement"},
    AnswerWord{"Incidents", "incidents:[Incident] next?:number trouble?:text"},
    AnswerWord{"Acknowledging", "note?:text seconds?:number"},
    AnswerWord{"EventKind", "=sensor|sel|power|reachability|identify|incident|audit|engine"},
    AnswerWord{"Event",
               "sequence:number time:time host:text kind:EventKind severity:Severity text:text sensor?:text "
               "incident?:number"},
    AnswerWord{"Reload", "force?:truth"},
    AnswerWord{"Reloaded", "hosts:number come:number gone:number unusable:[text] kept:[text]"},
    AnswerWord{"IndexKind", "=host|entity|fru|sensor"},
    AnswerWord{"Index",
               "index:number kind:IndexKind key:text label:text parent?:number host:text first_seen:time "
               "generation:number"},
    AnswerWord{"LogSequence", "host:text index:number newest:number generation:number"},
    AnswerWord{"Indices", "generation:number indices:[Index] logs:[LogSequence]"},
    AnswerWord{"Events",
               "events:[Event] oldest:number newest:number lost?:number reset?:truth next?:number "
               "trouble?:text"},
};

}  // namespace

std::span<const AnswerWord> words_of_answers() {
    return words;
}

}  // namespace ipmi::api
