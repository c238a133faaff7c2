// Walks every RPC of both servers by their descriptors: nobody gets in without a token, nor with another role's.
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
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
#include "tests/e2e/shared_stack.h"
#include "tests/harness/generic_call.h"

namespace fudai::e2e {
namespace {

using auth::Role;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

// The API: whoever adds a file of RPCs adds it here.
const std::vector<const FileDescriptor*>& Files() {
  static const auto* const files =
      new std::vector<const FileDescriptor*>{campaign::v1::ReportOrderRequest::descriptor()->file(),
                                             campaign::v1::OpenBagRequest::descriptor()->file(),
                                             campaign::v1::GetCupRequest::descriptor()->file(),
                                             campaign::v1::GetCouponRequest::descriptor()->file(),
                                             campaign::v1::QuoteOrderRequest::descriptor()->file(),
                                             admin::v1::VerifyConservationRequest::descriptor()->file(),
                                             admin::v1::ListAuditEntriesRequest::descriptor()->file(),
                                             admin::v1::SignInRequest::descriptor()->file(),
                                             admin::v1::GetRehearsalRequest::descriptor()->file(),
                                             admin::v1::CreateCampaignRequest::descriptor()->file(),
                                             admin::v1::GetCampaignSummaryRequest::descriptor()->file(),
                                             admin::v1::ExportLedgerRequest::descriptor()->file()};
  return *files;
}

// Whether it is served in the rehearsal alone.
bool IsRehearsal(const MethodDescriptor& method) { return method.service()->name() == "RehearsalService"; }

bool IsAdmin(const MethodDescriptor& method) { return method.file()->package() == "fudai.admin.v1"; }

// Whether anyone may call it, even without a token.
bool IsOpen(const MethodDescriptor& method) { return method.name() == "SignIn"; }

// The admin server's roles, as the services' comments say.
std::vector<Role> AdminRolesOf(const MethodDescriptor& method) {
  static const auto* const sets = new std::vector<std::pair<std::vector<Role>, std::set<std::string>>>{
      {{Role::kEditor, Role::kOwner},
       {"CreateCampaign", "CopyCampaign", "UpdateCampaign", "SubmitCampaign", "ArchiveCampaign", "DeleteCampaign",
        "AdvanceClock", "WipeRehearsal", "ImportCampaign"}},
      {{Role::kEditor, Role::kApprover, Role::kOwner},
       {"ValidateCampaign", "EstimateCampaign", "PublishCampaign", "PauseCampaign", "ResumeCampaign", "EndCampaign"}},
      {{Role::kApprover, Role::kOwner}, {"ApproveCampaign", "RejectCampaign", "ListAuditEntries", "ExportAuditLog"}},
      {{Role::kOwner}, {"CreatePerson", "UpdatePerson", "ResetPassword", "ListPeople"}},
  };
  for (const auto& [roles, names] : *sets) {
    if (names.count(method.name()) > 0) return roles;
  }
  return {Role::kViewer, Role::kEditor, Role::kApprover, Role::kOwner};
}

// The roles that may call it.
std::vector<Role> RolesOf(const MethodDescriptor& method) {
  if (IsAdmin(method)) return AdminRolesOf(method);
  if (method.name() == "QuoteOrder") return {Role::kOrderingSystem, Role::kAppUser};
  const std::string& service = method.service()->name();
  if (service == "OrderService" || service == "CheckoutService") return {Role::kOrderingSystem};
  return {Role::kAppUser};
}

Role RoleOf(const MethodDescriptor& method) { return RolesOf(method).front(); }

std::string PathOf(const MethodDescriptor& method) {
  return absl::StrCat("/", method.service()->full_name(), "/", method.name());
}

// Every method of the API that asks for a role.
std::vector<const MethodDescriptor*> Methods() {
  std::vector<const MethodDescriptor*> methods;
  for (const FileDescriptor* file : Files()) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const MethodDescriptor* method = file->service(s)->method(m);
        if (!IsOpen(*method)) methods.push_back(method);
      }
    }
  }
  return methods;
}

class RolesTest : public SharedStack {
 protected:
  static void SetUpTestSuite() { StartStack({.rehearsal = true}); }
  static harness::Caller CallerOf(const MethodDescriptor& method, Role role) {
    if (IsRehearsal(method)) return stack().RehearsalCaller(role).On(stack().AdminCaller(role).channel());
    return IsAdmin(method) ? stack().AdminCaller(role) : stack().CampaignCaller(role);
  }
};

TEST_F(RolesTest, WithoutATokenNothingIsServed) {
  ASSERT_EQ(Methods().size(), 68u) << "the API has grown: see that RolesOf still says what its comments say";
  for (const MethodDescriptor* method : Methods()) {
    const harness::Caller nobody = stack().WithoutToken(CallerOf(*method, RoleOf(*method)));
    const harness::GenericReply reply = harness::CallByName(nobody, PathOf(*method), "");
    EXPECT_EQ(reply.status.code(), absl::StatusCode::kUnauthenticated) << method->full_name() << ": " << reply.status;
  }
}

TEST_F(RolesTest, EachMethodServesItsRoleAlone) {
  for (const MethodDescriptor* method : Methods()) {
    for (const Role role : auth::kRoles) {
      if (absl::c_linear_search(RolesOf(*method), role)) continue;
      const harness::GenericReply reply = harness::CallByName(CallerOf(*method, role), PathOf(*method), "");
      EXPECT_EQ(reply.status.code(), absl::StatusCode::kPermissionDenied)
          << method->full_name() << ": " << reply.status;
    }
  }
}

TEST_F(RolesTest, ATokenOfAnotherChainsKeysIsRefused) {
  const harness::Stack other;
  const harness::Caller stranger = other.App("u1");
  for (const MethodDescriptor* method : Methods()) {
    const harness::Caller forged = stranger.On(CallerOf(*method, Role::kAppUser).channel());
    const harness::GenericReply reply = harness::CallByName(forged, PathOf(*method), "");
    EXPECT_EQ(reply.status.code(), absl::StatusCode::kUnauthenticated) << method->full_name() << ": " << reply.status;
  }
}

TEST_F(RolesTest, AnyoneMaySignIn) {
  const MethodDescriptor* sign_in =
      admin::v1::SignInRequest::descriptor()->file()->service(0)->FindMethodByName("SignIn");
  const harness::Caller nobody = stack().WithoutToken(stack().AdminCaller(Role::kOwner));
  const harness::GenericReply reply = harness::CallByName(nobody, PathOf(*sign_in), "");
  EXPECT_EQ(reply.status.code(), absl::StatusCode::kInvalidArgument) << reply.status;
}

TEST_F(RolesTest, AMethodThatDoesNotExistIsUnimplemented) {
  const harness::GenericReply reply =
      harness::CallByName(stack().App("u1"), "/fudai.campaign.v1.LuckyBagService/OpenAllBags", "");
  EXPECT_EQ(reply.status.code(), absl::StatusCode::kUnimplemented) << reply.status;
}

TEST_F(RolesTest, BytesThatAreNoRequestAreRefused) {
  for (const MethodDescriptor* method : Methods()) {
    for (const Role role : RolesOf(*method)) {
      const harness::GenericReply reply = harness::CallByName(CallerOf(*method, role), PathOf(*method), "\xff\xff\xff");
      EXPECT_EQ(reply.status.code(), absl::StatusCode::kInvalidArgument) << method->full_name() << ": " << reply.status;
    }
  }
}

}  // namespace
}  // namespace fudai::e2e
