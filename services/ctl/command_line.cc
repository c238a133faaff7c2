#include "services/ctl/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/auth/authenticator.h"
#include "common/status/macros.h"
#include "common/suggestions/suggestions.h"
#include "common/version/version.h"
#include "services/ctl/commands.h"
#include "services/ctl/request.h"
#include "services/ctl/text/times.h"
#include "services/ctl/text/utf8.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

constexpr absl::string_view kMomentHelp = ", in --time_zone (UTC) unless it says another: 2026-05-01T09:12:00+08:00";

// What CLI11 writes the arguments into, and the place of each command in its tree.
struct Arguments {
  Settings settings;
  std::string timeout = "10s";
  std::string time_zone = "UTC";
  std::string time;
  bool rehearsal = false;
  std::map<std::pair<const Command*, std::string>, std::string> values;
  std::map<const CLI::App*, const Command*> commands;
};

std::string VersionLine() { return absl::StrCat("fudai ", version::Version()); }

void AddSettings(CLI::App& app, Arguments& arguments) {
  Settings& settings = arguments.settings;
  app.add_option("--campaign_server", settings.campaign_server, "the campaign server, HOST:PORT or unix:PATH")
      ->envname("FUDAI_CAMPAIGN_SERVER");
  app.add_option("--admin_server", settings.admin_server, "the admin server, HOST:PORT or unix:PATH")
      ->envname("FUDAI_ADMIN_SERVER");
  app.add_option("--keys", settings.keys_file, "the servers' key file, to mint the token that a call needs")
      ->envname("FUDAI_KEYS");
  app.add_option("--token", settings.token, "the token to call with, instead of --keys")->envname("FUDAI_TOKEN");
  app.add_option("--session", settings.session_file,
                 "the file that sign-in keeps the session in; used where neither --token nor --keys is given")
      ->envname("FUDAI_SESSION");
  app.add_option("--as", settings.subject, "with --keys: the user, person or system to act as");
  app.add_flag("--rehearsal", arguments.rehearsal, "act in the rehearsal, apart from production");
  app.add_flag("--json", settings.json, "print proto3 JSON, for programs");
  app.add_option("--timeout", arguments.timeout, "how long to wait for an answer, or for a stream to begin")
      ->capture_default_str();
  app.add_option("--time_zone", arguments.time_zone,
                 "the zone in which moments are read, unless they say another, and shown")
      ->envname("FUDAI_TIME_ZONE")
      ->capture_default_str();
  app.add_option("--time", arguments.time, "the present, for servers in simulated time");
}

void AddCommand(CLI::App& group, const Command& command, Arguments& arguments) {
  const std::string word(command.path.substr(command.path.rfind(' ') + 1));
  CLI::App* leaf = group.add_subcommand(word, std::string(command.summary));
  leaf->fallthrough()->allow_extras();
  leaf->footer(absl::StrCat("Example:\n  ", command.example, "\n\nOptions of every command: fudai --help"));
  for (const Argument& argument : command.arguments) {
    const std::string name(argument.name);
    const std::string help = absl::StrCat(argument.help, TakesMoment(command, argument) ? kMomentHelp : "");
    CLI::Option* option = leaf->add_option(name, arguments.values[{&command, name}], help);
    if (argument.need == Need::kRequired) option->required();
  }
  arguments.commands[leaf] = &command;
}

void AddGroup(CLI::App& app, absl::string_view name, absl::string_view summary, Arguments& arguments) {
  CLI::App* group = app.add_subcommand(std::string(name), std::string(summary));
  group->fallthrough()->allow_extras()->require_subcommand(0, 1);
  std::string examples = "Examples:";
  for (const Command& command : Commands()) {
    if (!absl::StartsWith(command.path, absl::StrCat(name, " "))) continue;
    AddCommand(*group, command, arguments);
    absl::StrAppend(&examples, "\n  ", command.example);
  }
  group->footer(examples);
}

void AddAll(CLI::App& app, Arguments& arguments) {
  app.allow_extras()->require_subcommand(0, 1);
  app.set_version_flag("--version", VersionLine, "print the version and exit");
  app.footer(
      "Examples:\n  export FUDAI_ADMIN_SERVER=127.0.0.1:50052 FUDAI_KEYS=keys.json\n  fudai campaigns list\n"
      "  fudai story user u1 --time_zone Asia/Shanghai\n  fudai stats summary summer --json\n\n"
      "Every group and command has its own --help.");
  AddSettings(app, arguments);
  for (const auto& [name, summary] : Groups()) AddGroup(app, name, summary, arguments);
  for (const Command& command : Commands()) {
    if (!absl::StrContains(command.path, ' ')) AddCommand(app, command, arguments);
  }
}

const CLI::App* Deepest(const CLI::App& app) {
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().back();
  return at;
}

std::string PathOf(const CLI::App* app) {
  return app->get_parent() == nullptr ? app->get_name() : absl::StrCat(PathOf(app->get_parent()), " ", app->get_name());
}

// The names that could stand where `at` stands: its options and those of all above it, or the commands.
std::vector<std::string> KnownNames(const CLI::App* at, absl::string_view word) {
  std::vector<std::string> names;
  if (!absl::StartsWith(word, "-")) {
    for (const Command& command : Commands()) names.emplace_back(command.path);
    for (const auto& [name, summary] : Groups()) names.emplace_back(name);
    return names;
  }
  for (; at != nullptr; at = at->get_parent()) {
    for (const CLI::Option* option : at->get_options()) names.push_back(option->get_name());
  }
  return names;
}

