#include "services/admin/filter/tokens.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"

namespace fudai::filter {
namespace {

constexpr size_t kMostBytes = 2000;

bool IsWordCharacter(char c) { return absl::ascii_isalnum(c) || absl::StrContains("_.:+-/", c); }

absl::Status Refuse(absl::string_view what) { return absl::InvalidArgumentError(absl::StrCat("filter ", what)); }

// Takes the text up to the closing quotation mark; \ makes the character after it plain.
absl::StatusOr<std::string> TakeQuoted(absl::string_view* rest) {
  const char mark = rest->front();
  std::string text;
  for (size_t i = 1; i < rest->size(); ++i) {
    char c = (*rest)[i];
    if (c == mark) {
      rest->remove_prefix(i + 1);
      return text;
    }
    if (c == '\\' && i + 1 < rest->size()) c = (*rest)[++i];
    if (absl::ascii_iscntrl(c)) return Refuse("has a control character in a value");
    text.push_back(c);
  }
  return Refuse(absl::StrCat("has no closing quotation mark for \"", absl::CHexEscape(rest->substr(1)), "\""));
}

std::string TakeWhile(absl::string_view* rest, bool (*belongs)(char)) {
  const auto* const end = std::find_if_not(rest->begin(), rest->end(), belongs);
  std::string text(rest->begin(), end);
  rest->remove_prefix(text.size());
  return text;
}

}  // namespace

absl::StatusOr<std::vector<Token>> Tokenize(absl::string_view filter) {
  if (filter.size() > kMostBytes)
    return Refuse(absl::StrCat("has ", filter.size(), " bytes; it should have at most ", kMostBytes));
  std::vector<Token> tokens;
  for (absl::string_view rest = absl::StripAsciiWhitespace(filter); !rest.empty();
       rest = absl::StripLeadingAsciiWhitespace(rest)) {
    const char c = rest.front();
    if (c == '"' || c == '\'') {
      ASSIGN_OR_RETURN(std::string text, TakeQuoted(&rest));
      tokens.push_back({Token::Type::kQuoted, std::move(text)});
    } else if (absl::StrContains("<>=!", c)) {
      tokens.push_back({Token::Type::kOperator, TakeWhile(&rest, [](char x) { return absl::StrContains("<>=!", x); })});
    } else if (IsWordCharacter(c)) {
      tokens.push_back({Token::Type::kWord, TakeWhile(&rest, &IsWordCharacter)});
    } else {
      return Refuse(
          absl::StrCat("has \"", absl::CHexEscape(rest.substr(0, 1)),
                       "\", which means nothing here; it should be comparisons such as name = \"mei\", joined "
                       "by AND"));
    }
  }
  return tokens;
}

}  // namespace fudai::filter
