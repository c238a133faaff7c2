#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/ctl/fake_servers.h"

namespace fudai::ctl {
namespace {

using testing::HasSubstr;
using testing::Not;

class BudgetCommandsTest : public CommandTest {
 protected:
  admin::v1::CapBalance& AddBalance(const std::string& cap) {
    admin::v1::CapBalance& balance = *budgets_.verify.response.add_balances();
    balance.set_cap(cap);
    balance.set_limit_fen(500);
    return balance;
  }
};

TEST_F(BudgetCommandsTest, VerifyNamesEachFaultOnceAndFails) {
  AddBalance("campaign").set_ledger_issued_fen(0);
  admin::v1::CapBalance& broken = AddBalance("day 2026-11-21");
  for (const char* fault : {"the account has 5 fen left", "the account has 5 fen left", "partition 3 has lost 1 fen"})
    broken.add_faults(fault);
  EXPECT_EQ(Fudai({"budgets", "verify", "summer"}), 1);
  EXPECT_EQ(out(),
            "holds           no\n"
            "pending events  0\n"
            "balances\n"
            "  cap             limit  account  escrow  issued  ledger issued  returned  moving\n"
            "  campaign        ¥5.00    ¥0.00   ¥0.00   ¥0.00          ¥0.00     ¥0.00   ¥0.00\n"
            "  day 2026-11-21  ¥5.00    ¥0.00   ¥0.00   ¥0.00                    ¥0.00   ¥0.00\n"
            "day 2026-11-21: the account has 5 fen left\n"
            "day 2026-11-21: partition 3 has lost 1 fen\n");
  EXPECT_EQ(err(), "fudai budgets verify: the law does not hold for 1 of 2 caps\n");
  EXPECT_EQ(Fudai({"budgets", "verify", "summer", "--json"}), 1);
  EXPECT_THAT(out(), HasSubstr("\"holds\": false"));
  EXPECT_THAT(out(), Not(HasSubstr("day 2026-11-21: ")));
}

TEST_F(BudgetCommandsTest, VerifySucceedsWhereTheLawHolds) {
  AddBalance("campaign");
  budgets_.verify.response.set_holds(true);
  EXPECT_EQ(Fudai({"budgets", "verify", "summer"}), 0) << err();
  EXPECT_THAT(out(), HasSubstr("holds           yes\n"));
}

TEST_F(BudgetCommandsTest, VerifySaysWhenTheLedgerIsBehind) {
  budgets_.verify.response.set_holds(true);
  budgets_.verify.response.set_pending_events(7);
  EXPECT_EQ(Fudai({"budgets", "verify", "summer"}), 0);
  EXPECT_THAT(err(), HasSubstr("the ledger is 7 events behind, and nothing was held against it: ask again"));
}

TEST_F(BudgetCommandsTest, ShowsCapsInOneZoneAndSaysWhenThereAreNone) {
  budgets_.get.response.mutable_as_of_time()->set_seconds(1'777'597'920);
  budgets_.get.response.set_time_zone("Asia/Shanghai");
  EXPECT_EQ(Fudai({"budgets", "show", "summer"}), 0) << err();
  EXPECT_EQ(out(), "as of time     2026-05-01 01:12:00Z\ndays begin in  Asia/Shanghai\nno caps\n");
  admin::v1::CapUse& use = *budgets_.get.response.add_caps();
  use.set_cap("campaign");
  use.set_last_hour_fen_per_hour(3600);
  use.mutable_exhaustion()->mutable_estimated_time()->set_seconds(1'777'597'920);
  EXPECT_EQ(Fudai({"budgets", "show", "summer", "--time_zone", "Asia/Shanghai"}), 0) << err();
  EXPECT_EQ(out(),
            "as of time     2026-05-01 09:12:00+08:00\n"
            "days begin in  Asia/Shanghai\n"
            "caps\n"
            "  cap       limit  given  returned   left  exhausted  last hour        last day        estimated time\n"
            "  campaign  ¥0.00  ¥0.00     ¥0.00  ¥0.00  no         ¥36.00 per hour  ¥0.00 per hour  "
            "2026-05-01 09:12:00+08:00\n");
}

}  // namespace
}  // namespace fudai::ctl
