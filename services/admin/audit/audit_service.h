#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/async/blocking_pool.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/audit.pb.h"
#include "services/admin/database/database.h"

namespace fudai::audit {

// The RPC edge of AuditService.
class AuditService {
 public:
  // Both must outlive it.
  AuditService(database::Database* database, async::BlockingPool* readers);

  // Its rows of the table of methods.
  std::vector<rpc::Method> Methods();

 private:
  using Context = rpc::CallContext;

  async::Task<absl::StatusOr<admin::v1::ListAuditEntriesResponse>> List(
      const admin::v1::ListAuditEntriesRequest& request, const Context& context);
  // Holds one batch in memory at a time.
  async::Task<absl::Status> Export(const admin::v1::ExportAuditLogRequest& request, const Context& context,
                                   rpc::Writer<admin::v1::ExportAuditLogResponse> writer);

  database::Database* database_;
  async::BlockingPool* readers_;
};

}  // namespace fudai::audit
