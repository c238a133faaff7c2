#include "common/files/output_file.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace fudai::files {

namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as many as Linux follows

// Whether a rename may put a file there: nothing else stands there yet.
bool IsReplaceable(const fs::path& path) {
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  return type == fs::file_type::regular || type == fs::file_type::not_found;
}

// What the symbolic links at `path` point to in the end, be it there or not.
fs::path FollowLinks(fs::path path) {
  std::error_code error;
  for (int i = 0; i < kMostLinks && fs::is_symlink(fs::symlink_status(path, error)); ++i) {
    const fs::path target = fs::read_symlink(path, error);
    if (error) break;
    path = path.parent_path() / target;
  }
  return path;
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (IsReplaceable(path_)) {
    path_ = FollowLinks(path_).string();
    partial_ = path_ + ".partial";
  }
  stream_.open(written(), std::ios::binary | std::ios::trunc);
}

absl::StatusOr<std::unique_ptr<OutputFile>> OutputFile::Create(std::string path) {
  std::unique_ptr<OutputFile> file(new OutputFile(std::move(path)));
  if (!file->stream_) return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", file->written()));
  return file;
}

OutputFile::~OutputFile() {
  if (!partial_.empty()) std::remove(partial_.c_str());
}

absl::Status OutputFile::Commit() {
  stream_.close();
  if (!stream_) return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", written()));
  if (partial_.empty()) return absl::OkStatus();
  if (std::rename(partial_.c_str(), path_.c_str()) != 0)
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", path_));
  partial_.clear();
  return absl::OkStatus();
}

}  // namespace fudai::files
