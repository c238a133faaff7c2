#pragma once

#include <iostream>
#include <map>
#include <memory>
#include <ostream>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "services/ctl/command.h"
#include "services/ctl/rpc_client.h"
#include "services/ctl/targets.h"
#include "services/ctl/text/message_text.h"

namespace fudai::ctl {

// Where a command writes, results to `out`, remarks to `err`, and where it reads passwords.
struct Streams {
  std::ostream& out;
  std::ostream& err;
  std::istream& in = std::cin;
};

// What a command works with: the servers, reached with the caller's identity, and the streams. One for each run of the
// program.
class Session {
 public:
  Session(Settings settings, Streams streams) : settings_(std::move(settings)), streams_(streams) {}

  // Calls the method of that full name. Errors are ready to be printed (rpc_error.h); a missing address or token is a
  // usage error.
  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Call(absl::string_view method,
                                                                  const google::protobuf::Message& request);

  // As above, into a response of a known type.
  absl::Status Call(absl::string_view method, const google::protobuf::Message& request,
                    google::protobuf::Message* response);

  // As above, with that value of the `authorization` metadata, none if it is empty, instead of the caller's identity.
  absl::Status CallAs(absl::string_view authorization, absl::string_view method,
                      const google::protobuf::Message& request, google::protobuf::Message* response);

  // OK if there is a server for that method and somebody to call it as; otherwise what a call would say: for whoever
  // has something to ask before they call.
  absl::Status CheckCaller(absl::string_view method);

  // Calls a streaming method and hands over each message; an error of `on_message` ends the stream and is returned. The
  // timeout is for reaching the server; the stream itself may last.
  absl::Status Stream(absl::string_view method, const google::protobuf::Message& request,
                      absl::FunctionRef<absl::Status(const google::protobuf::Message&)> on_message);

  // As Stream, and again whenever a stream that had brought a message ends with the server's drain, the connection or
  // the caller's token; `on_message` may change the request, so that the next one goes on where the last one ended.
  absl::Status StreamOn(absl::string_view method, const google::protobuf::Message& request,
                        absl::FunctionRef<absl::Status(const google::protobuf::Message&)> on_message);

  // Prints a response: proto3 JSON with --json, else as text with these columns, its moments in the caller's zone.
  absl::Status Print(const google::protobuf::Message& message, const std::vector<std::string>& columns = {});
  // As above, in a zone that the response itself names.
  absl::Status PrintIn(absl::TimeZone zone, const google::protobuf::Message& message);

  // The line that runs a command where this one runs: "fudai --rehearsal campaigns get summer".
  std::string LineOf(absl::string_view command) const;

  const Settings& settings() const { return settings_; }
  std::ostream& out() { return streams_.out; }
  std::ostream& err() { return streams_.err; }
  std::istream& in() { return streams_.in; }

 private:
  absl::StatusOr<RpcClient*> ClientOf(const Target& target);
  absl::StatusOr<std::string> CallerOf(absl::string_view method);
  absl::StatusOr<CallOptions> OptionsFor(const Target& target);
  CallOptions OptionsWith(absl::string_view authorization) const;
  absl::Status Print(const google::protobuf::Message& message, const text::MessageStyle& style);

  Settings settings_;
  Streams streams_;
  std::map<std::string, std::unique_ptr<RpcClient>> clients_;  // by address
};

}  // namespace fudai::ctl
