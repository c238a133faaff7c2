#include "common/json_mistakes/duplicate_keys.h"

#include <map>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace fudai::json_mistakes {
namespace {

// A key, and where it is.
struct Found {
  std::string key;
  int line = 0;
};

// An object or a list that is open where the finder is, and how far it is in it.
struct Level {
  bool is_list = false;
  int index = 0;
  std::string key;
  // By what the key means.
  std::map<std::string, Found> keys;
};

// What a key means: a field's name in lowerCamelCase, whichever of its two names is written, escaped or not.
std::string MeaningOf(const std::string& key) {
  std::string plain;
  if (!absl::CUnescape(key, &plain)) plain = key;
  std::string meaning;
  bool raise = false;
  for (const char c : plain) {
    if (c != '_') meaning.push_back(raise ? absl::ascii_toupper(c) : c);
    raise = c == '_';
  }
  return meaning;
}

class DuplicateFinder {
 public:
  explicit DuplicateFinder(absl::string_view json) : rest_(json) {}

  std::string Find() {
    std::string duplicate;
    while (duplicate.empty() && !rest_.empty()) duplicate = Step();
    return duplicate;
  }

 private:
  // Goes over one word or sign.
  std::string Step() {
    const char c = rest_.front();
    if (c == '"' || c == '\'') {
      word_ = TakeQuoted(c);
    } else if (IsOfWord(c)) {
      word_ = TakeBare();
    } else {
      rest_.remove_prefix(1);
      return TakeSign(c);
    }
    return "";
  }

  std::string TakeSign(char c) {
    if (c == '\n') ++line_;
    if (c == '{' || c == '[') levels_.push_back({.is_list = c == '['});
    if (levels_.empty()) return "";
    if (c == '}' || c == ']') levels_.pop_back();
    if (c == ',') ++levels_.back().index;
    return c == ':' ? TakeKey() : "";
  }

  std::string TakeKey() {
    Level& object = levels_.back();
    object.key = word_;
    const auto [same, is_first] = object.keys.emplace(MeaningOf(word_), Found{word_, line_});
    if (is_first) return "";
    const Found& first = same->second;
    if (first.key != word_) return absl::StrCat(Path(), ": is there as ", first.key, " too; keep one of them");
    return absl::StrCat(Path(), ": is in line ", first.line, " and again in line ", line_, "; keep one of them");
  }

  std::string TakeQuoted(char quote) {
    size_t end = 1;
    while (end < rest_.size() && rest_[end] != quote) end += rest_[end] == '\\' ? 2 : 1;
    return Take(end + 1).substr(1, end - 1);
  }

  std::string TakeBare() {
    size_t end = 0;
    while (end < rest_.size() && IsOfWord(rest_[end])) ++end;
    return Take(end);
  }

  std::string Take(size_t length) {
    std::string taken(rest_.substr(0, length));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  static bool IsOfWord(char c) {
    return !absl::ascii_isspace(c) && absl::string_view("{}[]:,\"'").find(c) == absl::string_view::npos;
  }

  std::string Path() const {
    std::string path;
    for (const Level& level : levels_) {
      if (level.is_list)
        absl::StrAppend(&path, "[", level.index, "]");
      else
        absl::StrAppend(&path, path.empty() ? "" : ".", level.key);
    }
    return path;
  }

  absl::string_view rest_;
  int line_ = 1;
  std::string word_;
  std::vector<Level> levels_;
};

}  // namespace

std::string FindDuplicateKey(absl::string_view json) { return DuplicateFinder(json).Find(); }

}  // namespace fudai::json_mistakes
