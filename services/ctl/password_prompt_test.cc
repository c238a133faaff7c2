#include "services/ctl/password_prompt.h"

#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <csignal>
#include <string>
#include <thread>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace fudai::ctl {
namespace {

// A terminal at which another process asks for a password, and exits with 0 if it is "correct horse".
class PasswordPromptTest : public testing::Test {
 protected:
  PasswordPromptTest() {
    EXPECT_EQ(openpty(&user_, &terminal_, nullptr, nullptr, nullptr), 0);
    process_ = fork();
    if (process_ == 0) Ask(terminal_);
  }
  ~PasswordPromptTest() override {
    close(user_);
    close(terminal_);
  }

  [[noreturn]] static void Ask(int terminal) {
    login_tty(terminal);
    Session session(Settings(), {std::cout, std::cerr});
    const absl::StatusOr<std::string> password = AskPassword("password", session);
    _exit(password.ok() && *password == "correct horse" ? 0 : 1);
  }

  bool Shows() const {
    termios settings{};
    EXPECT_EQ(tcgetattr(terminal_, &settings), 0);
    return (settings.c_lflag & ECHO) != 0;
  }
  void AwaitPrompt() const {
    const absl::Time limit = absl::Now() + absl::Seconds(30);
    while (Shows() && absl::Now() < limit) std::this_thread::yield();
    ASSERT_FALSE(Shows());
  }
  void Type(const std::string& keys) const {
    ASSERT_EQ(write(user_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }
  int AwaitEnd() const {
    int ended = 0;
    EXPECT_EQ(waitpid(process_, &ended, 0), process_);
    return ended;
  }

  int user_ = -1;
  int terminal_ = -1;
  pid_t process_ = -1;
};

TEST_F(PasswordPromptTest, HidesWhatIsTyped) {
  AwaitPrompt();
  Type("correct horse\n");
  EXPECT_EQ(AwaitEnd(), 0);
  EXPECT_TRUE(Shows());
}

TEST_F(PasswordPromptTest, CtrlCLeavesTheTerminalAsItWas) {
  AwaitPrompt();
  Type("\x03");
  EXPECT_EQ(WTERMSIG(AwaitEnd()), SIGINT);
  EXPECT_TRUE(Shows());
}

TEST_F(PasswordPromptTest, SoDoesATermination) {
  AwaitPrompt();
  ASSERT_EQ(kill(process_, SIGTERM), 0);
  EXPECT_EQ(WTERMSIG(AwaitEnd()), SIGTERM);
  EXPECT_TRUE(Shows());
}

}  // namespace
}  // namespace fudai::ctl
