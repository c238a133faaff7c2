#include "services/ctl/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/ctl/commands.h"
#include "services/ctl/request.h"
#include "services/ctl/targets.h"

namespace fudai::ctl {
namespace {

using testing::HasSubstr;

class CommandLineTest : public testing::Test {
 protected:
  std::variant<Invocation, int> Parse(const std::string& line) {
    out_.str("");
    err_.str("");
    std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    return ParseCommandLine(std::move(words), {.out = out_, .err = err_});
  }

  std::string ErrorOf(const std::string& line) {
    EXPECT_EQ(std::get<int>(Parse(line)), kExitUsage) << line;
    return err_.str();
  }

  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(CommandLineTest, EveryExampleIsThatCommand) {
  for (const Command& command : Commands()) {
    const std::string line =
        absl::StrReplaceAll(command.example, {{"fudai ", ""}, {" 09:12'", ""}, {" 10:00'", ""}, {"'", ""}});
    const auto parsed = Parse(line);
    ASSERT_TRUE(std::holds_alternative<Invocation>(parsed)) << line << ": " << err_.str();
    EXPECT_EQ(std::get<Invocation>(parsed).command, &command) << line;
  }
}

TEST_F(CommandLineTest, HelpOfAListNamesTheFieldsToFilterAndOrderBy) {
  for (const auto& [command, field] : {std::pair("campaigns list", "update_actor"), std::pair("audit list", "subject"),
                                       std::pair("people list", "disabled")}) {
    EXPECT_EQ(std::get<int>(Parse(absl::StrCat(command, " --help"))), kExitOk);
    EXPECT_THAT(out_.str(), testing::AllOf(HasSubstr(field), HasSubstr("; if not given, ")));
  }
}

TEST_F(CommandLineTest, EveryCommandHasHelpWithItsExample) {
  for (const Command& command : Commands()) {
    EXPECT_EQ(std::get<int>(Parse(std::string(command.path) + " --help")), kExitOk);
    EXPECT_THAT(out_.str(), HasSubstr(std::string(command.example)));
    for (const Argument& argument : command.arguments) EXPECT_THAT(out_.str(), HasSubstr(std::string(argument.name)));
  }
  for (const auto& [group, summary] : Groups()) {
    EXPECT_EQ(std::get<int>(Parse(std::string(group) + " --help")), kExitOk);
    EXPECT_THAT(out_.str(), HasSubstr(std::string(summary)));
  }
  EXPECT_EQ(std::get<int>(Parse("--help")), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("FUDAI_ADMIN_SERVER"));
}

TEST_F(CommandLineTest, TellsTheVersion) {
  EXPECT_EQ(std::get<int>(Parse("--version")), kExitOk);
  EXPECT_THAT(out_.str(), testing::MatchesRegex("fudai [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST_F(CommandLineTest, EveryArgumentFillsAFieldOfItsRequest) {
  for (const Command& command : Commands()) {
    for (const Argument& argument : command.arguments) {
      const google::protobuf::Descriptor* type =
          command.method.empty() ? nullptr : FindMethod(command.method).input_type();
      if (argument.field.empty()) continue;
      for (const absl::string_view name : absl::StrSplit(argument.field, '.')) {
        const auto* field = type->FindFieldByName(std::string(name));
        ASSERT_NE(field, nullptr) << command.path << " " << argument.name;
        type = field->message_type();
      }
    }
  }
}

TEST_F(CommandLineTest, TakesTheFlagsOfEveryCommandAnywhere) {
  const auto parsed = Parse("--json campaigns --timeout 3s get list --time_zone Asia/Shanghai --admin_server unix:/a");
  const Invocation& invocation = std::get<Invocation>(parsed);
  EXPECT_EQ(invocation.Value("ID"), "list");
  EXPECT_TRUE(invocation.settings.json);
  EXPECT_EQ(invocation.settings.timeout, absl::Seconds(3));
  EXPECT_EQ(invocation.settings.zone.name(), "Asia/Shanghai");
  EXPECT_EQ(invocation.settings.admin_server, "unix:/a");
}

TEST_F(CommandLineTest, ReadsTheEnvironmentForWhatIsNotSaid) {
  setenv("FUDAI_ADMIN_SERVER", "host:1", 1);
  setenv("FUDAI_KEYS", "k.json", 1);
  const auto parsed = Parse("campaigns list --keys other.json");
  unsetenv("FUDAI_ADMIN_SERVER");
  unsetenv("FUDAI_KEYS");
  EXPECT_EQ(std::get<Invocation>(parsed).settings.admin_server, "host:1");
  EXPECT_EQ(std::get<Invocation>(parsed).settings.keys_file, "other.json");
}

TEST_F(CommandLineTest, HelpOfACommandThatIsNotThereIsAnError) {
  EXPECT_EQ(ErrorOf("ledgr --help"), "fudai: unknown command \"ledgr\"; did you mean \"ledger\"?\nSee fudai --help.\n");
  EXPECT_THAT(ErrorOf("campaigns publsh --help"), HasSubstr("did you mean \"campaigns publish\"?"));
  EXPECT_THAT(ErrorOf("--help ledgr"), HasSubstr("unknown command \"ledgr\""));
}

TEST_F(CommandLineTest, SaysWhichWordIsNotUtf8) {
  EXPECT_EQ(ErrorOf("campaigns get caf\xE9"),
            "fudai: argument 3: \"caf\\xe9\" is not UTF-8; write it as UTF-8, in a terminal whose locale is such\n"
            "See fudai --help.\n");
  EXPECT_THAT(ErrorOf("campaigns list --filter caf\xE9"), HasSubstr("--filter: \"caf\\xe9\" is not UTF-8"));
  EXPECT_THAT(ErrorOf("campaigns list --filter=caf\xE9"), HasSubstr("--filter: \"--filter=caf\\xe9\" is not UTF-8"));
}

TEST_F(CommandLineTest, SuggestsWhatWasMeant) {
  EXPECT_EQ(ErrorOf("campaigns publsh x"),
            "fudai campaigns: unknown command \"publsh\"; did you mean \"campaigns publish\"?\nSee fudai campaigns "
            "--help.\n");
  EXPECT_THAT(ErrorOf("publish x"), HasSubstr("did you mean \"campaigns publish\"?"));
  EXPECT_THAT(ErrorOf("ledgr export"), HasSubstr("did you mean \"ledger\"?"));
  EXPECT_THAT(ErrorOf("campaigns list --page_sise 3"),
              HasSubstr("unknown option \"--page_sise\"; did you mean \"--page_size\"?"));
  EXPECT_THAT(ErrorOf("campaigns list --jsn"), HasSubstr("did you mean \"--json\"?"));
}

TEST_F(CommandLineTest, ExplainsUsageErrors) {
  EXPECT_THAT(ErrorOf(""), HasSubstr("a command is missing"));
  EXPECT_THAT(ErrorOf("campaigns"), HasSubstr("a command is missing"));
  EXPECT_THAT(ErrorOf("campaigns get"), HasSubstr("ID is required"));
  EXPECT_THAT(ErrorOf("campaigns get a b"), HasSubstr("unexpected argument \"b\""));
  EXPECT_THAT(ErrorOf("campaigns create a"), HasSubstr("--file is required"));
  EXPECT_THAT(ErrorOf("campaigns list --timeout soon"), HasSubstr("--timeout: \"soon\""));
  EXPECT_THAT(ErrorOf("campaigns list --timeout 0s"), HasSubstr("--timeout: \"0s\""));
  EXPECT_THAT(ErrorOf("campaigns list --time_zone Mars"), HasSubstr("no time zone \"Mars\""));
  EXPECT_THAT(ErrorOf("campaigns list --time noon"), HasSubstr("--time: \"noon\""));
}

}  // namespace
}  // namespace fudai::ctl
