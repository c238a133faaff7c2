#include "common/gateway/message_codec.h"

#include "absl/strings/str_cat.h"
#include "common/json_mistakes/duplicate_keys.h"
#include "common/json_mistakes/json_mistakes.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/type_resolver.h"
#include "google/protobuf/util/type_resolver_util.h"

namespace fudai::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::Struct;
using google::protobuf::util::TypeResolver;
using json_mistakes::Shortened;

constexpr char kTypeUrlPrefix[] = "type.googleapis.com";
constexpr size_t kMostQuoted = 500;

TypeResolver* Resolver() {
  static TypeResolver* const resolver = google::protobuf::util::NewTypeResolverForDescriptorPool(
      kTypeUrlPrefix, google::protobuf::DescriptorPool::generated_pool());
  return resolver;
}

std::string TypeUrl(const Descriptor& type) { return absl::StrCat(kTypeUrlPrefix, "/", type.full_name()); }

// What is wrong with JSON that the parser has refused with `problem`, whose first line says what, and the others where
// in words of its own.
absl::Status Mistake(const std::string& json, const Descriptor& type, absl::string_view problem) {
  if (json.empty()) return absl::InvalidArgumentError("the body is empty; it should be a JSON object, such as {}");
  const std::string first_line(problem.substr(0, problem.find('\n')));
  Struct object;
  if (!google::protobuf::util::JsonStringToMessage(json, &object).ok())
    return absl::InvalidArgumentError(absl::StrCat("the body is no JSON object: ", Shortened(first_line, kMostQuoted)));
  const std::string mistake = json_mistakes::FindMistake(object, type);
  return absl::InvalidArgumentError(Shortened(mistake.empty() ? first_line : mistake, kMostQuoted));
}

}  // namespace

absl::StatusOr<std::string> ToWire(std::string body, Codec codec, const Descriptor& type) {
  if (codec == Codec::kProto) return body;
  std::string wire;
  const auto status = google::protobuf::util::JsonToBinaryString(Resolver(), TypeUrl(type), body, &wire);
  if (!status.ok()) return Mistake(body, type, {status.message().data(), status.message().size()});
  // Of a key that is there twice the parser takes the last.
  const std::string duplicate = json_mistakes::FindDuplicateKey(body);
  if (!duplicate.empty()) return absl::InvalidArgumentError(Shortened(duplicate, kMostQuoted));
  return wire;
}

absl::StatusOr<std::string> FromWire(std::string wire, Codec codec, const Descriptor& type) {
  if (codec == Codec::kProto) return wire;
  std::string json;
  if (google::protobuf::util::BinaryToJsonString(Resolver(), TypeUrl(type), wire, &json).ok()) return json;
  return absl::InternalError(absl::StrCat("the answer is no ", type.full_name()));
}

}  // namespace fudai::gateway
