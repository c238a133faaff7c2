#include "common/files/output_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "common/testing/temporary_folder.h"

namespace fudai::files {
namespace {

using ::testing::HasSubstr;

std::string Read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

class OutputFileTest : public ::testing::Test {
 protected:
  void SetUp() override { std::ofstream(path_) << "earlier"; }

  testsupport::TemporaryFolder folder_;
  const std::string path_ = folder_.File("report.json");
};

TEST_F(OutputFileTest, TakesThePlaceOfAnEarlierOneOnceItIsWhole) {
  const auto file = OutputFile::Create(path_).value();
  file->stream() << "later" << std::flush;
  EXPECT_EQ(Read(path_), "earlier");
  EXPECT_EQ(file->Commit(), absl::OkStatus());
  EXPECT_EQ(Read(path_), "later");
  EXPECT_FALSE(std::filesystem::exists(path_ + ".partial"));
}

TEST_F(OutputFileTest, LeavesAnEarlierOneWhereItIsNotCommitted) {
  OutputFile::Create(path_).value()->stream() << "half";
  EXPECT_EQ(Read(path_), "earlier");
  EXPECT_FALSE(std::filesystem::exists(path_ + ".partial"));
}

TEST_F(OutputFileTest, ReplacesWhatALinkPointsTo) {
  const std::string link = folder_.File("link");
  std::filesystem::create_symlink("report.json", link);
  const auto file = OutputFile::Create(link).value();
  file->stream() << "later";
  EXPECT_EQ(file->Commit(), absl::OkStatus());
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_EQ(Read(path_), "later");
}

TEST_F(OutputFileTest, SaysAtOnceThatItCannotBeWritten) {
  for (const std::string& bad : {folder_.path(), folder_.File("nowhere/report.json")}) {
    const absl::Status status = OutputFile::Create(bad).status();
    EXPECT_FALSE(status.ok());
    EXPECT_THAT(std::string(status.message()), HasSubstr("cannot write " + bad));
  }
}

}  // namespace
}  // namespace fudai::files
