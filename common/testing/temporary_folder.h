#pragma once

#include <string>

namespace fudai::testsupport {

// A folder in /tmp that goes with the object, whatever it holds.
class TemporaryFolder {
 public:
  // Ends the program with a message where /tmp cannot be written.
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  // The path of `name` within the folder.
  std::string File(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace fudai::testsupport
