#include "services/ctl/rpc_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fudai::ctl {
namespace {

using testing::HasSubstr;

std::string ErrorOf(grpc::StatusCode code, const std::string& reason = "the reason") {
  const auto& service = *FindMethod("fudai.admin.v1.CampaignService.GetCampaign").service();
  const absl::Status error = RpcError(grpc::Status(code, reason), TargetOf(service), {.admin_server = "host:1"});
  EXPECT_EQ(static_cast<int>(error.code()), static_cast<int>(code));
  return std::string(error.message());
}

TEST(RpcErrorTest, SaysWhatToDo) {
  EXPECT_EQ(ErrorOf(grpc::StatusCode::UNAVAILABLE), "the admin server says: the reason");
  EXPECT_EQ(
      ErrorOf(grpc::StatusCode::UNAVAILABLE, "failed to connect"),
      "the admin server at host:1 is not available (failed to connect); see that it runs, or say where it is with "
      "--admin_server or "
      "FUDAI_ADMIN_SERVER");
  EXPECT_THAT(ErrorOf(grpc::StatusCode::DEADLINE_EXCEEDED), HasSubstr("within 10s; repeat the command"));
  EXPECT_THAT(ErrorOf(grpc::StatusCode::UNAUTHENTICATED), HasSubstr("the reason; give the servers' key file"));
  EXPECT_EQ(ErrorOf(grpc::StatusCode::PERMISSION_DENIED), "the reason (PERMISSION_DENIED)");
  EXPECT_THAT(ErrorOf(grpc::StatusCode::UNIMPLEMENTED), HasSubstr("is no admin server"));
  EXPECT_EQ(ErrorOf(grpc::StatusCode::FAILED_PRECONDITION), "the reason (FAILED_PRECONDITION)");
}

TEST(TargetOfTest, KnowsEveryServicesServerAndRole) {
  const auto target = [](const char* method) { return TargetOf(*FindMethod(method).service()); };
  EXPECT_EQ(target("fudai.campaign.v1.OrderService.ReportOrder").role, auth::Role::kOrderingSystem);
  EXPECT_EQ(target("fudai.campaign.v1.CouponService.GetCoupon").role, auth::Role::kAppUser);
  EXPECT_EQ(target("fudai.campaign.v1.CouponService.GetCoupon").server, "campaign server");
  EXPECT_EQ(target("fudai.admin.v1.LedgerService.ExportLedger").role, auth::Role::kOwner);
}

}  // namespace
}  // namespace fudai::ctl
