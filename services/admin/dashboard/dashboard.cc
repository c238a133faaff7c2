#include "services/admin/dashboard/dashboard.h"

#include "services/admin/dashboard/embedded_files.h"

namespace fudai::dashboard {

const gateway::StaticFiles& Page() {
  static const auto* const page = new gateway::PageFiles(EmbeddedFiles());
  return *page;
}

}  // namespace fudai::dashboard
