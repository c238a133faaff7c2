#include "services/ctl/output_file.h"

#include <cerrno>
#include <cstdio>

#include "absl/strings/str_cat.h"

namespace fudai::ctl {

OutputFile::OutputFile(std::string path)
    : path_(std::move(path)), partial_(path_ + ".partial"), stream_(partial_, std::ios::binary | std::ios::trunc) {}

absl::StatusOr<std::unique_ptr<OutputFile>> OutputFile::Create(std::string path) {
  std::unique_ptr<OutputFile> file(new OutputFile(std::move(path)));
  if (!file->stream_) return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", file->partial_));
  return file;
}

OutputFile::~OutputFile() {
  if (!partial_.empty()) std::remove(partial_.c_str());
}

absl::Status OutputFile::Commit() {
  stream_.close();
  if (!stream_) return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", partial_));
  if (std::rename(partial_.c_str(), path_.c_str()) != 0)
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", path_));
  partial_.clear();
  return absl::OkStatus();
}

}  // namespace fudai::ctl
