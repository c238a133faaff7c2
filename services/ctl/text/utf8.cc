#include "services/ctl/text/utf8.h"

#include <algorithm>
#include <cstdint>

namespace fudai::text {
namespace {

struct ByteRange {
  uint8_t least;
  uint8_t most;

  bool Holds(char byte) const { return static_cast<uint8_t>(byte) >= least && static_cast<uint8_t>(byte) <= most; }
};

// The well-formed sequences of more than one byte, as table 3-7 of the Unicode standard has them: every byte after the
// second is a plain continuation.
struct Sequence {
  ByteRange first;
  ByteRange second;
  size_t length;
};
constexpr ByteRange kContinuation{0x80, 0xBF};
constexpr Sequence kSequences[] = {{{0xC2, 0xDF}, kContinuation, 2}, {{0xE0, 0xE0}, {0xA0, 0xBF}, 3},
                                   {{0xE1, 0xEC}, kContinuation, 3}, {{0xED, 0xED}, {0x80, 0x9F}, 3},
                                   {{0xEE, 0xEF}, kContinuation, 3}, {{0xF0, 0xF0}, {0x90, 0xBF}, 4},
                                   {{0xF1, 0xF3}, kContinuation, 4}, {{0xF4, 0xF4}, {0x80, 0x8F}, 4}};

// The bytes of the character that `text` begins with; 0 where it begins with none.
size_t FirstCharacter(absl::string_view text) {
  if (static_cast<uint8_t>(text[0]) < 0x80) return 1;
  for (const Sequence& sequence : kSequences) {
    if (!sequence.first.Holds(text[0])) continue;
    if (text.size() < sequence.length || !sequence.second.Holds(text[1])) return 0;
    const absl::string_view rest = text.substr(2, sequence.length - 2);
    const bool whole = std::all_of(rest.begin(), rest.end(), [](char byte) { return kContinuation.Holds(byte); });
    return whole ? sequence.length : 0;
  }
  return 0;
}

}  // namespace

bool IsUtf8(absl::string_view text) {
  while (!text.empty()) {
    const size_t length = FirstCharacter(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace fudai::text
