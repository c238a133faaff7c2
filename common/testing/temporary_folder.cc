#include "common/testing/temporary_folder.h"

#include <stdlib.h>

#include <cstdio>
#include <filesystem>

namespace fudai::testsupport {

TemporaryFolder::TemporaryFolder() {
  char folder[] = "/tmp/fudai-test-XXXXXX";
  if (mkdtemp(folder) == nullptr) {
    fprintf(stderr, "TemporaryFolder: cannot make a folder in /tmp\n");
    abort();
  }
  path_ = folder;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace fudai::testsupport
