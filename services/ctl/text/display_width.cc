#include "services/ctl/text/display_width.h"

#include <wchar.h>

#include "services/ctl/text/utf8.h"

namespace fudai::text {
namespace {

// Columns of a character; -1 if it is not printable.
int WidthOf(const Character& character) {
  const wchar_t decoded = character.decoded.value_or(L'\0');
  return decoded == L'\0' ? -1 : wcwidth(decoded);
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  const Utf8Scope utf8;
  int width = 0;
  while (!text.empty()) {
    const int columns = WidthOf(CutCharacter(&text));
    width += columns < 0 ? 1 : columns;
  }
  return width;
}

std::string Printable(absl::string_view text) {
  const Utf8Scope utf8;
  std::string printable;
  while (!text.empty()) {
    const Character character = CutCharacter(&text);
    printable += WidthOf(character) < 0 ? "?" : std::string(character.bytes);
  }
  return printable;
}

}  // namespace fudai::text
