#include "services/ctl/targets.h"

#include <string>

#include "fudai/admin/v1/audit.pb.h"
#include "fudai/admin/v1/budgets.pb.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "fudai/admin/v1/ledger.pb.h"
#include "fudai/admin/v1/people.pb.h"
#include "fudai/admin/v1/rehearsal.pb.h"
#include "fudai/admin/v1/stats.pb.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "fudai/campaign/v1/coupons.pb.h"
#include "fudai/campaign/v1/growth_coffee.pb.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "fudai/campaign/v1/orders.pb.h"

namespace fudai::ctl {
namespace {

constexpr Target kAdmin{"admin server", "--admin_server", "FUDAI_ADMIN_SERVER", &Settings::admin_server,
                        auth::Role::kOwner};
constexpr Target kApp{"campaign server", "--campaign_server", "FUDAI_CAMPAIGN_SERVER", &Settings::campaign_server,
                      auth::Role::kAppUser};
constexpr Target kOrdering{"campaign server", "--campaign_server", "FUDAI_CAMPAIGN_SERVER", &Settings::campaign_server,
                           auth::Role::kOrderingSystem};

// Every file of the API, so that the linker keeps its descriptors though only their names are used.
const google::protobuf::DescriptorPool& ApiPool() {
  google::protobuf::LinkMessageReflection<admin::v1::AuditEntry>();
  google::protobuf::LinkMessageReflection<admin::v1::CapBalance>();
  google::protobuf::LinkMessageReflection<admin::v1::Person>();
  google::protobuf::LinkMessageReflection<admin::v1::Campaign>();
  google::protobuf::LinkMessageReflection<admin::v1::LedgerEntry>();
  google::protobuf::LinkMessageReflection<admin::v1::GetRehearsalResponse>();
  google::protobuf::LinkMessageReflection<admin::v1::CampaignSummary>();
  google::protobuf::LinkMessageReflection<campaign::v1::Basket>();
  google::protobuf::LinkMessageReflection<campaign::v1::Coupon>();
  google::protobuf::LinkMessageReflection<campaign::v1::Cup>();
  google::protobuf::LinkMessageReflection<campaign::v1::Bag>();
  google::protobuf::LinkMessageReflection<campaign::v1::GivenBag>();
  return *google::protobuf::DescriptorPool::generated_pool();
}

}  // namespace

const Target& TargetOf(const google::protobuf::ServiceDescriptor& service) {
  if (service.file()->package() == "fudai.admin.v1") return kAdmin;
  return service.name() == "OrderService" || service.name() == "CheckoutService" ? kOrdering : kApp;
}

const google::protobuf::MethodDescriptor& FindMethod(absl::string_view full_name) {
  return *ApiPool().FindMethodByName(std::string(full_name));
}

}  // namespace fudai::ctl
