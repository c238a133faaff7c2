#include "common/redis/slots.h"

#include <cstdint>

namespace fudai::redis {
namespace {

// CRC-16/XMODEM, as the Redis Cluster specification prescribes.
uint16_t Crc16(absl::string_view bytes) {
  uint16_t crc = 0;
  for (char byte : bytes) {
    crc ^= static_cast<uint16_t>(static_cast<unsigned char>(byte) << 8);
    for (int bit = 0; bit < 8; ++bit) crc = static_cast<uint16_t>((crc & 0x8000) ? (crc << 1) ^ 0x1021 : crc << 1);
  }
  return crc;
}

}  // namespace

int SlotOf(absl::string_view key) {
  const size_t open = key.find('{');
  if (open != absl::string_view::npos) {
    const size_t close = key.find('}', open + 1);
    if (close != absl::string_view::npos && close > open + 1) key = key.substr(open + 1, close - open - 1);
  }
  return Crc16(key) % kSlots;
}

}  // namespace fudai::redis
