#include "services/ctl/text/utf8.h"

#include <wchar.h>

#include <algorithm>
#include <cstring>

namespace fudai::text {
namespace {

locale_t Utf8() {
  static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
  return utf8;
}

// The C library also reads surrogates, and what lies beyond Unicode.
bool IsScalar(wchar_t decoded) { return decoded < 0xD800 || (decoded > 0xDFFF && decoded <= 0x10FFFF); }

}  // namespace

Utf8Scope::Utf8Scope() : before_(uselocale(Utf8())) {}

Utf8Scope::~Utf8Scope() { uselocale(before_); }

Character CutCharacter(absl::string_view* text) {
  wchar_t decoded = 0;
  mbstate_t state;
  std::memset(&state, 0, sizeof(state));
  const size_t read = mbrtowc(&decoded, text->data(), text->size(), &state);
  const size_t length = std::max<size_t>(read, 1);  // 0: the character NUL.
  const bool valid = length <= text->size() && IsScalar(decoded);
  Character character{text->substr(0, valid ? length : 1), valid ? std::optional(decoded) : std::nullopt};
  text->remove_prefix(character.bytes.size());
  return character;
}

bool IsUtf8(absl::string_view text) {
  const Utf8Scope utf8;
  while (!text.empty()) {
    if (!CutCharacter(&text).decoded.has_value()) return false;
  }
  return true;
}

}  // namespace fudai::text
