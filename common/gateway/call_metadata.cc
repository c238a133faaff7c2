#include "common/gateway/call_metadata.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace fudai::gateway {
namespace {

// A name that ends so says that its value is binary, which no header of ours is.
constexpr absl::string_view kBinarySuffix = "-bin";

bool IsForwarded(absl::string_view name) {
  if (name == "authorization") return true;
  const auto is_legal = [](char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-' || c == '_'; };
  return absl::StartsWith(name, "fudai-") && !absl::EndsWith(name, kBinarySuffix) &&
         std::all_of(name.begin(), name.end(), is_legal);
}

bool IsPrintable(absl::string_view value) { return std::all_of(value.begin(), value.end(), absl::ascii_isprint); }

bool IsGrpcsOwn(absl::string_view name) {
  return absl::StartsWith(name, "grpc-") || absl::StartsWith(name, ":") || absl::StartsWith(name, "content-") ||
         name == "user-agent" || absl::EndsWith(name, kBinarySuffix);
}

}  // namespace

absl::Status AddMetadata(const HttpRequest& request, grpc::ClientContext* context) {
  for (const auto& field : request) {
    const std::string name = absl::AsciiStrToLower(View(field.name_string()));
    if (!IsForwarded(name)) continue;
    const absl::string_view value = View(field.value());
    if (!IsPrintable(value))
      return absl::InvalidArgumentError(absl::StrCat("the header ", name, " should be printable ASCII"));
    context->AddMetadata(name, std::string(value));
  }
  return absl::OkStatus();
}

AnswerMetadata ForAnswer(const std::multimap<grpc::string_ref, grpc::string_ref>& metadata) {
  AnswerMetadata answer;
  for (const auto& [name, value] : metadata) {
    if (IsGrpcsOwn({name.data(), name.size()})) continue;
    answer.emplace(std::string(name.data(), name.size()), std::string(value.data(), value.size()));
  }
  return answer;
}

}  // namespace fudai::gateway
