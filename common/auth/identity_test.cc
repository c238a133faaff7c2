#include "common/auth/identity.h"

#include "gtest/gtest.h"

namespace fudai::auth {
namespace {

TEST(RoleTest, NamesRoundTrip) {
  for (const Role role : kRoles) EXPECT_EQ(ParseRole(RoleName(role)), role);
  EXPECT_EQ(RoleNames(), "app_user, ordering_system, viewer, editor, approver, owner");
  EXPECT_EQ(ParseRole("marketer"), std::nullopt);
  EXPECT_EQ(ParseRole("APP_USER"), std::nullopt);
  EXPECT_EQ(ParseRole(""), std::nullopt);
}

TEST(SubjectTest, IsPrintableAsciiOf1To64Characters) {
  for (const std::string& good :
       {std::string("u"), std::string("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"), std::string(64, '~'), std::string("!")}) {
    EXPECT_TRUE(IsValidSubject(good)) << good;
  }
  for (const std::string& bad : {std::string(), std::string(65, 'u'), std::string("a b"), std::string("a\n"),
                                 std::string("a\x7f"), std::string("用户"), std::string("a\0b", 3)}) {
    EXPECT_FALSE(IsValidSubject(bad)) << bad;
  }
}

}  // namespace
}  // namespace fudai::auth
