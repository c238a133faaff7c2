#include "common/budget/conservation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fudai::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A cap of 1000: 400 lent to partition 3, of which 100 came back; there 250 were issued and 50 of them returned.
Books Sample() {
  Books books;
  books.before.limit_fen = 1'000;
  books.before.left_fen = 700;
  books.before.granted_fen[3] = 400;
  books.before.called_back_fen[3] = 100;
  books.after = books.before;
  books.escrows[3] = {.received_fen = 400, .issued_fen = 250, .returned_fen = 50, .recalled_fen = 100};
  return books;
}

int64_t Sum(const Conservation& law) {
  return law.account_fen + law.escrow_fen + law.issued_fen - law.returned_fen + law.moving_fen;
}

TEST(ConservationTest, NamesEachTerm) {
  const Conservation law = Check(Sample());
  EXPECT_THAT(law.faults, IsEmpty());
  EXPECT_EQ(law.limit_fen, 1'000);
  EXPECT_EQ(law.account_fen, 700);
  EXPECT_EQ(law.escrow_fen, 100);
  EXPECT_EQ(law.issued_fen, 250);
  EXPECT_EQ(law.returned_fen, 50);
  EXPECT_EQ(law.moving_fen, 0);
  EXPECT_EQ(Sum(law), law.limit_fen);
}

TEST(ConservationTest, WhatIsOnItsWayIsMoving) {
  Books books = Sample();
  books.escrows[3].received_fen -= 30;
  books.escrows[3].recalled_fen += 20;
  const Conservation law = Check(books);
  EXPECT_THAT(law.faults, IsEmpty());
  EXPECT_EQ(law.moving_fen, 30 + 20);
  EXPECT_EQ(Sum(law), law.limit_fen);
}

TEST(ConservationTest, AnAccountThatMovesBetweenItsReadingsBreaksNothing) {
  Books books = Sample();
  books.after.granted_fen[3] += 200;
  books.after.left_fen -= 200;
  books.escrows[3].received_fen += 200;
  EXPECT_THAT(Check(books).faults, IsEmpty()) << "lent and received after the first reading";
  books.after.called_back_fen[3] += 60;
  books.after.left_fen += 60;
  EXPECT_THAT(Check(books).faults, IsEmpty())
      << "given up after the escrow was read, and called back before the second";
}

TEST(ConservationTest, AnAccountThatDoesNotAddUpIsAFault) {
  Books books = Sample();
  ++books.after.left_fen;
  EXPECT_THAT(Check(books).faults,
              ElementsAre("the account has 701 fen left and 300 lent out, which is not its limit of 1000"));
}

TEST(ConservationTest, MoreIssuedThanReceivedIsAFault) {
  Books books = Sample();
  books.escrows[3].issued_fen += 101;
  EXPECT_THAT(Check(books).faults, ElementsAre("partition 3 has issued 1 fen more than it has received"));
}

TEST(ConservationTest, MoreReceivedThanGrantedIsAFault) {
  Books books = Sample();
  ++books.escrows[3].received_fen;
  EXPECT_THAT(Check(books).faults, ElementsAre("partition 3 has received 401 fen of 400 granted"));
}

TEST(ConservationTest, MoreCalledBackThanGivenUpIsAFault) {
  Books books = Sample();
  --books.escrows[3].recalled_fen;
  EXPECT_THAT(Check(books).faults, ElementsAre("partition 3 gave up 99 fen, and 100 were called back"));
}

}  // namespace
}  // namespace fudai::budget