absl::Status UnknownWord(const CLI::App* at, const std::string& word, bool is_command) {
  const bool option = absl::StartsWith(word, "-");
  const absl::string_view kind = option ? "unknown option" : is_command ? "unexpected argument" : "unknown command";
  const std::string hint = option || !is_command ? suggestions::DidYouMean(word, KnownNames(at, word)) : "";
  return UsageError(absl::StrCat(kind, " \"", word, "\"", hint));
}

// The same where help was asked for: OK unless it was asked of a command that is not there.
absl::Status CheckAsked(const CLI::App& app, const Arguments& arguments) {
  const CLI::App* at = Deepest(app);
  if (arguments.commands.contains(at)) return absl::OkStatus();
  for (const std::string& word : app.remaining(true)) {
    if (!absl::StartsWith(word, "-")) return UnknownWord(at, word, /*is_command=*/false);
  }
  return absl::OkStatus();
}

absl::Status CheckSettings(const Arguments& arguments, Settings* settings) {
  const auto zone = text::ParseZone(arguments.time_zone);
  if (!zone.ok()) return UsageError(absl::StrCat("--time_zone: ", zone.status().message()));
  settings->zone = *zone;
  if (!absl::ParseDuration(arguments.timeout, &settings->timeout) || settings->timeout <= absl::ZeroDuration()) {
    return UsageError(
        absl::StrCat("--timeout: \"", arguments.timeout, "\" is no positive duration; write 500ms, 10s or 2m"));
  }
  if (arguments.time.empty()) return absl::OkStatus();
  const auto time = text::ParseMoment(arguments.time, settings->zone);
  if (!time.ok()) return UsageError(absl::StrCat("--time: ", time.status().message()));
  settings->simulated_time = *time;
  return absl::OkStatus();
}

absl::StatusOr<Invocation> ToInvocation(const CLI::App& app, const Arguments& arguments) {
  const CLI::App* at = Deepest(app);
  const auto found = arguments.commands.find(at);
  const bool is_command = found != arguments.commands.end();
  const std::vector<std::string> unknown = app.remaining(true);
  if (!unknown.empty()) return UnknownWord(at, unknown.front(), is_command);
  if (!is_command) return UsageError("a command is missing");
  Invocation invocation{.command = found->second, .settings = arguments.settings};
  RETURN_IF_ERROR(CheckSettings(arguments, &invocation.settings));
  if (arguments.rehearsal || absl::StartsWith(invocation.command->path, "rehearsal "))
    invocation.settings.world = world::World::kRehearsal;
  else
    invocation.settings.world = auth::ClaimedWorld(invocation.settings.token);
  for (const Argument& argument : invocation.command->arguments) {
    const std::string name(argument.name);
    if (at->count(name) > 0) invocation.values[name] = arguments.values.at({invocation.command, name});
  }
  return invocation;
}

// What the word at `index` is to its reader: the flag that it holds or belongs to, or else its place.
std::string NameOfWord(const std::vector<std::string>& words, size_t index) {
  std::string flag = words[index].substr(0, words[index].find('='));
  if (absl::StartsWith(flag, "-") && text::IsUtf8(flag)) return flag;
  const bool follows_flag = index > 0 && absl::StartsWith(words[index - 1], "-");
  return follows_flag ? words[index - 1] : absl::StrCat("argument ", index + 1);
}

absl::Status CheckText(const std::vector<std::string>& words) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (text::IsUtf8(words[i])) continue;
    return UsageError(absl::StrCat(NameOfWord(words, i), ": \"", absl::CHexEscape(words[i]),
                                   "\" is not UTF-8; write it as UTF-8, in a terminal whose locale is such"));
  }
  return absl::OkStatus();
}

int PrintUsageError(const CLI::App* at, absl::string_view problem, Streams streams) {
  streams.err << PathOf(at) << ": " << problem << "\nSee " << PathOf(at) << " --help.\n";
  return kExitUsage;
}

}  // namespace

std::variant<Invocation, int> ParseCommandLine(std::vector<std::string> words, Streams streams) {
  CLI::App app("The command line of Fudai: campaigns, stats, the ledger, and the stories in it.", "fudai");
  if (const absl::Status text = CheckText(words); !text.ok()) return PrintUsageError(&app, text.message(), streams);
  Arguments arguments;
  AddAll(app, arguments);
  try {
    std::reverse(words.begin(), words.end());  // as CLI11 takes them
    app.parse(std::move(words));
  } catch (const CLI::Success& answered) {  // --help or --version
    const absl::Status asked = CheckAsked(app, arguments);
    if (!asked.ok()) return PrintUsageError(Deepest(app), asked.message(), streams);
    return app.exit(answered, streams.out, streams.err);
  } catch (const CLI::ParseError& error) {
    return PrintUsageError(Deepest(app), error.what(), streams);
  }
  absl::StatusOr<Invocation> invocation = ToInvocation(app, arguments);
  if (!invocation.ok()) return PrintUsageError(Deepest(app), invocation.status().message(), streams);
  return *std::move(invocation);
}

}  // namespace fudai::ctl
