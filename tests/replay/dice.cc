#include "tests/replay/dice.h"

#include <algorithm>
#include <cmath>

namespace fudai::replay {

uint64_t Dice::Bits(Names names) const {
  uint64_t hash = 0xcbf29ce484222325u ^ seed_;
  auto mix = [&hash](uint8_t byte) { hash = (hash ^ byte) * 0x100000001b3u; };
  for (const absl::string_view name : names) {
    for (const char c : name) mix(static_cast<uint8_t>(c));
    mix(0xff);
  }
  hash += 0x9e3779b97f4a7c15u;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebu;
  return hash ^ (hash >> 31);
}

double Dice::Unit(Names names) const { return static_cast<double>(Bits(names) >> 11) * 0x1.0p-53; }

bool Dice::Chance(Names names, double probability) const { return Unit(names) < probability; }

int64_t Dice::Below(Names names, int64_t count) const {
  return static_cast<int64_t>(Bits(names) % static_cast<uint64_t>(count));
}

int64_t Dice::DelayMs(Names names, int64_t mean_ms) const {
  const double delay = -std::log1p(-Unit(names)) * static_cast<double>(mean_ms);
  return std::max<int64_t>(1, std::llround(delay));
}

}  // namespace fudai::replay
