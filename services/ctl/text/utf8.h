// UTF-8, character by character, as the C library reads it.
#pragma once

#include <locale.h>

#include <optional>

#include "absl/strings/string_view.h"

namespace fudai::text {

// Puts this thread into UTF-8 for as long as it lives: wcwidth and mbrtowc follow the thread's locale.
class Utf8Scope {
 public:
  Utf8Scope();
  ~Utf8Scope();
  Utf8Scope(const Utf8Scope&) = delete;
  Utf8Scope& operator=(const Utf8Scope&) = delete;

 private:
  locale_t before_;
};

struct Character {
  absl::string_view bytes;
  // Nothing for a byte that is not UTF-8.
  std::optional<wchar_t> decoded;
};

// Cuts the first character off `text`, which must not be empty. Within a Utf8Scope.
Character CutCharacter(absl::string_view* text);

bool IsUtf8(absl::string_view text);

}  // namespace fudai::text
