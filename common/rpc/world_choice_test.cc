#include "common/rpc/world_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace fudai::rpc {
namespace {

using ::testing::HasSubstr;
using world::World;

TEST(WorldChoiceTest, AJwtIsOfOneWorldAndASessionOfBoth) {
  const auth::Token production{.world = World::kProduction};
  const auth::Token rehearsal{.world = World::kRehearsal};
  const auth::Token session{.session_id = "s"};
  EXPECT_EQ(*ChooseWorld(production, ""), World::kProduction);
  EXPECT_EQ(*ChooseWorld(production, "production"), World::kProduction);
  EXPECT_EQ(*ChooseWorld(rehearsal, ""), World::kRehearsal);
  EXPECT_EQ(*ChooseWorld(rehearsal, "rehearsal"), World::kRehearsal);
  EXPECT_EQ(*ChooseWorld(session, ""), World::kProduction);
  EXPECT_EQ(*ChooseWorld(session, "rehearsal"), World::kRehearsal);

  const absl::Status crossing = ChooseWorld(production, "rehearsal").status();
  EXPECT_EQ(crossing.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_THAT(std::string(crossing.message()), HasSubstr("the token's world is \"production\": call with"));
  EXPECT_EQ(ChooseWorld(rehearsal, "production").status().code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(ChooseWorld(session, "Rehearsal").status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace fudai::rpc
