#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"

namespace fudai::replay {

// Progress shows how far a long work has come: a bar that redraws itself on a terminal, else a plain line every five
// seconds. Borrows the stream and the clock.
class Progress {
 public:
  // What the stream leads to.
  enum class Style { kTerminal, kPlain };

  Progress(std::ostream& out, const clock::Clock& clock, Style style);

  // Shows `done` of `total`, with rate and time left, unless it has just done so. `note` is a few words more.
  void Update(size_t done, size_t total, absl::string_view note);

  // Shows a line for good, above the bar on a terminal.
  void Say(absl::string_view line);

  // Shows the last state for good.
  void Finish(size_t done, size_t total, absl::string_view note);

 private:
  void Show(size_t done, size_t total, absl::string_view note);
  std::string Describe(size_t done, size_t total, absl::string_view note) const;

  std::ostream& out_;
  const clock::Clock& clock_;
  const Style style_;
  const absl::Time start_;
  absl::Time last_shown_;
};

}  // namespace fudai::replay
