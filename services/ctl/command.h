// The shapes that commands are written in. Adding a command is adding a row to a table (command_tables.h); commands.cc
// lists them all.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/world/world.h"

namespace fudai::ctl {

class Session;
struct Invocation;

enum class Need { kOptional, kRequired };

// One argument of a command.
struct Argument {
  // "ID" is positional, "--metric" an option.
  absl::string_view name;
  // Path of the field that it fills in the command's request, such as "filter.user_id"; empty if the handler reads it.
  absl::string_view field;
  absl::string_view help;
  Need need = Need::kOptional;
};

// One command.
struct Command {
  // The words that call it: a group and a command ("campaigns publish"), or a command alone ("sign-in").
  absl::string_view path;
  absl::string_view summary;
  // A whole line that works.
  absl::string_view example;
  // The RPC whose request its arguments fill: "fudai.admin.v1.CampaignService.PublishCampaign"; empty if it calls none.
  absl::string_view method;
  std::vector<Argument> arguments;
  // Columns of the table that it prints, as paths in the listed message; empty for all.
  std::vector<std::string> columns;
  // Does it and prints the result. A usage error (usage_error.h) exits 2, any other error 1.
  absl::Status (*run)(const Invocation& invocation, Session& session);
};

// What holds for every command.
struct Settings {
  std::string campaign_server;
  std::string admin_server;
  // The key file from which to mint a token, or the token itself.
  std::string keys_file;
  std::string token;
  // Where the session of sign-in is kept; empty for the usual place (session_file.h).
  std::string session_file;
  // The subject of a minted token; empty for the default of its role.
  std::string subject;
  bool json = false;
  // The world that the command acts in.
  world::World world = world::World::kProduction;
  // For a call; a stream has this long to begin.
  absl::Duration timeout = absl::Seconds(10);
  // In which moments are read and shown.
  absl::TimeZone zone = absl::UTCTimeZone();
  // "Now" for servers in simulated time.
  std::optional<absl::Time> simulated_time;
};

// One call of a command.
struct Invocation {
  const Command* command = nullptr;
  Settings settings;
  // The arguments that were given, by name.
  std::map<std::string, std::string> values;

  // The argument's value, empty if it was not given.
  std::string Value(absl::string_view name) const {
    const auto found = values.find(std::string(name));
    return found == values.end() ? "" : found->second;
  }
};

}  // namespace fudai::ctl
