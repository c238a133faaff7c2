#include "tests/replay/json_object.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace fudai::replay {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

size_t LengthByLead(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

// The length of the UTF-8 sequence that `text` begins with; 0 if it begins with none.
size_t SequenceLength(absl::string_view text) {
  const size_t length = LengthByLead(static_cast<unsigned char>(text[0]));
  if (length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[i])) return 0;
  }
  return length;
}

void AppendAscii(char c, std::string& json) {
  if (c == '"' || c == '\\') {
    json += '\\';
    json += c;
  } else if (static_cast<unsigned char>(c) < 0x20) {
    absl::StrAppendFormat(&json, "\\u%04x", c);
  } else {
    json += c;
  }
}

}  // namespace

std::string JsonString(absl::string_view text) {
  std::string json = "\"";
  while (!text.empty()) {
    const size_t length = SequenceLength(text);
    if (length == 1) {
      AppendAscii(text[0], json);
    } else {
      absl::StrAppend(&json, length == 0 ? kReplacement : text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return json + "\"";
}

void JsonObject::AddNumber(absl::string_view key, int64_t value) {
  members_.push_back({.key = std::string(key), .text = absl::StrCat(value)});
}

void JsonObject::AddNumber(absl::string_view key, double value) {
  members_.push_back({.key = std::string(key), .text = absl::StrCat(value)});
}

void JsonObject::AddText(absl::string_view key, absl::string_view value) {
  members_.push_back({.key = std::string(key), .text = JsonString(value)});
}

void JsonObject::AddFlag(absl::string_view key, bool value) {
  members_.push_back({.key = std::string(key), .text = value ? "true" : "false"});
}

void JsonObject::AddTexts(absl::string_view key, const std::vector<std::string>& values) {
  const auto quote = [](std::string* out, const std::string& value) { absl::StrAppend(out, JsonString(value)); };
  members_.push_back({.key = std::string(key), .text = absl::StrCat("[", absl::StrJoin(values, ", ", quote), "]")});
}

void JsonObject::AddObject(absl::string_view key, const JsonObject& value) {
  members_.push_back({.key = std::string(key), .object = {value}});
}

std::string JsonObject::Indented(int level) const {
  if (members_.empty()) return "{}";
  const std::string outer(2 * level, ' ');
  const auto line = [&](std::string* out, const Member& member) {
    const std::string value = member.object.empty() ? member.text : member.object[0].Indented(level + 1);
    absl::StrAppend(out, outer, "  ", JsonString(member.key), ": ", value);
  };
  return absl::StrCat("{\n", absl::StrJoin(members_, ",\n", line), "\n", outer, "}");
}

}  // namespace fudai::replay
