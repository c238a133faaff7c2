#include "tests/replay/csv.h"

#include <zlib.h>

#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fudai::replay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string PathFor(const std::string& name) { return testing::TempDir() + "/" + name; }

TEST(ParseCsvTest, SplitsRowsAndTellsTheirLines) {
  const auto table = ParseCsv("a,b\n1,2\n\n3,\r\n");
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_THAT(table->header, ElementsAre("a", "b"));
  ASSERT_EQ(table->rows.size(), 2);
  EXPECT_EQ(table->rows[0].line, 2);
  EXPECT_THAT(table->rows[0].fields, ElementsAre("1", "2"));
  EXPECT_EQ(table->rows[1].line, 4);
  EXPECT_THAT(table->rows[1].fields, ElementsAre("3", ""));
}

TEST(ParseCsvTest, QuotedFieldsMayHoldCommasQuotesAndLineBreaks) {
  const auto table = ParseCsv("a,b\n\"x,\"\"y\"\"\nz\",2\n3,4");
  ASSERT_TRUE(table.ok()) << table.status();
  ASSERT_EQ(table->rows.size(), 2);
  EXPECT_THAT(table->rows[0].fields, ElementsAre("x,\"y\"\nz", "2"));
  EXPECT_EQ(table->rows[1].line, 4);
}

TEST(ParseCsvTest, SkipsAByteOrderMark) {
  const auto table = ParseCsv("\xEF\xBB\xBF\"a\",b\n1,2\n");
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_THAT(table->header, ElementsAre("a", "b"));
}

TEST(ParseCsvTest, RefusesAQuoteThatNeverEnds) {
  const auto table = ParseCsv("a,b\n1,2\n\"x,2\n");
  EXPECT_EQ(table.status().message(), "line 3: a quoted field begins here and never ends");
}

TEST(ParseCsvTest, RefusesAFileWithoutAHeader) {
  EXPECT_THAT(std::string(ParseCsv("\n").status().message()), HasSubstr("first line must name the columns"));
}

TEST(CsvTableTest, MissingColumnIsNamedWithThoseThereAre) {
  const auto table = ParseCsv("a,b\n");
  EXPECT_EQ(*table->Column("b"), 1);
  EXPECT_EQ(table->Column("c").status().message(), "line 1: there is no column \"c\"; the columns are: a, b");
}

TEST(ReadCsvTest, ReadsPlainAndGzippedFilesAlike) {
  std::ofstream(PathFor("plain.csv")) << "a\n1\n";
  gzFile zipped = gzopen(PathFor("zipped.csv.gz").c_str(), "wb");
  gzputs(zipped, "a\n1\n");
  gzclose(zipped);
  for (const char* name : {"plain.csv", "zipped.csv.gz"}) {
    const auto table = ReadCsv(PathFor(name));
    ASSERT_TRUE(table.ok()) << table.status();
    EXPECT_THAT(table->rows[0].fields, ElementsAre("1"));
  }
}

TEST(ReadCsvTest, RefusesAFileThatIsCutShort) {
  const std::string whole = PathFor("whole.csv.gz");
  gzFile zipped = gzopen(whole.c_str(), "wb");
  gzputs(zipped, "a\n1\n2\n3\n");
  gzclose(zipped);
  std::ifstream in(whole, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::ofstream(PathFor("cut.csv.gz"), std::ios::binary) << bytes.substr(0, bytes.size() - 8);
  const auto table = ReadCsv(PathFor("cut.csv.gz"));
  EXPECT_EQ(table.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(table.status().message()), HasSubstr("cut.csv.gz: cannot be read to its end"));
}

TEST(ReadCsvTest, NamesTheFileThatIsNotThere) {
  const auto table = ReadCsv("/no/such/file.csv");
  EXPECT_EQ(table.status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(table.status().message(), "/no/such/file.csv: cannot be opened: No such file or directory");
}

}  // namespace
}  // namespace fudai::replay
