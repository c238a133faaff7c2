#include "services/ctl/text/display_width.h"

#include <locale.h>
#include <wchar.h>

#include <cstring>

namespace fudai::text {
namespace {

// Puts this thread into UTF-8 for as long as it lives: wcwidth and mbrtowc follow the thread's locale.
class Utf8Scope {
 public:
  Utf8Scope() : before_(uselocale(Utf8())) {}
  ~Utf8Scope() { uselocale(before_); }
  Utf8Scope(const Utf8Scope&) = delete;
  Utf8Scope& operator=(const Utf8Scope&) = delete;

 private:
  static locale_t Utf8() {
    static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
    return utf8;
  }

  locale_t before_;
};

struct Character {
  absl::string_view bytes;
  int width = -1;  // -1: not printable
};

// Cuts the first character off `text`, which must not be empty.
Character Next(absl::string_view& text) {
  wchar_t decoded = 0;
  mbstate_t state;
  std::memset(&state, 0, sizeof(state));
  const size_t length = mbrtowc(&decoded, text.data(), text.size(), &state);
  const bool valid = length > 0 && length <= text.size();
  Character character{text.substr(0, valid ? length : 1), valid ? wcwidth(decoded) : -1};
  text.remove_prefix(character.bytes.size());
  return character;
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  const Utf8Scope utf8;
  int width = 0;
  while (!text.empty()) {
    const Character character = Next(text);
    width += character.width < 0 ? 1 : character.width;
  }
  return width;
}

std::string Printable(absl::string_view text) {
  const Utf8Scope utf8;
  std::string printable;
  while (!text.empty()) {
    const Character character = Next(text);
    printable += character.width < 0 ? "?" : std::string(character.bytes);
  }
  return printable;
}

}  // namespace fudai::text
