#include "message/sensor/get_sensor_reading_factors.hpp"

namespace ipmi::sensor {

void GetSensorReadingFactors::encode(wire::Writer& out, const Request& request) {
    out.u8(request.sensor_number);
    out.u8(request.raw_reading);
}

void GetSensorReadingFactors::encode(wire::Writer& out, const Response& response) {
    const auto m = static_cast<std::uint16_t>(response.m);
    const auto b = static_cast<std::uint16_t>(response.b);
    out.u8(response.next_reading);
    out.u8(static_cast<std::uint8_t>(m));
    out.u8(static_cast<std::uint8_t>((m >> 2 & 0xc0) | (response.tolerance & 0x3f)));
    out.u8(static_cast<std::uint8_t>(b));
    out.u8(static_cast<std::uint8_t>((b >> 2 & 0xc0) | (response.accuracy & 0x3f)));
    out.u8(static_cast<std::uint8_t>((response.accuracy >> 2 & 0xf0) | (response.accuracy_exponent << 2 & 0x0c)));
    out.u8(static_cast<std::uint8_t>((response.r_exponent << 4 & 0xf0) | (response.b_exponent & 0x0f)));
}

Result<GetSensorReadingFactors::Request> GetSensorReadingFactors::decode_request(wire::Reader body) {
    Request request;
    request.sensor_number = body.u8();
    request.raw_reading = body.u8();
    if (body.failed()) return malformed("Get Sensor Reading Factors request");
    return request;
}

Result<GetSensorReadingFactors::Response> GetSensorReadingFactors::decode_response(wire::Reader body) {
    Response response;
    const auto sign_extend = [](unsigned value, unsigned bits) {
        const auto sign = 1u << (bits - 1);
        return static_cast<std::int16_t>(static_cast<int>(value ^ sign) - static_cast<int>(sign));
    };
    response.next_reading = body.u8();
    const unsigned m_low = body.u8();
    const unsigned m_high = body.u8();
    const unsigned b_low = body.u8();
    const unsigned b_high = body.u8();
    const unsigned accuracy_high = body.u8();
    const unsigned exponents = body.u8();
    response.m = sign_extend(m_low | (m_high & 0xc0) << 2, 10);
    response.tolerance = static_cast<std::uint8_t>(m_high & 0x3f);
    response.b = sign_extend(b_low | (b_high & 0xc0) << 2, 10);
    response.accuracy = static_cast<std::uint16_t>((b_high & 0x3f) | (accuracy_high & 0xf0) << 2);
    response.accuracy_exponent = static_cast<std::uint8_t>(accuracy_high >> 2 & 0x03);
    response.r_exponent = static_cast<std::int8_t>(sign_extend(exponents >> 4, 4));
    response.b_exponent = static_cast<std::int8_t>(sign_extend(exponents & 0x0f, 4));
    if (body.failed()) return malformed("Get Sensor Reading Factors response");
    return response;
}

}  // namespace ipmi::sensor
