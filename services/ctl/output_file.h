#pragma once

#include <fstream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace fudai::ctl {

// A file that appears under its name only when it is whole: it is written beside it, as "<name>.partial", and renamed
// by Commit. What was not committed is removed.
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

  std::string path_;
  std::string partial_;
  std::ofstream stream_;
};

}  // namespace fudai::ctl
