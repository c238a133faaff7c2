#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace fudai::replay {

// JsonObject is a JSON object being written; its members keep the order in which they were added. A key is to be added
// once.
class JsonObject {
 public:
  void AddNumber(absl::string_view key, int64_t value);
  void AddNumber(absl::string_view key, double value);
  void AddText(absl::string_view key, absl::string_view value);
  void AddFlag(absl::string_view key, bool value);
  void AddTexts(absl::string_view key, const std::vector<std::string>& values);
  void AddObject(absl::string_view key, const JsonObject& value);

  // The object with one member a line, indented by two spaces a level.
  std::string ToString() const { return Indented(0); }

 private:
  struct Member {
    std::string key;
    std::string text;                // if it is no object
    std::vector<JsonObject> object;  // one if it is
  };

  std::string Indented(int level) const;

  std::vector<Member> members_;
};

// `text` as a JSON string, quotes included. Bytes that are no UTF-8 become U+FFFD.
std::string JsonString(absl::string_view text);

}  // namespace fudai::replay
