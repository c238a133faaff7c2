#include "services/ctl/password_prompt.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <istream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

// Keeps a terminal from showing what is typed, for as long as the object lives.
class Unseen {
 public:
  Unseen() {
    tcgetattr(STDIN_FILENO, &before_);
    termios unseen = before_;
    unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;
  ~Unseen() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

 private:
  termios before_{};
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
