#pragma once

#include <string>
#include <vector>

#include "common/async/blocking_pool.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/ledger.pb.h"
#include "services/admin/database/database.h"
#include "services/admin/ledger/export_position.h"

namespace fudai::ledger {

// The RPC edge of LedgerService.
class LedgerService {
 public:
  // Both must outlive it.
  LedgerService(database::Database* database, async::BlockingPool* readers);

  // Its rows of the table of methods.
  std::vector<rpc::Method> Methods();

 private:
  using Context = rpc::CallContext;

  // Puts into the audit log that somebody who reads pseudonyms asks for a user by id: whose pseudonym answers tell. It
  // is every call's, since page tokens can be made up.
  async::Task<absl::Status> AuditLookup(const admin::v1::LedgerFilter& filter, const std::string& action,
                                        const Context& context);
  async::Task<absl::StatusOr<admin::v1::ListEntriesResponse>> List(const admin::v1::ListEntriesRequest& request,
                                                                   const Context& context);
  // Where an export begins: where its token says, or before the first entry, to end with the ledger as it is now.
  async::Task<absl::StatusOr<ExportPosition>> BeginExport(const admin::v1::ExportLedgerRequest& request,
                                                          const Context& context);
  // Holds one batch in memory at a time.
  async::Task<absl::Status> Export(const admin::v1::ExportLedgerRequest& request, const Context& context,
                                   rpc::Writer<admin::v1::ExportLedgerResponse> writer);

  database::Database* database_;
  async::BlockingPool* readers_;
};

}  // namespace fudai::ledger
