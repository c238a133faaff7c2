#include "services/ctl/commands.h"

#include <utility>

#include "services/ctl/command_tables.h"
#include "services/ctl/handlers.h"

namespace fudai::ctl {
namespace {

std::vector<Command> KeyCommands() {
  return {
      {"keys generate",
       "Write a key file with fresh secrets",
       "fudai keys generate keys.json",
       "",
       {{"FILE", "", "the file to write; it must not exist", kRequired}},
       {},
       &GenerateKeys},
      {"token mint",
       "Print a token for a caller",
       "fudai token mint --keys keys.json --role app_user --subject u1 --ttl 24h",
       "",
       {{"--role", "", "app_user, ordering_system, viewer, editor, approver or owner", kRequired},
        {"--subject", "", "the user, system or person", kRequired},
        {"--ttl", "", "how long it holds, such as 90m; 24h if not given"}},
       {},
       &MintToken},
  };
}

}  // namespace

std::vector<Command> Joined(const std::vector<CommandTable>& tables) {
  std::vector<Command> all;
  for (const CommandTable table : tables) {
    for (Command& command : table()) all.push_back(std::move(command));
  }
  return all;
}

const std::vector<Command>& Commands() {
  static const auto* commands = new std::vector<Command>(Joined(
      {&AdminCommands, &StatsCommands, &PeopleCommands, &CampaignServerCommands, &RehearsalCommands, &KeyCommands}));
  return *commands;
}

const std::vector<std::pair<absl::string_view, absl::string_view>>& Groups() {
  static const auto* groups = new std::vector<std::pair<absl::string_view, absl::string_view>>{
      {"campaigns", "Create and run campaigns"},
      {"stats", "See how campaigns do"},
      {"ledger", "Read and export every event"},
      {"story", "Tell the story of one user, bag, order or coupon"},
      {"app", "Act as the app user whom --as names"},
      {"orders", "Act as the ordering system"},
      {"checkout", "Act as a till: quote, reserve and redeem coupons"},
      {"budgets", "See and check what campaigns may still give"},
      {"rehearsal", "Run campaigns on a clock that is moved by hand, apart from production"},
      {"people", "Manage who may sign in"},
      {"audit", "See who changed what, and prove that the log is whole"},
      {"keys", "Make the servers' secrets"},
      {"token", "Make tokens for callers"},
  };
  return *groups;
}

}  // namespace fudai::ctl
