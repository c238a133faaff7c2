#include "services/ctl/text/utf8.h"

#include <gtest/gtest.h>

namespace fudai::text {
namespace {

TEST(Utf8Test, TakesEveryLengthOfCharacter) {
  for (const char* text : {"", "bag", "\x7F", "\u0080", "\u07FF", "\u0800", "福袋", "\uD7FF", "\uE000", "\uFFFF",
                           "\U00010000", "🧋", "\U0010FFFF"}) {
    EXPECT_TRUE(IsUtf8(text)) << text;
  }
  EXPECT_TRUE(IsUtf8(absl::string_view("a\0b", 3)));
}

TEST(Utf8Test, RefusesWhatIsNoCharacter) {
  for (const char* bytes : {"caf\xE9", "\x80", "\xC2", "\xC2 ", "\xE7\xA6", "\xE7\xA6 ", "\xF0\x9F\xA7", "\xFF"})
    EXPECT_FALSE(IsUtf8(bytes)) << bytes;
}

TEST(Utf8Test, RefusesOverlongFormsSurrogatesAndWhatIsBeyondUnicode) {
  for (const char* bytes : {"\xC0\xAF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80"})
    EXPECT_FALSE(IsUtf8(bytes)) << bytes;
}

}  // namespace
}  // namespace fudai::text
