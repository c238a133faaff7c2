#include "common/flags/parse.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <utility>

#include "absl/flags/commandlineflag.h"
#include "absl/flags/reflection.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/version/version.h"

namespace fudai::flags {
namespace {

constexpr int kBadUsage = 2;

// The argument's name: its value may be a URL with a password.
std::string Shown(absl::string_view argument) {
  const size_t mark = argument.find_first_of(":=@");
  if (mark == absl::string_view::npos) return std::string(argument);
  return absl::StrCat(argument.substr(0, mark + 1), "…");
}

absl::Status Wrong(absl::string_view argument, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("\"", Shown(argument), "\": ", what, "; see --help"));
}

bool IsBoolean(const absl::CommandLineFlag* flag) { return flag != nullptr && flag->IsOfType<bool>(); }

absl::Status Set(absl::CommandLineFlag& flag, absl::string_view argument, absl::string_view value) {
  std::string error;
  if (flag.ParseFrom(value, &error)) return absl::OkStatus();
  return Wrong(argument, error.empty() ? "the value does not parse" : error);
}

// Sets the flag that arguments[at] names; moves `at` to its last argument.
absl::Status ParseOne(const std::vector<std::string>& arguments, size_t& at) {
  const std::string& argument = arguments[at];
  absl::string_view name = argument;
  if (!absl::ConsumePrefix(&name, "--"))
    return Wrong(argument, "flags begin with --, and there are no other arguments");
  const size_t equals = name.find('=');
  absl::CommandLineFlag* flag = absl::FindCommandLineFlag(name.substr(0, equals));
  if (flag != nullptr && equals != absl::string_view::npos) return Set(*flag, argument, name.substr(equals + 1));
  if (IsBoolean(flag)) return Set(*flag, argument, "true");
  absl::CommandLineFlag* negated = absl::StartsWith(name, "no") ? absl::FindCommandLineFlag(name.substr(2)) : nullptr;
  if (flag == nullptr && IsBoolean(negated)) return Set(*negated, argument, "false");
  if (flag == nullptr) return Wrong(argument, "there is no such flag");
  if (at + 1 == arguments.size()) return Wrong(argument, "its value is missing");
  return Set(*flag, argument, arguments[++at]);
}

bool Holds(const std::vector<std::string>& arguments, absl::string_view argument) {
  return std::find(arguments.begin(), arguments.end(), argument) != arguments.end();
}

}  // namespace

absl::Status Parse(const std::vector<std::string>& arguments) {
  for (size_t at = 0; at < arguments.size(); ++at) {
    if (absl::Status parsed = ParseOne(arguments, at); !parsed.ok()) return parsed;
  }
  return absl::OkStatus();
}

std::string Help(absl::string_view purpose) {
  std::string help = absl::StrCat(purpose, "\n\nFlags:\n");
  std::map<absl::string_view, const absl::CommandLineFlag*> flags;
  for (const auto& [name, flag] : absl::GetAllFlags()) flags.emplace(name, flag);
  for (const auto& [name, flag] : flags) {
    if (absl::StrContains(flag->Filename(), "absl/")) continue;
    absl::StrAppend(&help, "  --", name, "\n      ", flag->Help(), "; default: \"", flag->DefaultValue(), "\"\n");
  }
  absl::StrAppend(&help, "  --help, --version\n      print this, or the version, and exit\n");
  return help;
}

void ParseOrExit(int argc, char** argv, absl::string_view purpose) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  absl::string_view program = argv[0];
  program.remove_prefix(program.rfind('/') + 1);
  if (Holds(arguments, "--help")) {
    std::cout << Help(purpose) << std::flush;
    std::exit(EXIT_SUCCESS);
  }
  if (Holds(arguments, "--version")) {
    std::cout << program << " " << version::Version() << std::endl;
    std::exit(EXIT_SUCCESS);
  }
  const absl::Status parsed = Parse(arguments);
  if (parsed.ok()) return;
  std::cerr << program << ": " << parsed.message() << std::endl;
  std::exit(kBadUsage);
}

}  // namespace fudai::flags
