// Forged and mangled share codes: one and the same answer, whatever is wrong with them.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"

namespace fudai::e2e {
namespace {

using campaign::v1::LuckyBagService;

class ShareCodeTest : public SharedStack {
 protected:
  static absl::Status Look(const std::string& code) {
    campaign::v1::GetBagRequest request;
    request.set_share_code(code);
    return stack().App("guesser").Call(&LuckyBagService::Stub::GetBag, request).status();
  }
  static absl::Status List(const std::string& code) {
    campaign::v1::ListBagOpeningsRequest request;
    request.set_share_code(code);
    return stack().App("guesser").Call(&LuckyBagService::Stub::ListBagOpenings, request).status();
  }
};

// Every single character changed, each to another of the alphabet; cut, lengthened, empty, and made up.
std::vector<std::string> Forgeries(const std::string& genuine) {
  std::vector<std::string> forgeries = {"",
                                        "x",
                                        genuine.substr(1),
                                        genuine + "A",
                                        std::string(genuine.size(), 'A'),
                                        std::string(10000, 'A'),
                                        std::string(31, '-') + "\n"};
  for (size_t i = 0; i < genuine.size(); ++i) {
    std::string changed = genuine;
    changed[i] = genuine[i] == 'A' ? 'B' : 'A';
    forgeries.push_back(changed);
  }
  return forgeries;
}

TEST_F(ShareCodeTest, ForgeriesGetOneAndTheSameAnswer) {
  stack().Publish("codes", harness::CampaignAt("shop"));
  const campaign::v1::GivenBag bag = harness::GiveBag(stack(), harness::Order("o1", "sharer", "shop"));
  ASSERT_TRUE(Look(bag.share_code()).ok());
  std::set<std::string> answers;
  for (const std::string& forgery : Forgeries(bag.share_code())) {
    for (const absl::Status& status :
         {Look(forgery), List(forgery), harness::OpenBag(stack(), "guesser", forgery).status()}) {
      EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << forgery;
      answers.emplace(status.message());
    }
  }
  EXPECT_EQ(answers.size(), 1u) << "an answer that differs tells a guesser something";
  EXPECT_EQ(harness::OpenBag(stack(), "guesser", bag.share_code())->remaining(), 2) << "nothing was taken";
}

TEST_F(ShareCodeTest, ACodeOfAnotherChainsKeysOpensNothing) {
  harness::Stack other;
  other.Publish("codes", harness::CampaignAt("shop"));
  const campaign::v1::GivenBag foreign = harness::GiveBag(other, harness::Order("o1", "sharer", "shop"));
  EXPECT_EQ(Look(foreign.share_code()).code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace fudai::e2e
