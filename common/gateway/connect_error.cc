#include "common/gateway/connect_error.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/gateway/connect_codes.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace fudai::gateway {
namespace {

// The text as JSON, in its quotes.
std::string Quoted(absl::string_view text) {
  google::protobuf::Value value;
  value.set_string_value(std::string(text));
  std::string json;
  return google::protobuf::util::MessageToJsonString(value, &json).ok() ? json : R"("")";
}

// "name":["value","value"],… without braces.
std::string MetadataFields(const AnswerMetadata& metadata) {
  std::string json;
  for (auto entry = metadata.begin(); entry != metadata.end();) {
    const std::string name = entry->first;
    absl::StrAppend(&json, json.empty() ? "" : ",", Quoted(name), ":[");
    absl::string_view separator = "";
    for (; entry != metadata.end() && entry->first == name; ++entry) {
      absl::StrAppend(&json, separator, Quoted(entry->second));
      separator = ",";
    }
    absl::StrAppend(&json, "]");
  }
  return json;
}

}  // namespace

std::string ErrorJson(const absl::Status& error) {
  return absl::StrCat(R"({"code":")", ConnectCode(error.code()), R"(","message":)", Quoted(error.message()), "}");
}

std::string EndStreamJson(const absl::Status& end, const AnswerMetadata& trailers) {
  std::string json = "{";
  if (!end.ok()) absl::StrAppend(&json, R"("error":)", ErrorJson(end));
  if (!trailers.empty()) {
    absl::StrAppend(&json, end.ok() ? "" : ",", R"("metadata":{)", MetadataFields(trailers), "}");
  }
  return absl::StrCat(json, "}");
}

}  // namespace fudai::gateway
