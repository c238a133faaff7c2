#include "common/auth/key_file.h"

#include <google/protobuf/util/json_util.h>
#include <sodium.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "common/auth/identity.h"
#include "common/auth/token_key.h"
#include "common/sharecode/share_codec.h"
#include "common/status/macros.h"

namespace fudai::auth {
namespace {

constexpr size_t kSecretSize = 32;

std::string RandomSecret() {
  std::string secret(kSecretSize, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const std::unique_ptr<std::FILE, decltype(&std::fclose)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (file == nullptr) return absl::ErrnoToStatus(errno, "cannot be opened");
  std::string text;
  char buffer[4096];
  while (const size_t size = std::fread(buffer, 1, sizeof(buffer), file.get())) text.append(buffer, size);
  if (std::ferror(file.get()) != 0) return absl::ErrnoToStatus(errno, "cannot be read");
  return text;
}

absl::StatusOr<config::v1::KeyFile> ParseKeyFile(const std::string& json) {
  config::v1::KeyFile key_file;
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, &key_file);
  if (!parsed.ok()) {
    // What follows a quote or a new line is the file's own text, which may be a secret.
    const std::string message(parsed.message());
    return absl::InvalidArgumentError(
        absl::StrCat("is no KeyFile in JSON: ", message.substr(0, message.find_first_of("\"\n"))));
  }
  RETURN_IF_ERROR(ParseTokenKeys(key_file));
  RETURN_IF_ERROR(sharecode::ShareCodec::Create(key_file));
  return key_file;
}

absl::StatusOr<config::v1::KeyFile> ReadKeyFile(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
  return ParseKeyFile(json);
}

void AddTokenKey(absl::string_view id, const std::vector<Role>& roles, config::v1::KeyFile* key_file) {
  config::v1::TokenKey& key = *key_file->add_token_keys();
  key.set_key_id(std::string(id));
  key.set_algorithm("HS256");
  key.set_secret(RandomSecret());
  for (const Role role : roles) key.add_roles(std::string(RoleName(role)));
}

}  // namespace

absl::StatusOr<config::v1::KeyFile> LoadKeyFile(const std::string& path) {
  absl::StatusOr<config::v1::KeyFile> key_file = ReadKeyFile(path);
  if (key_file.ok()) return key_file;
  return absl::Status(key_file.status().code(), absl::StrCat("key file ", path, ": ", key_file.status().message()));
}

std::string Exposure(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0 || (found.st_mode & (S_IRGRP | S_IROTH)) == 0) return "";
  return absl::StrFormat("key file %s can be read by others than its owner (mode %04o): chmod 600 %s", path,
                         found.st_mode & 07777, path);
}

config::v1::KeyFile GenerateKeyFile() {
  config::v1::KeyFile key_file;
  AddTokenKey("app", {Role::kAppUser}, &key_file);
  AddTokenKey("orders", {Role::kOrderingSystem}, &key_file);
  AddTokenKey("team", {Role::kViewer, Role::kEditor, Role::kApprover, Role::kOwner}, &key_file);
  config::v1::ShareCodeKey& key = *key_file.add_share_code_keys();
  key.set_key_id(1);
  key.set_secret(RandomSecret());
  return key_file;
}

std::string KeyFileToJson(const config::v1::KeyFile& key_file) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  // Fails only for messages with an Any.
  static_cast<void>(google::protobuf::util::MessageToJsonString(key_file, &json, options));
  return json;
}

}  // namespace fudai::auth
