#include "services/admin/people/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::people {
namespace {

constexpr int kThreads = 2;
constexpr int kMostWaiting = 64;
constexpr size_t kFewestCharacters = 10;
constexpr size_t kMostCharacters = 128;

// Characters of UTF-8: all bytes but those that continue one.
size_t CountCharacters(absl::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

}  // namespace

absl::Status CheckPassword(absl::string_view field, absl::string_view password, absl::string_view name) {
  const size_t characters = CountCharacters(password);
  if (characters < kFewestCharacters || characters > kMostCharacters) {
    return absl::InvalidArgumentError(absl::StrCat(field, " has ", characters, " characters; it should have ",
                                                   kFewestCharacters, " to ", kMostCharacters));
  }
  if (!absl::EqualsIgnoreCase(password, name)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(field, " is the person's name; it should be another"));
}

// A call's place among those that wait or are served; empty where there is none.
class PasswordHasher::Place {
 public:
  explicit Place(std::atomic<int>* waiting) : waiting_(waiting) { taken_ = ++*waiting_ <= kMostWaiting; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() { --*waiting_; }

  absl::Status status() const {
    if (taken_) return absl::OkStatus();
    return absl::ResourceExhaustedError(
        absl::StrCat("the server checks ", kMostWaiting, " passwords at once already; try again in 5 s"));
  }

 private:
  std::atomic<int>* waiting_;
  bool taken_;
};

PasswordHasher::PasswordHasher(PasswordCost cost) : cost_(cost), threads_(kThreads) {
  // Fails only where there is no memory; then an unknown name is told from a wrong password by its time.
  if (absl::StatusOr<std::string> hash = HashNow("the password of nobody"); hash.ok()) hash_of_none_ = *std::move(hash);
}

absl::StatusOr<std::string> PasswordHasher::HashNow(const std::string& password) const {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost_.passes, cost_.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) == 0) {
    return std::string(hash.data());
  }
  return absl::ResourceExhaustedError(
      absl::StrCat("there is no memory to hash a password; ", cost_.memory_bytes >> 20, " MiB should be free"));
}

async::Task<absl::StatusOr<std::string>> PasswordHasher::Hash(async::Loop* loop, std::string password) {
  const Place place(&waiting_);
  CO_RETURN_IF_ERROR(place.status());
  auto work = [&] { return HashNow(password); };
  co_return co_await threads_.Run(*loop, work);
}

async::Task<absl::StatusOr<bool>> PasswordHasher::Matches(async::Loop* loop, std::string hash, std::string password) {
  const Place place(&waiting_);
  CO_RETURN_IF_ERROR(place.status());
  auto work = [&] {
    const std::string& against = hash.empty() ? hash_of_none_ : hash;
    const bool matches = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return matches && !hash.empty();
  };
  co_return co_await threads_.Run(*loop, work);
}

}  // namespace fudai::people
