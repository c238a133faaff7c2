#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/campaign_rules/campaign_rules.h"
#include "common/campaign_rules/valid_spec.h"

namespace fudai::campaign_rules {
namespace {

using campaign::v1::CampaignSpec;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Finding> FindingsOfName(const char* name) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_templates(1)->set_display_name(name);
  return Validate(spec, ValidNow());
}

struct Name {
  const char* name;
  const char* rule;
};

class PromiseTest : public ::testing::TestWithParam<Name> {};

TEST_P(PromiseTest, IsRefusedUnderItsRule) {
  const std::vector<Finding> findings = FindingsOfName(GetParam().name);
  ASSERT_THAT(findings, SizeIs(1)) << GetParam().name << "\n" << Describe(findings);
  EXPECT_EQ(findings[0].severity, Severity::kError);
  EXPECT_EQ(findings[0].field, "templates[1].display_name");
  EXPECT_EQ(findings[0].rule, GetParam().rule);
}

INSTANTIATE_TEST_SUITE_P(
    Names, PromiseTest,
    ::testing::Values(Name{"分享到朋友圈领券", "wechat.moments-reward"},
                      Name{"朋 友　圈 专享", "wechat.moments-reward"},
                      Name{"Post to Moments, drink free", "wechat.moments-reward"},
                      Name{"分享即得5元", "wechat.share-reward"}, Name{"分享到微信群后就送拿铁", "wechat.share-reward"},
                      Name{"轉發有禮", "wechat.share-reward"}, Name{"先分享装，再分享得券", "wechat.share-reward"},
                      Name{"Share to get a latte", "wechat.share-reward"},
                      Name{"5 yuan for sharing", "wechat.share-reward"}, Name{"点一下就有钱", "wechat.visit-gain"},
                      Name{"浏览即领", "wechat.visit-gain"}, Name{"Just visit: 5 yuan", "wechat.visit-gain"},
                      Name{"手气最佳", "wechat.random-gain"}, Name{"随机立减", "wechat.random-gain"},
                      Name{"LUCKY  DRAW", "wechat.random-gain"}, Name{"ＬＵＣＫＹ　ＤＲＡＷ", "wechat.random-gain"},
                      Name{"ｌｕｃｋｙ－ｄｒａｗ", "wechat.random-gain"}, Name{"lucky-draw", "wechat.random-gain"},
                      Name{"lucky_\u2013 draw", "wechat.random-gain"}, Name{"分享，即得5元", "wechat.share-reward"},
                      Name{"咖啡盲盒", "wechat.undisclosed"}, Name{"Mystery gift", "wechat.undisclosed"}));

TEST(ComplianceTest, LetsNamesPassThatPromiseNothingForbidden) {
  for (const char* name : {"春日福袋", "分享装拿铁", "值得分享的咖啡", "与好友分享一杯", "分享快乐，送你福袋",
                           "点击领取", "Lucky bag", "A moment of rest", "The second cup on the house",
                           "Coffee to share", "Ｌｕｃｋｙ　ｂａｇ", "\xff\xfe", "\xef\xbc", "\xef\xbc\x80"}) {
    EXPECT_THAT(FindingsOfName(name), IsEmpty()) << name;
  }
}

TEST(ComplianceTest, TakesEqualNamesOfEqualValues) { EXPECT_THAT(FindingsOfName("latte"), IsEmpty()); }

TEST(ComplianceTest, TakesABagWhoseBestIsTenTimesTheLeast) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_trigger()->set_min_amount_fen(100'000);
  spec.mutable_templates(0)->set_value_fen(3000);
  EXPECT_THAT(Validate(spec, ValidNow()), IsEmpty());
  spec.mutable_templates(2)->set_value_fen(30'000);  // The free coffee is no chance: a full cup always becomes one.
  spec.mutable_trigger()->set_min_amount_fen(1'000'000);
  EXPECT_THAT(Validate(spec, ValidNow()), IsEmpty());
}

}  // namespace
}  // namespace fudai::campaign_rules
