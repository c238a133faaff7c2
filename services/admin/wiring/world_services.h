#pragma once

#include <string>
#include <vector>

#include "common/async/blocking_pool.h"
#include "common/redis/client.h"
#include "common/rpc/method.h"
#include "services/admin/audit/audit_service.h"
#include "services/admin/budgets/budget_service.h"
#include "services/admin/campaigns/campaign_publisher.h"
#include "services/admin/campaigns/campaign_service.h"
#include "services/admin/campaigns/change_service.h"
#include "services/admin/database/database.h"
#include "services/admin/ledger/ledger_service.h"
#include "services/admin/stats/stats_service.h"

namespace fudai::wiring {

// What every world serves on one event loop, and the loop's connection to that world's store.
struct WorldServices {
  // What all loops of a world share; the pointed-at outlives the services.
  struct Shared {
    database::Database* database;
    campaigns::CampaignPublisher* publisher;
    async::BlockingPool* readers;
    async::BlockingPool* publishing;
    redis::Options redis;
    std::string store_token;
  };

  WorldServices(async::Loop* loop, const Shared& shared);

  std::vector<rpc::Method> Methods();

  redis::Client redis;
  campaigns::CampaignService campaigns;
  campaigns::ChangeService changes;
  stats::StatsService stats;
  ledger::LedgerService ledger;
  budgets::BudgetService budgets;
  audit::AuditService audit;
};

}  // namespace fudai::wiring
