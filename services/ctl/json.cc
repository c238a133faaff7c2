#include "services/ctl/json.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/json_mistakes/duplicate_keys.h"
#include "common/json_mistakes/json_mistakes.h"
#include "common/status/macros.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace fudai::ctl {
namespace {

using google::protobuf::Message;
using google::protobuf::Struct;
using google::protobuf::util::JsonStringToMessage;
using google::protobuf::util::MessageToJsonString;

constexpr char kEtag[] = "etag";
// Which editors for Windows put before UTF-8.
constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string ToJson(const Message& message, google::protobuf::util::JsonPrintOptions options) {
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string json;
  const auto status = MessageToJsonString(message, &json, options);
  return status.ok() ? json : absl::StrCat("\"", status.message().ToString(), "\"");
}

// The parser's message of a syntax error says what is wrong, then shows the text around it (as it is, over one or more
// lines), and at last a line with a caret: as far to the right as the place is into that text. The place in the file
// follows where the text occurs once.
std::string Locate(absl::string_view json, absl::string_view message) {
  const size_t around = message.find('\n') + 1;
  const size_t caret_line = message.rfind('\n') + 1;
  if (around == 0 || caret_line <= around || !absl::EndsWith(message, "^")) return std::string(message);
  const absl::string_view problem = message.substr(0, around - 1);
  const absl::string_view excerpt = message.substr(around, caret_line - around - 1);
  if (absl::StripAsciiWhitespace(excerpt).empty()) return std::string(problem);
  const size_t begin = json.find(excerpt);
  if (begin == absl::string_view::npos || json.find(excerpt, begin + 1) != absl::string_view::npos) {
    return absl::StrCat(problem, " Near: ", absl::StrReplaceAll(excerpt, {{"\n", " "}}));
  }
  const absl::string_view before = json.substr(0, begin + message.size() - caret_line - 1);
  const size_t line_begin = before.rfind('\n') + 1;
  return absl::StrCat("line ", 1 + std::count(before.begin(), before.end(), '\n'), ", column ",
                      before.size() - line_begin + 1, ": ", problem);
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown))
    return absl::InvalidArgumentError(absl::StrCat(path, " is a folder; it should be a file"));
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  return std::string(absl::StripPrefix(text, kByteOrderMark));
}

// Why a file's text is no object in which each key is there once; empty if it may be one.
std::string ShapeMistake(absl::string_view json) {
  const absl::string_view text = absl::StripLeadingAsciiWhitespace(json);
  if (text.empty()) return "is empty; it should be a JSON object: { … }";
  if (text.front() == '{') return json_mistakes::FindDuplicateKey(json);
  return absl::StrCat("begins with \"", absl::CHexEscape(text.substr(0, 1)),
                      "\"; it should be a JSON object in UTF-8: { … }");
}

absl::string_view TextOf(const google::protobuf::util::Status& status) {
  return {status.message().data(), status.message().size()};
}

absl::Status InFile(const std::string& path, absl::string_view problem) {
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", absl::StripAsciiWhitespace(problem)));
}

// Takes the etag out of an object, empty if it has none.
std::string TakeEtag(Struct* object) {
  const auto found = object->fields().find(kEtag);
  if (found == object->fields().end()) return "";
  std::string etag = found->second.string_value();
  object->mutable_fields()->erase(kEtag);
  return etag;
}

}  // namespace

std::string MarkedJson(std::string object, world::World world) {
  if (world == world::World::kProduction) return object;
  const bool empty = absl::StartsWith(object, "{}");
  return object.insert(1, absl::StrCat("\"world\":\"", world::WorldName(world), "\"", empty ? "" : ","));
}

std::string ToPrettyJson(const Message& message, world::World world) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  return MarkedJson(ToJson(message, options), world);
}

std::string ToJsonLine(const Message& message, world::World world) {
  return absl::StrCat(MarkedJson(ToJson(message, {}), world), "\n");
}

std::string ToFileJson(const Message& message, const std::string& etag) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string json;
  google::protobuf::Value quoted;
  quoted.set_string_value(etag);
  if (!MessageToJsonString(message, &json, options).ok()) return "";
  return json.insert(1, absl::StrCat("\n \"", kEtag, "\": ", ToJson(quoted, {}), json == "{}\n" ? "\n" : ","));
}

absl::StatusOr<std::string> ReadJsonFile(const std::string& path, Message* message) {
  ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
  const std::string shape = ShapeMistake(json);
  if (!shape.empty()) return InFile(path, shape);
  Struct object;
  const auto syntax = JsonStringToMessage(json, &object);
  if (!syntax.ok()) return InFile(path, Locate(json, TextOf(syntax)));
  const std::string etag = TakeEtag(&object);
  const std::string mistake = json_mistakes::FindMistake(object, *message->GetDescriptor());
  if (!mistake.empty()) return InFile(path, mistake);
  google::protobuf::util::JsonParseOptions but_etag;
  but_etag.ignore_unknown_fields = true;
  const auto read = JsonStringToMessage(json, message, but_etag);
  return read.ok() ? etag : absl::StatusOr<std::string>(InFile(path, TextOf(read)));
}

}  // namespace fudai::ctl
