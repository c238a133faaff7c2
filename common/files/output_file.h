#pragma once

#include <fstream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace fudai::files {

// A file that appears under its name only when it is whole: it is written beside it, as "<name>.partial", and renamed
// by Commit. What was not committed is removed. Where the name is a symbolic link, this is so of what it points to;
// what is no regular file, such as a pipe or a device, is written straight into, and stays.
class OutputFile {
 public:
  // Begins the file. An error names it.
  static absl::StatusOr<std::unique_ptr<OutputFile>> Create(std::string path);

  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream() { return stream_; }

  // Ends the writing. An error names the file.
  absl::Status Commit();

 private:
  explicit OutputFile(std::string path);

  const std::string& written() const { return partial_.empty() ? path_ : partial_; }

  std::string path_;
  std::string partial_;  // empty: nothing is to be renamed or removed
  std::ofstream stream_;
};

}  // namespace fudai::files
