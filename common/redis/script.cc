#include "common/redis/script.h"

#include <openssl/sha.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace fudai::redis {

Script::Script(absl::string_view name, absl::string_view body, const Constants& constants) : name_(name) {
  for (const auto& [constant, value] : constants) absl::StrAppend(&text_, "local ", constant, "=", value, "\n");
  absl::StrAppend(&text_, body);
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(text_.data()), text_.size(), digest);
  sha_ = absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), sizeof(digest)));
}

}  // namespace fudai::redis
