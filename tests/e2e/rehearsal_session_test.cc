// The session of docs/rehearsal.md, played again by the shell that it is written for: what the document shows is what
// happens.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "tests/harness/eventually.h"
#include "tests/harness/process.h"
#include "tests/harness/programs.h"
#include "tests/harness/stack.h"

namespace fudai::e2e {
namespace {

constexpr char kDocument[] = FUDAI_ROOT "/docs/rehearsal.md";

std::string ReadFile(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// What the document has between two marks; empty if they are not there.
std::string Between(const std::string& document, const std::string& begin, const std::string& end) {
  const size_t from = document.find(begin);
  const size_t to = from == std::string::npos ? from : document.find(end, from + begin.size());
  return to == std::string::npos ? "" : document.substr(from + begin.size(), to - from - begin.size());
}

// A command of the session, and what the document says that it prints.
struct Step {
  std::string command;
  std::string output;
};

std::vector<Step> Steps(const std::string& session) {
  std::vector<Step> steps;
  for (absl::string_view line : absl::StrSplit(session, '\n')) {
    if (line.empty() || absl::StartsWith(line, "#")) continue;
    if (absl::ConsumePrefix(&line, "$ ")) {
      steps.push_back({std::string(line), ""});
    } else if (!steps.empty()) {
      absl::StrAppend(&steps.back().output, line, "\n");
    }
  }
  return steps;
}

// The output with what differs from run to run named for what it is, and without the remarks that it is a rehearsal.
std::string Comparable(const std::string& output) {
  std::vector<std::string> lines = absl::StrSplit(output, '\n');
  lines.erase(std::remove_if(lines.begin(), lines.end(),
                             [](const std::string& line) { return absl::StartsWith(line, "REHEARSAL:"); }),
              lines.end());
  std::string text = absl::StrJoin(lines, "\n");
  text = std::regex_replace(text, std::regex(R"([A-Za-z0-9_-]{32})"), "SHARE-CODE");
  text = std::regex_replace(text, std::regex(R"(\b[0-9a-f]{14}\b)"), "BAG");
  return std::regex_replace(text, std::regex(R"(now +202\d-\d\d-\d\d \d\d:\d\d:\d\d)"), "now THE-PRESENT");
}

class RehearsalSessionTest : public testing::Test {
 protected:
  // Runs a line of the session where the lines before it have left off: their variables and functions are in a file.
  std::string Run(const std::string& line) const {
    const std::string state = stack_.folder().File("state");
    const std::string script = absl::StrCat(
        "exec 2>&1; cd ", stack_.folder().File(""), "; fudai() { ", harness::kFudai, " ",
        absl::StrJoin(stack_.ClientFlags(), " "), " \"$@\"; }\n",
        "rehearse() { fudai --rehearsal --time_zone Asia/Shanghai \"$@\"; }\n", "[[ -e ", state, " ]] && source ",
        state, "\n", line, "\n{ declare -p code coupon; declare -f report tap; } >", state, " 2>/dev/null; true");
    return Comparable(harness::RunToEnd({"bash", "-c", script}).output);
  }

  const harness::Stack stack_{{.rehearsal = true}};
};

TEST_F(RehearsalSessionTest, IsWhatTheDocumentShows) {
  const std::string document = ReadFile(kDocument);
  for (const std::string name : {"breakfast.json", "basket.json"}) {
    const std::string text = Between(document, absl::StrCat("<!-- file ", name, " -->\n```json\n"), "```");
    ASSERT_NE(text, "") << name;
    std::ofstream(stack_.folder().File(name)) << text;
  }
  const std::vector<Step> steps = Steps(Between(document, "<!-- session -->\n```text\n", "```"));
  ASSERT_FALSE(steps.empty());
  for (const Step& step : steps) {
    const std::string expected = Comparable(step.output);
    std::string printed = Run(step.command);
    // What only reads is asked until the servers have noted what went before; and so is a tap that found the budget
    // dry, which changed nothing: for a second, servers remember that there was none to be called back.
    const bool reads = absl::StrContains(step.command, " budgets ") || absl::StrContains(step.command, " stats ");
    if (reads || absl::StrContains(printed, "budget_exhausted"))
      harness::Eventually([&] { return printed == expected || (printed = Run(step.command)) == expected; });
    EXPECT_EQ(printed, expected) << step.command;
  }
}

}  // namespace
}  // namespace fudai::e2e
