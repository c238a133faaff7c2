#include "tests/replay/csv.h"

#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"

namespace fudai::replay {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";  // of UTF-8, as spreadsheets write it

// Splits the text into rows; stands at the beginning of a row between calls of Next.
class Scanner {
 public:
  explicit Scanner(absl::string_view text) : text_(text) {}

  bool done() const { return at_ >= text_.size(); }

  absl::StatusOr<CsvRow> Next() {
    CsvRow row{.line = line_};
    bool more = true;
    while (more) {
      ASSIGN_OR_RETURN(std::string field, NextField());
      row.fields.push_back(std::move(field));
      more = !done() && text_[at_] == ',';
      if (more) ++at_;
    }
    SkipLineEnd();
    return row;
  }

 private:
  absl::StatusOr<std::string> NextField() {
    if (!done() && text_[at_] == '"') return QuotedField();
    const size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    std::string field(text_.substr(at_, end - at_));
    at_ = end;
    return field;
  }

  absl::StatusOr<std::string> QuotedField() {
    const int first_line = line_;
    std::string field;
    for (++at_; !done(); ++at_) {
      const bool quote = text_[at_] == '"';
      const bool doubled = quote && at_ + 1 < text_.size() && text_[at_ + 1] == '"';
      if (quote && !doubled) {
        ++at_;
        return TakeRest(std::move(field));
      }
      if (doubled) ++at_;
      if (text_[at_] == '\n') ++line_;
      field += text_[at_];
    }
    return absl::InvalidArgumentError(absl::StrCat("line ", first_line, ": a quoted field begins here and never ends"));
  }

  // What stands between a closing quote and the next comma belongs to the field.
  std::string TakeRest(std::string field) {
    const size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    absl::StrAppend(&field, text_.substr(at_, end - at_));
    at_ = end;
    return field;
  }

  void SkipLineEnd() {
    if (!done() && text_[at_] == '\r') ++at_;
    if (!done() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  absl::string_view text_;
  size_t at_ = 0;
  int line_ = 1;
};

bool IsBlank(const CsvRow& row) { return row.fields.size() == 1 && row.fields[0].empty(); }

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), &gzclose);
  if (file == nullptr) return absl::NotFoundError(absl::StrCat(path, ": cannot be opened: ", std::strerror(errno)));
  std::string text;
  std::array<char, 1 << 16> chunk;
  int count = 0;
  while ((count = gzread(file.get(), chunk.data(), chunk.size())) > 0) text.append(chunk.data(), count);
  int error = Z_OK;
  const char* message = gzerror(file.get(), &error);
  if (error == Z_OK) return text;
  return absl::DataLossError(absl::StrCat(path, ": cannot be read to its end: ", message));
}

}  // namespace

absl::StatusOr<int> CsvTable::Column(absl::string_view name) const {
  for (size_t i = 0; i < header.size(); ++i) {
    if (header[i] == name) return static_cast<int>(i);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("line 1: there is no column \"", name, "\"; the columns are: ", absl::StrJoin(header, ", ")));
}

absl::StatusOr<CsvTable> ParseCsv(absl::string_view text) {
  Scanner scanner(absl::StripPrefix(text, kByteOrderMark));
  CsvTable table;
  while (!scanner.done()) {
    ASSIGN_OR_RETURN(CsvRow row, scanner.Next());
    if (IsBlank(row)) continue;
    if (table.header.empty()) {
      table.header = std::move(row.fields);
    } else {
      table.rows.push_back(std::move(row));
    }
  }
  if (table.header.empty())
    return absl::InvalidArgumentError("the file is empty; its first line must name the columns");
  return table;
}

absl::StatusOr<CsvTable> ReadCsv(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  auto table = ParseCsv(text);
  if (table.ok()) return table;
  return absl::Status(table.status().code(), absl::StrCat(path, ": ", table.status().message()));
}

}  // namespace fudai::replay
