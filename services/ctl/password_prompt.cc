#include "services/ctl/password_prompt.h"

#include <termios.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <iostream>
#include <istream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

// Those that end the program from the terminal or from outside.
constexpr std::array<int, 4> kEndingSignals = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

// The terminal as it was; here, since a signal's handler finds nothing else.
termios before_prompt{};

void ShowAgain() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_prompt); }

// Ends the program as the signal does by itself.
void EndShown(int signal_number) {
  ShowAgain();
  std::signal(signal_number, SIG_DFL);
  std::raise(signal_number);
}

// Keeps a terminal from showing what is typed, for as long as the object lives; one at a time. A signal that ends the
// program meanwhile leaves the terminal as it was.
class Unseen {
 public:
  Unseen() {
    tcgetattr(STDIN_FILENO, &before_prompt);
    for (size_t i = 0; i < kEndingSignals.size(); ++i) {
      handlers_[i] = std::signal(kEndingSignals[i], &EndShown);
      if (handlers_[i] == SIG_IGN) std::signal(kEndingSignals[i], SIG_IGN);
    }
    termios unseen = before_prompt;
    unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;
  ~Unseen() {
    ShowAgain();
    for (size_t i = 0; i < kEndingSignals.size(); ++i) std::signal(kEndingSignals[i], handlers_[i]);
  }

 private:
  std::array<void (*)(int), kEndingSignals.size()> handlers_{};
};

bool IsTerminal(Session& session) { return &session.in() == &std::cin && isatty(STDIN_FILENO) == 1; }

std::string ReadLine(std::istream& in) {
  std::string line;
  std::getline(in, line);
  if (absl::EndsWith(line, "\r")) line.pop_back();
  return line;
}

std::string TypeUnseen(absl::string_view prompt, Session& session) {
  session.err() << prompt << ": " << std::flush;
  const Unseen unseen;
  std::string line = ReadLine(session.in());
  session.err() << "\n";
  return line;
}

}  // namespace

absl::StatusOr<std::string> AskPassword(absl::string_view prompt, Session& session) {
  std::string password = IsTerminal(session) ? TypeUnseen(prompt, session) : ReadLine(session.in());
  if (!password.empty()) return password;
  return UsageError(absl::StrCat(prompt, ": no password was given; type it, or write it to the input as a line"));
}

absl::StatusOr<std::string> AskNewPassword(absl::string_view prompt, Session& session) {
  ASSIGN_OR_RETURN(std::string password, AskPassword(prompt, session));
  if (!IsTerminal(session) || TypeUnseen(absl::StrCat(prompt, ", again"), session) == password) return password;
  return UsageError("the two passwords are not the same");
}

}  // namespace fudai::ctl
