// Who may call, where that is not the matter of one JWT: methods open to anyone, and tokens that are revoked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>

#include "common/rpc/testing/server_fixture.h"

namespace fudai::rpc {
namespace {

using ::testing::HasSubstr;

// Every token is that of one session, which a test can end.
class OneSession final : public auth::TokenReader {
 public:
  absl::StatusOr<auth::Token> Read(absl::string_view) const override {
    return auth::Token{.identity = {"user-1", auth::Role::kAppUser},
                       .expires_at = absl::InfiniteFuture(),
                       .session_id = "s1",
                       .revoked = revoked_};
  }
  void End() { *revoked_ = true; }

 private:
  std::shared_ptr<std::atomic<bool>> revoked_ = std::make_shared<std::atomic<bool>>(false);
};

class AccessTest : public testsupport::ServerTest {
 protected:
  const auth::TokenReader* Reader() override { return &session_; }

  OneSession session_;
};

TEST_F(AccessTest, AnyoneMayCallWhatIsOpen) {
  Start({});
  for (const char* authorization : {"", "Bearer x", "nonsense"}) {
    grpc::ClientContext context;
    if (*authorization != 0) context.AddMetadata("authorization", authorization);
    campaign::v1::ListCouponsResponse response;
    const grpc::Status status = coupons_->ListCoupons(&context, campaign::v1::ListCouponsRequest(), &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(response.next_page_token(), "open to anyone");
  }
}

TEST_F(AccessTest, ASessionThatHasEndedIsRefusedAtOnce) {
  Start({});
  const auto get = [&] {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer s1");
    campaign::v1::GetCouponResponse response;
    return GetCoupon(&context, "c1", &response);
  };
  EXPECT_TRUE(get().ok());
  session_.End();
  const grpc::Status refused = get();
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(refused.error_message(), "the session has ended: sign in again");
}

TEST_F(AccessTest, AnOpenStreamEndsWithItsSession) {
  Start({});
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer s1");
  const auto reader = cups_->WatchCup(&context, campaign::v1::WatchCupRequest());
  campaign::v1::WatchCupResponse message;
  ASSERT_TRUE(reader->Read(&message));
  session_.End();
  while (reader->Read(&message)) {
  }
  const grpc::Status status = reader->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_THAT(status.error_message(), HasSubstr("the session has ended: sign in again, and begin the stream anew"));
}

TEST_F(AccessTest, ARowNamesRolesOrIsOpenNeverBoth) {
  std::vector<Method> table = Table();
  table[1].access = Access::kRoles;
  EXPECT_THAT(CheckTable(table).ToString(), HasSubstr("CouponService.ListCoupons names no role"));
  table = Table();
  table[0].access = Access::kAnyone;
  EXPECT_THAT(CheckTable(table).ToString(), HasSubstr("CouponService.GetCoupon names roles, and anyone may call it"));
}

}  // namespace
}  // namespace fudai::rpc
