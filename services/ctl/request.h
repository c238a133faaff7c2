#pragma once

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "services/ctl/command.h"

namespace fudai::ctl {

// The request of the command's RPC, filled from the arguments that were given. A field request_id gets a fresh UUID:
// one for each invocation, so that its repeats are known as such. Usage errors name the argument and its value.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> BuildRequest(const Invocation& invocation);

// Whether the argument fills a moment of the command's request.
bool TakesMoment(const Command& command, const Argument& argument);

// "true" or "false".
absl::StatusOr<bool> ParseBool(absl::string_view text);

// Sets the field at `path` ("filter.start_time") from text: a number, a rate ("40%" of …_bp), true or false, an
// enum's short name ("openings"), a moment, several strings with commas between them, or, for any other message, the
// name of a JSON file, whose etag becomes the request's.
absl::Status SetField(google::protobuf::Message* message, absl::string_view path, const std::string& text,
                      absl::TimeZone zone);

}  // namespace fudai::ctl
