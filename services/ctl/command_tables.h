#pragma once

#include <vector>

#include "services/ctl/command.h"

namespace fudai::ctl {

// The tables of commands, which commands.cc puts together.

using CommandTable = std::vector<Command> (*)();

// The commands of several tables, one table after another.
std::vector<Command> Joined(const std::vector<CommandTable>& tables);

// Commands of the admin server: campaigns, ledger, story, budgets.
std::vector<Command> AdminCommands();

// Commands of the admin server that show figures: stats.
std::vector<Command> StatsCommands();

// Commands of the admin server that concern people: sign-in and its like, people, audit.
std::vector<Command> PeopleCommands();

// Commands of the campaign server: app, orders, checkout.
std::vector<Command> CampaignServerCommands();

// Commands that run the rehearsal.
std::vector<Command> RehearsalCommands();

inline constexpr Need kRequired = Need::kRequired;

// The campaign of a command that needs one.
inline const Argument kCampaign{"ID", "campaign_id", "the campaign", kRequired};

// Arguments of every list.
inline const Argument kPageSize{"--page_size", "page_size", "most lines to show"};
inline const Argument kPageToken{"--page_token", "page_token", "what the page before named as its continuation"};

}  // namespace fudai::ctl
