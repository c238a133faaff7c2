// What commands do. Each takes the invocation, does it over the session and prints the result there.
#pragma once

#include "absl/status/status.h"
#include "services/ctl/command.h"

namespace fudai::ctl {

// Calls the command's RPC with the request that its arguments fill, and prints the response. Most commands are this.
absl::Status CallAndPrint(const Invocation& invocation, Session& session);

// Calls the command's streaming RPC and prints each message as it comes; calls again whenever a server that had
// answered drains.
absl::Status WatchAndPrint(const Invocation& invocation, Session& session);

// Prints a time series, of amounts as such, with its moments in the zone that the answer names: that of the campaign.
absl::Status ShowTimeseries(const Invocation& invocation, Session& session);

// Prints the totals of each campaign, and its series as one table: likewise, each campaign in its own zone. Without
// campaigns it asks for the chain.
absl::Status ShowSparklines(const Invocation& invocation, Session& session);

// Prints what happened on days, with its moments in the zone that the answer names: that of the campaign or of the
// chain.
absl::Status ShowDays(const Invocation& invocation, Session& session);

// Writes a key file with fresh secrets, readable by its owner alone. ALREADY_EXISTS leaves a file that is there as it
// is.
absl::Status GenerateKeys(const Invocation& invocation, Session& session);

// Prints a token, minted from the key file.
absl::Status MintToken(const Invocation& invocation, Session& session);

// Signs in with a password, and keeps the session for the commands after it.
absl::Status SignIn(const Invocation& invocation, Session& session);

// Ends that session, and forgets it.
absl::Status SignOut(const Invocation& invocation, Session& session);

// Asks for the password until now and the new one, and changes it.
absl::Status ChangePassword(const Invocation& invocation, Session& session);

// Creates a person, with a password that it asks for.
absl::Status CreatePerson(const Invocation& invocation, Session& session);

// Changes a person. Without an etag, the person as they are now is who was seen.
absl::Status UpdatePerson(const Invocation& invocation, Session& session);

// Gives a person a password that it asks for.
absl::Status ResetPassword(const Invocation& invocation, Session& session);

// Reads the whole audit log and computes its chain anew. DATA_LOSS names the first entry that is wrong.
absl::Status VerifyAuditLog(const Invocation& invocation, Session& session);

// Prints an entry of the audit log, and field by field what it changed.
absl::Status ShowAuditEntry(const Invocation& invocation, Session& session);

// Prints the validator's findings. FAILED_PRECONDITION if one of them is an error.
absl::Status ValidateCampaign(const Invocation& invocation, Session& session);

// Prints what a campaign will cost, as a table.
absl::Status EstimateCampaign(const Invocation& invocation, Session& session);

// Creates a campaign whose file has no errors; prints the findings of one that has.
absl::Status CreateCampaign(const Invocation& invocation, Session& session);

// Writes the file of a campaign's newest version, with the etag that it was read at.
absl::Status WriteCampaignFile(const Invocation& invocation, Session& session);

// Edits a campaign, and confirms it in a line. Without an etag, in the file or beside it, only if it is forced: then
// the campaign as it is now is the one that was edited. It cannot be forced with an etag beside the file.
absl::Status UpdateCampaign(const Invocation& invocation, Session& session);

// Prints what differs between two versions of a campaign, or that nothing does.
absl::Status CompareVersions(const Invocation& invocation, Session& session);

// Changes a campaign, and confirms it in a line.
absl::Status ChangeCampaign(const Invocation& invocation, Session& session);

// Copies a campaign, and confirms it in a line.
absl::Status CopyCampaign(const Invocation& invocation, Session& session);

// Archives a campaign, and confirms it in a line. With --wait, once it has been swept; DEADLINE_EXCEEDED if it takes
// longer.
absl::Status ArchiveCampaign(const Invocation& invocation, Session& session);

// Deletes a campaign, and confirms it in a line.
absl::Status DeleteCampaign(const Invocation& invocation, Session& session);

// Prints what a campaign's caps still allow, or that it has none.
absl::Status ShowBudget(const Invocation& invocation, Session& session);

// Prints the law of each cap and what breaks it. DATA_LOSS says of how many it does not hold.
absl::Status VerifyBudget(const Invocation& invocation, Session& session);

// Moves the rehearsal's clock to a moment, or by a duration from what it shows.
absl::Status AdvanceClock(const Invocation& invocation, Session& session);

// Prints a page of the ledger, a sentence per entry.
absl::Status ListLedger(const Invocation& invocation, Session& session);

// Writes the ledger as CSV or JSON lines, to a file or to the output, in memory that does not grow with it.
absl::Status ExportLedger(const Invocation& invocation, Session& session);

// Tells all that the ledger knows of the user, order or coupon that the request's filter names, oldest first.
absl::Status TellStory(const Invocation& invocation, Session& session);

// As TellStory for a bag, by its id or its share code, with the story of its order.
absl::Status TellBagStory(const Invocation& invocation, Session& session);

}  // namespace fudai::ctl
