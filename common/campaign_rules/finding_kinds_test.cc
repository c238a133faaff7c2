// What programs know findings by, and the list of it in docs/findings.md: UPDATE_GOLDEN=1 writes the list anew.
#include "common/campaign_rules/finding_kinds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace fudai::campaign_rules {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

constexpr char kDocument[] = FUDAI_ROOT "/docs/findings.md";
constexpr char kHead[] = "| code | message |\n|---|---|\n";

std::string Rows() {
  std::string rows;
  for (int kind = 0; kind <= static_cast<int>(FindingKind::kLast); ++kind) {
    const FindingWords words = WordsOf(static_cast<FindingKind>(kind));
    absl::StrAppend(&rows, "| `", words.code, "` | ", words.sentence, " |\n");
  }
  return rows;
}

std::string ReadDocument() {
  std::ostringstream text;
  text << std::ifstream(kDocument).rdbuf();
  return text.str();
}

TEST(FindingKindsTest, AreListedInTheDocument) {
  const std::string document = ReadDocument();
  const std::pair<std::string, std::string> parts = absl::StrSplit(document, absl::MaxSplits(kHead, 1));
  const std::string right = absl::StrCat(parts.first, kHead, Rows());
  if (getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(kDocument) << right;
  EXPECT_EQ(ReadDocument(), right) << "if the difference is meant, run this test with UPDATE_GOLDEN=1";
}

TEST(FindingKindsTest, ShowTheirValuesInTheSentenceAndBesideIt) {
  const Finding finding = MakeFinding(Severity::kWarning, "bag_life", FindingKind::kLifeBeyondWindow,
                                      {{"value_duration", absl::Hours(24)}, {"window_duration", absl::Seconds(59)}});
  EXPECT_EQ(finding.message,
            "is 86400s (1 day), longer than the whole window of 59s; it should be at most that, since bags end with "
            "the campaign");
  EXPECT_EQ(finding.severity, Severity::kWarning);
  EXPECT_EQ(finding.field, "bag_life");
  EXPECT_EQ(finding.code, "life_beyond_window");
  EXPECT_THAT(finding.params, ElementsAre(Pair("value_duration", "86400s"), Pair("window_duration", "59s")));
}

TEST(FindingKindsTest, ShowABracedTextAsItIs) {
  const Finding finding = MakeFinding(Severity::kError, "display_name", FindingKind::kNameLength,
                                      {{"value", "{max}\x01"}, {"count", 61}, {"max", 60}});
  EXPECT_EQ(finding.message, "has 61 characters (\"{max}\\x01\"); it should have 1 to 60");
  EXPECT_THAT(finding.params, ElementsAre(Pair("count", "61"), Pair("max", "60"), Pair("value", "{max}\\x01")));
}

}  // namespace
}  // namespace fudai::campaign_rules
