#include "common/rpc/metadata.h"

#include "absl/strings/str_cat.h"

namespace fudai::rpc {
namespace {

// RFC 9113, section 6.5.2, SETTINGS_MAX_HEADER_LIST_SIZE.
constexpr size_t kBytesOfEntry = 32;

}  // namespace

absl::string_view Metadata(const grpc::ServerContextBase& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return {};
  return {found->second.data(), found->second.size()};
}

absl::Status CheckMetadata(const grpc::ServerContextBase& context) {
  size_t bytes = 0;
  for (const auto& [key, value] : context.client_metadata()) bytes += key.size() + value.size() + kBytesOfEntry;
  if (bytes <= kMaxMetadataBytes) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat("the call's metadata takes ", bytes, " bytes; it may take ",
                                                   kMaxMetadataBytes, ": send less; nothing was done"));
}

}  // namespace fudai::rpc
