#include "common/gateway/static_files.h"

#include <openssl/sha.h>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/gateway/gzip.h"

namespace fudai::gateway {
namespace {

constexpr size_t kEtagBytes = 12;
constexpr absl::string_view kImmutableFolder = "assets/";

constexpr std::pair<absl::string_view, absl::string_view> kTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
};

std::string TypeOf(absl::string_view path) {
  for (const auto& [suffix, type] : kTypes) {
    if (absl::EndsWith(path, suffix)) return std::string(type);
  }
  return "application/octet-stream";
}

std::string EtagOf(absl::string_view content) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest);
  return absl::StrCat("\"", absl::BytesToHexString({reinterpret_cast<const char*>(digest), kEtagBytes}), "\"");
}

StaticFile MakeFile(absl::string_view path, const std::string& content) {
  StaticFile file{content, Gzip(content), TypeOf(path), EtagOf(content), absl::StartsWith(path, kImmutableFolder)};
  if (file.gzip.size() >= content.size()) file.gzip.clear();
  return file;
}

}  // namespace

PageFiles::PageFiles(const std::vector<std::pair<std::string, std::string>>& files) {
  for (const auto& [path, content] : files) by_path_.emplace(absl::StrCat("/", path), MakeFile(path, content));
}

const StaticFile* PageFiles::Find(absl::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : &found->second;
}

}  // namespace fudai::gateway
