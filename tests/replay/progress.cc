#include "tests/replay/progress.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace fudai::replay {
namespace {

constexpr int kBarWidth = 30;
constexpr absl::Duration kRedrawEvery = absl::Milliseconds(200);
constexpr absl::Duration kPrintEvery = absl::Seconds(5);
constexpr absl::string_view kClearLine = "\r\x1b[K";

std::string Bar(double share) {
  const int filled = static_cast<int>(share * kBarWidth);
  return absl::StrCat("[", std::string(filled, '#'), std::string(kBarWidth - filled, '.'), "] ");
}

}  // namespace

Progress::Progress(std::ostream& out, const clock::Clock& clock, Style style)
    : out_(out), clock_(clock), style_(style), start_(clock.Now()), last_shown_(start_) {}

void Progress::Update(size_t done, size_t total, absl::string_view note) {
  const absl::Duration interval = style_ == Style::kTerminal ? kRedrawEvery : kPrintEvery;
  if (clock_.Now() - last_shown_ >= interval) Show(done, total, note);
}

void Progress::Say(absl::string_view line) {
  if (style_ == Style::kTerminal) out_ << kClearLine;
  out_ << line << std::endl;
}

void Progress::Finish(size_t done, size_t total, absl::string_view note) {
  Show(done, total, note);
  if (style_ == Style::kTerminal) out_ << std::endl;
}

void Progress::Show(size_t done, size_t total, absl::string_view note) {
  last_shown_ = clock_.Now();
  if (style_ == Style::kTerminal) {
    out_ << kClearLine << Bar(total == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(total))
         << Describe(done, total, note) << std::flush;
  } else {
    out_ << Describe(done, total, note) << std::endl;
  }
}

std::string Progress::Describe(size_t done, size_t total, absl::string_view note) const {
  const double seconds = std::max(absl::ToDoubleSeconds(clock_.Now() - start_), 1e-3);
  const double rate = static_cast<double>(done) / seconds;
  std::string text = absl::StrFormat("%d of %d, %.0f a second", done, total, rate);
  if (done > 0 && done < total) {
    const absl::Duration left = absl::Seconds(static_cast<double>(total - done) / rate);
    absl::StrAppend(&text, ", ", absl::FormatDuration(absl::Ceil(left, absl::Seconds(1))), " left");
  }
  if (!note.empty()) absl::StrAppend(&text, ", ", note);
  return text;
}

}  // namespace fudai::replay
