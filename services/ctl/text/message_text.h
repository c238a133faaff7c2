#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"

namespace fudai::text {

// How a message is shown to people.
struct MessageStyle {
  // The zone of its moments.
  absl::TimeZone zone = absl::UTCTimeZone();
  // Paths such as "spec.display_name": the columns of its outermost list. Empty: every leaf, those of nested messages
  // too.
  std::vector<std::string> columns;
};

// A message for people: its leaves as lines of label and value, nested messages below their labels, lists of messages
// as tables, or as blocks where a row cannot show all of an element; a campaign's terms in words (terms.h). A wrapper
// around a single message or list is left out, and a next_page_token becomes a line that says how to go on. "(none)" if
// there is nothing to show.
std::string MessageText(const google::protobuf::Message& message, const MessageStyle& style);

}  // namespace fudai::text
