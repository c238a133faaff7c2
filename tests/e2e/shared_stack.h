#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "tests/harness/stack.h"

namespace fudai::e2e {

// One stack for all tests of a suite, since starting it takes a second. Tests keep apart by shop, campaign, user and
// order; a test that stops a server starts it again.
class SharedStack : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { StartStack({}); }
  static void StartStack(const harness::StackOptions& options) { stack_ = std::make_unique<harness::Stack>(options); }
  static void TearDownTestSuite() { stack_.reset(); }

  static harness::Stack& stack() { return *stack_; }

 private:
  inline static std::unique_ptr<harness::Stack> stack_;
};

}  // namespace fudai::e2e
