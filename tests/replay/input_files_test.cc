#include "tests/replay/input_files.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fudai::replay {
namespace {

using testing::HasSubstr;

constexpr absl::string_view kOrdersHeader = "order_id,user_id,paid_at,amount_cents,items\n";
constexpr absl::string_view kRefundsHeader = "refund_id,order_id,user_id,refunded_at,amount_cents\n";

std::string Write(const std::string& name, absl::string_view header, absl::string_view rows) {
  const std::string path = testing::TempDir() + "/" + name;
  std::ofstream(path) << header << rows;
  return path;
}

Input Read(absl::string_view orders, absl::string_view refunds, int64_t limit = 0) {
  const InputFiles files{.orders = Write("orders.csv", kOrdersHeader, orders),
                         .refunds = Write("refunds.csv", kRefundsHeader, refunds),
                         .limit = limit,
                         .shops = 20};
  auto input = ReadInput(files);
  EXPECT_TRUE(input.ok()) << input.status();
  return *std::move(input);
}

TEST(ReadInputTest, ReadsOrdersAndGuests) {
  const Input input = Read("o1,u1,2024-03-01T10:15:00Z,3870,1\no2,,2024-03-01T10:16:00Z,0,2\n", "");
  ASSERT_EQ(input.orders.size(), 2);
  EXPECT_EQ(input.orders[0].order_id, "o1");
  EXPECT_EQ(input.orders[0].amount_fen, 3870);
  EXPECT_EQ(input.orders[0].paid_at_ms, 1'709'288'100'000);
  EXPECT_EQ(input.orders[0].shop_id, ShopOf("u1", 20));
  EXPECT_EQ(input.orders[1].user_id, "");
  EXPECT_EQ(input.orders[1].shop_id, ShopOf("o2", 20));
  EXPECT_EQ(input.input_rows(), 2);
}

TEST(ReadInputTest, TellsLineColumnValueAndWhatWouldBeRight) {
  const std::string long_id(10'240, 'x');
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"o1,u1,2024-03-01T10:15:00Z,-5,1",
       "column amount_cents is \"-5\"; it must be an integer from 0 to 9007199254740992"},
      {"o1,u1,2024-03-01T10:15:00Z,9007199254740993,1", "column amount_cents is \"9007199254740993\""},
      {"o1,u1,2024-03-01T10:15:00Z,1.5,1", "column amount_cents is \"1.5\""},
      {"o1,u1,2024-03-01T10:15:00Z,5,0", "column items is \"0\"; it must be an integer from 1 to 1000000"},
      {"o1,u1,yesterday,5,1", "column paid_at is \"yesterday\"; it must be an RFC 3339 time"},
      {"o1,u1,12024-03-01T10:15:00Z,5,1", "column paid_at is \"12024-03-01T10:15:00Z\""},
      {"o1,u1,1999-12-31T23:59:59Z,5,1", "it must be an RFC 3339 time of the years 2000 to 2098"},
      {"o1,u1,2150-01-01T00:00:00Z,5,1", "it must be an RFC 3339 time of the years 2000 to 2098"},
      {",u1,2024-03-01T10:15:00Z,5,1", "column order_id is \"\"; it must be 1 to 64 printable ASCII"},
      {"o 1,u1,2024-03-01T10:15:00Z,5,1", "column order_id is \"o 1\""},
      {"o1,福袋,2024-03-01T10:15:00Z,5,1", "column user_id is \"\\xe7\\xa6\\x8f"},
      {long_id + ",u1,2024-03-01T10:15:00Z,5,1", "… (10240 bytes)"},
      {"o1,u1,2024-03-01T10:15:00Z,5", "the row has 4 fields; it must have 5"}};
  for (const auto& [row, message] : cases) {
    const Input input = Read("o0,u0,2024-03-01T10:15:00Z,1,1\n" + row + "\n", "");
    ASSERT_EQ(input.rejected.size(), 1) << row;
    EXPECT_EQ(input.rejected[0].line, 3);
    EXPECT_THAT(input.rejected[0].reason, HasSubstr(message));
    EXPECT_EQ(input.orders.size(), 1);
    EXPECT_EQ(input.input_rows(), 2);
  }
}

