// The session of docs/api.md, played again by the client that it is written in: what the document shows is what
// happens.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "tests/harness/process.h"
#include "tests/harness/stack.h"

namespace fudai::node {
namespace {

constexpr char kDocument[] = FUDAI_ROOT "/docs/api.md";
constexpr char kSession[] = FUDAI_ROOT "/tests/node/session.js";
constexpr char kPackage[] = FUDAI_ROOT "/tests/tools/node_modules/@grpc/grpc-js/package.json";

bool Exists(const std::string& path) { return std::ifstream(path).good(); }

bool HasNode() { return harness::RunToEnd({"node", "--version"}).exit_status == 0; }

// What the document shows between the marks of the session, without its fences.
std::string DocumentedSession() {
  std::ostringstream text;
  text << std::ifstream(kDocument).rdbuf();
  const std::string document = text.str();
  constexpr absl::string_view kBegin = "<!-- session -->\n```text\n";
  const size_t begin = document.find(kBegin.data());
  const size_t end = document.find("```\n<!-- end of session -->", begin);
  if (begin == std::string::npos || end == std::string::npos) return absl::StrCat(kDocument, " holds no session");
  return document.substr(begin + kBegin.size(), end - begin - kBegin.size());
}

// The session with what differs from run to run named for what it is: bags are numbered at random.
std::string Comparable(const std::string& session) {
  const std::string text(absl::StripLeadingAsciiWhitespace(session));
  const std::string coded = std::regex_replace(text, std::regex(R"("[A-Za-z0-9_-]{32}")"), "\"SHARE-CODE\"");
  const std::string bagged = std::regex_replace(coded, std::regex(R"(\b[0-9a-f]{14}\b)"), "BAG");
  return std::regex_replace(bagged, std::regex(R"re((page_token": )"[^"]+")re"), "$1PAGE");
}

TEST(SessionTest, IsWhatTheDocumentShows) {
  if (!HasNode()) GTEST_SKIP() << "node is not installed: deploy/setup test";
  if (!Exists(kPackage)) GTEST_SKIP() << kPackage << " is not there: deploy/setup test";
  const harness::Stack stack;
  std::vector<std::string> command = {"node", kSession, "--run=demo", "--time=2026-05-20T12:00:00+08:00"};
  for (const std::string& flag : stack.ClientFlags()) command.push_back(flag);
  const harness::Ending ending = harness::RunToEnd(command);
  EXPECT_EQ(ending.exit_status, 0) << ending.error;
  EXPECT_EQ(Comparable(ending.output), Comparable(DocumentedSession()));
}

}  // namespace
}  // namespace fudai::node
