#include "services/ctl/json.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/util/json_util.h"

namespace fudai::ctl {
namespace {

using google::protobuf::Message;

std::string ToJson(const Message& message, google::protobuf::util::JsonPrintOptions options) {
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  return status.ok() ? json : absl::StrCat("\"", status.message().ToString(), "\"");
}

// The parser's message of a syntax error is three lines: what is wrong, the text around it, and a caret below the place. The place in
// the file follows where that text occurs once.
std::string Locate(absl::string_view json, absl::string_view message) {
  const std::vector<std::string> lines = absl::StrSplit(message, '\n');
  if (lines.size() < 3) return std::string(message);
  const size_t begin = json.find(lines[1]);
  if (begin == absl::string_view::npos || json.find(lines[1], begin + 1) != absl::string_view::npos) {
    return absl::StrCat(lines[0], " near: ", lines[1]);
  }
  const absl::string_view before = json.substr(0, std::min(json.size(), begin + lines[2].find('^')));
  const size_t line_begin = before.rfind('\n') + 1;
  return absl::StrCat("line ", 1 + std::count(before.begin(), before.end(), '\n'), ", column ", before.size() - line_begin + 1, ": ",
                      lines[0]);
}

}  // namespace

std::string ToPrettyJson(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  return ToJson(message, options);
}

std::string ToJsonLine(const Message& message) { return absl::StrCat(ToJson(message, {}), "\n"); }

absl::Status ReadJsonFile(const std::string& path, Message* message) {
  std::ifstream file(path, std::ios::binary);
  const std::string json((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  const auto status = google::protobuf::util::JsonStringToMessage(json, message);
  if (status.ok()) return absl::OkStatus();
  const std::string problem = Locate(json, absl::string_view(status.message().data(), status.message().size()));
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", absl::StripAsciiWhitespace(problem)));
}

}  // namespace fudai::ctl
