#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "fudai/config/v1/keys.pb.h"

namespace fudai::auth {

// Reads and checks the key file at `path`. Errors name the file: NOT_FOUND, PERMISSION_DENIED or another code where it
// cannot be read, INVALID_ARGUMENT for what is no KeyFile or holds bad keys. No error shows a secret.
absl::StatusOr<config::v1::KeyFile> LoadKeyFile(const std::string& path);

// What is wrong where others than its owner may read the file at `path`, and how to mend it; empty where nobody may, or
// there is none.
std::string Exposure(const std::string& path);

// New random keys: HS256 token keys for app users ("app"), the ordering system ("orders") and the
// team's roles ("team"), and one share code key (id 1).
config::v1::KeyFile GenerateKeyFile();

// The file's text, as LoadKeyFile reads it.
std::string KeyFileToJson(const config::v1::KeyFile& key_file);

}  // namespace fudai::auth