TEST(ReadInputTest, KeepsARepeatToTheLetterAndRejectsOtherContents) {
  const Input input = Read(
      "o1,u1,2024-03-01T10:15:00Z,5,1\n"
      "o1,u1,2024-03-01T10:15:00Z,5,1\n"
      "o1,u1,2024-03-01T10:15:00Z,6,1\n",
      "");
  ASSERT_EQ(input.orders.size(), 2);
  EXPECT_FALSE(input.orders[0].repeat);
  EXPECT_TRUE(input.orders[1].repeat);
  ASSERT_EQ(input.rejected.size(), 1);
  EXPECT_EQ(input.rejected[0].line, 4);
  EXPECT_EQ(input.rejected[0].reason,
            "column order_id is \"o1\", which line 2 gave to an order with other contents; it must be unique");
}

TEST(ReadInputTest, AccountsForEveryRefundRow) {
  const Input input = Read(
      "o1,u1,2024-03-01T10:15:00Z,5,1\n"
      "o2,u2,2024-03-01T10:15:00Z,5,1\n",
      "r1,o1,u1,2024-03-02T10:15:00Z,5\n"       // taken
      "r1,o1,u1,2024-03-02T10:15:00Z,5\n"       // repeat
      "r1,o1,u1,2024-03-02T10:15:00Z,4\n"       // other contents
      "r2,,u1,2024-03-02T10:15:00Z,5\n"         // unmatched
      "r3,o2,u2,2024-03-02T10:15:00Z,5\n"       // beyond the limit
      "r4,o1,u9,2024-03-02T10:15:00Z,5\n"       // not the buyer
      "r5,unknown,u9,2024-03-02T10:15:00Z,5\n"  // of an order that no row reports: taken
      ,
      1);
  EXPECT_EQ(input.orders.size(), 1);
  EXPECT_EQ(input.refunds.size(), 2);
  EXPECT_EQ(input.repeated_refunds, 1);
  EXPECT_EQ(input.unmatched_refunds, 1);
  EXPECT_EQ(input.refunds_beyond_limit, 1);
  ASSERT_EQ(input.rejected.size(), 2);
  EXPECT_EQ(input.rejected[1].reason, "column user_id is \"u9\"; it must be \"u1\", the buyer of order o1");
  EXPECT_EQ(input.input_rows(), 8);
}

TEST(ReadInputTest, NamesTheFileThatLacksAColumn) {
  const std::string path = Write("odd.csv", "order_id,user_id\n", "");
  const auto input = ReadInput({.orders = path, .shops = 1});
  EXPECT_EQ(input.status().message(),
            path + ": line 1: there is no column \"paid_at\"; the columns are: order_id, user_id");
}

class RealDataTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(Data(""))) GTEST_SKIP() << "there is no " << Data("") << " beside the checkout";
  }

  static std::string Data(const std::string& name) {
    const std::filesystem::path root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
    return (root.parent_path() / "shared" / "data" / name).string();
  }
};

TEST_F(RealDataTest, CoffeeVendingIsReadToTheLastRow) {
  const auto input = ReadInput({.orders = Data("orders_coffee_vending.csv.gz"), .shops = 20});
  ASSERT_TRUE(input.ok()) << input.status();
  EXPECT_EQ(input->input_rows(), 3'636);
  EXPECT_EQ(input->orders.size(), 3'636);
}

TEST_F(RealDataTest, OnlineRetailIsReadToTheLastRow) {
  const auto input = ReadInput(
      {.orders = Data("orders_online_retail.csv.gz"), .refunds = Data("refunds_online_retail.csv.gz"), .shops = 20});
  ASSERT_TRUE(input.ok()) << input.status();
  EXPECT_EQ(input->input_rows(), 18'532 + 4'630);
  EXPECT_EQ(input->orders.size(), 18'532);
  EXPECT_EQ(input->unmatched_refunds, 768);
  EXPECT_EQ(input->refunds.size(), 141 + 3'721);
  EXPECT_TRUE(input->rejected.empty());
}

}  // namespace
}  // namespace fudai::replay
