#include "services/ctl/command_tables.h"
#include "services/ctl/handlers.h"

namespace fudai::ctl {
namespace {

const Argument kName{"NAME", "name", "the person's name", kRequired};
const Argument kRole{"--role", "role", "viewer, editor, approver or owner"};
const Argument kDisplayName{"--display_name", "display_name", "how people know them"};

std::vector<Command> AccountCommands() {
  return {
      {"sign-in",
       "Sign in to the admin server with a name and a password",
       "fudai sign-in mei",
       "fudai.admin.v1.PeopleService.SignIn",
       {kName},
       {},
       &SignIn},
      {"sign-out",
       "End the session of sign-in",
       "fudai sign-out",
       "fudai.admin.v1.PeopleService.SignOut",
       {},
       {},
       &SignOut},
      {"whoami",
       "Show as whom the admin server knows you",
       "fudai whoami",
       "fudai.admin.v1.PeopleService.GetMe",
       {},
       {},
       &CallAndPrint},
      {"change-password",
       "Change your password, and end your other sessions",
       "fudai change-password",
       "fudai.admin.v1.PeopleService.ChangePassword",
       {},
       {},
       &ChangePassword},
  };
}

std::vector<Command> PeopleRows() {
  return {
      {"people list",
       "List the people who may sign in",
       "fudai people list --filter role=OWNER",
       "fudai.admin.v1.PeopleService.ListPeople",
       {{"--filter", "filter",
         "comparisons joined by AND, such as 'role=OWNER AND disabled=false', of name, role, disabled, "
         "create_time and update_time"},
        {"--order_by", "order_by",
         "name, create_time or update_time, with \" desc\" for descending; if not given, name"},
        kPageSize,
        kPageToken},
       {"name", "display_name", "role", "disabled", "create_time", "update_time", "etag"},
       &CallAndPrint},
      {"people create",
       "Let somebody sign in; asks for their password",
       "fudai people create mei --role owner",
       "fudai.admin.v1.PeopleService.CreatePerson",
       {kName, {kRole.name, kRole.field, kRole.help, kRequired}, kDisplayName},
       {},
       &CreatePerson},
      {"people update",
       "Change a person's role or display name, or keep them out",
       "fudai people update mei --role approver --etag 3",
       "fudai.admin.v1.PeopleService.UpdatePerson",
       {kName,
        kRole,
        kDisplayName,
        {"--disabled", "disabled", "true if they may not sign in, or false"},
        {"--etag", "etag", "the etag of the person who was seen; what it is now if not given"}},
       {},
       &UpdatePerson},
      {"people reset-password",
       "Give a person another password, and end their sessions",
       "fudai people reset-password mei",
       "fudai.admin.v1.PeopleService.ResetPassword",
       {kName},
       {},
       &ResetPassword},
  };
}

std::vector<Command> AuditCommands() {
  return {
      {"audit list",
       "List who changed what, newest first",
       "fudai audit list --filter campaign_id=summer",
       "fudai.admin.v1.AuditService.ListAuditEntries",
       {{"--filter", "filter",
         "comparisons joined by AND, such as 'actor=mei AND number>100', of actor, actor_role, action, "
         "subject, campaign_id, create_time and number"},
        {"--order_by", "order_by",
         "number or create_time, with \" desc\" for descending; if not given, \"number desc\""},
        kPageSize,
        kPageToken},
       {"number", "create_time", "actor", "actor_role", "action", "subject", "reason"},
       &CallAndPrint},
      {"audit show",
       "Show what an entry of the audit log changed, field by field",
       "fudai audit show 12",
       "fudai.admin.v1.AuditService.ListAuditEntries",
       {{"NUMBER", "", "the entry's number", kRequired}},
       {},
       &ShowAuditEntry},
      {"audit verify",
       "Prove that no entry of the audit log was altered, moved or removed",
       "fudai audit verify",
       "fudai.admin.v1.AuditService.ExportAuditLog",
       {{"--head", "", "NUMBER:HASH that an earlier verify printed: proves that the log still holds that entry"}},
       {},
       &VerifyAuditLog},
  };
}

}  // namespace

std::vector<Command> PeopleCommands() { return Joined({&AccountCommands, &PeopleRows, &AuditCommands}); }

}  // namespace fudai::ctl
