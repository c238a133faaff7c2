#pragma once

#include "absl/strings/string_view.h"

namespace fudai::redis {

// Redis Cluster cuts its keys into so many slots.
inline constexpr int kSlots = 16384;

// The slot of a key: CRC-16/XMODEM, modulo 16384, of what is between its first braces, or of all of it.
int SlotOf(absl::string_view key);

}  // namespace fudai::redis
