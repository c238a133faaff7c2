#include "common/flags/parse.h"

#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

ABSL_FLAG(std::string, fruit, "apple", "what to eat");
ABSL_FLAG(int, pieces, 1, "how many of it");
ABSL_FLAG(bool, peeled, false, "whether it is peeled");

namespace fudai::flags {
namespace {

using testing::ExitedWithCode;
using testing::HasSubstr;
using testing::Not;

class ParseTest : public testing::Test {
 protected:
  absl::FlagSaver saver_;
};

TEST_F(ParseTest, TakesValuesInBothForms) {
  ASSERT_TRUE(Parse({"--fruit=pear", "--pieces", "3", "--peeled"}).ok());
  EXPECT_EQ(absl::GetFlag(FLAGS_fruit), "pear");
  EXPECT_EQ(absl::GetFlag(FLAGS_pieces), 3);
  EXPECT_TRUE(absl::GetFlag(FLAGS_peeled));
  ASSERT_TRUE(Parse({"--nopeeled", "--fruit="}).ok());
  EXPECT_FALSE(absl::GetFlag(FLAGS_peeled));
  EXPECT_EQ(absl::GetFlag(FLAGS_fruit), "");
}

TEST_F(ParseTest, TellsWhatIsWrong) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"--vegetable=leek"}, "\"--vegetable=…\": there is no such flag; see --help"},
      {{"--nofruit"}, "there is no such flag"},
      {{"--fruit"}, "\"--fruit\": its value is missing"},
      {{"--pieces=many"}, "\"--pieces=…\": Illegal value 'many' specified for flag 'pieces'"},
      {{"pear"}, "\"pear\": flags begin with --"},
      {{"postgresql://fudai:secret@host/db"}, "\"postgresql:…\": flags begin with --"}};
  for (const auto& [arguments, message] : cases) {
    const absl::Status status = Parse(arguments);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr(message));
  }
}

TEST_F(ParseTest, HelpNamesTheProgramsOwnFlags) {
  const std::string help = Help("Serves fruit.");
  EXPECT_THAT(help, HasSubstr("Serves fruit.\n"));
  EXPECT_THAT(help, HasSubstr("--fruit\n      what to eat; default: \"apple\"\n"));
  EXPECT_THAT(help, Not(HasSubstr("flagfile")));
}

TEST_F(ParseTest, EndsTheProgramAsItsCallerExpects) {
  std::string program = "/usr/bin/fruit";
  std::string bad = "--vegetable=leek";
  char* wrong[] = {program.data(), bad.data()};
  EXPECT_EXIT(ParseOrExit(2, wrong, "Serves fruit."), ExitedWithCode(2),
              "^fruit: \"--vegetable=…\": there is no such flag");
  std::string help = "--help";
  char* asked[] = {program.data(), help.data()};
  EXPECT_EXIT(ParseOrExit(2, asked, "Serves fruit."), ExitedWithCode(0), "");
}

TEST_F(ParseTest, TellsTheVersion) {
  std::string program = "/usr/bin/fruit";
  std::string version = "--version";
  char* asked[] = {program.data(), version.data()};
  // EXPECT_EXIT sees the standard error alone.
  const auto ask = [&asked] {
    std::cout.rdbuf(std::cerr.rdbuf());
    ParseOrExit(2, asked, "Serves fruit.");
  };
  EXPECT_EXIT(ask(), ExitedWithCode(0), "^fruit [0-9]+\\.[0-9]+\\.[0-9]+\n$");
}

}  // namespace
}  // namespace fudai::flags
