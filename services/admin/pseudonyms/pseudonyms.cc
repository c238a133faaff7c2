#include "services/admin/pseudonyms/pseudonyms.h"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "absl/strings/escaping.h"

namespace fudai::pseudonyms {
namespace {

constexpr absl::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int kLength = 12;
constexpr int kBitsOfDigit = 5;

}  // namespace

Pseudonyms::Pseudonyms(soci::session& sql) {
  const std::string name = kKeyFact;
  std::string digits;
  sql << "SELECT value FROM facts WHERE name = :name", soci::use(name), soci::into(digits);
  key_ = absl::HexStringToBytes(digits);
}

std::string Pseudonyms::Of(absl::string_view user_id) const {
  std::array<uint8_t, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(user_id.data()), user_id.size(),
                     reinterpret_cast<const unsigned char*>(key_.data()), key_.size());
  uint64_t bits = 0;
  for (size_t i = 0; i < sizeof(bits); ++i) bits = bits << 8 | hash[i];
  std::string pseudonym = "u-";
  for (int i = 0; i < kLength; ++i, bits >>= kBitsOfDigit) pseudonym.push_back(kDigits[bits % kDigits.size()]);
  return pseudonym;
}

std::string NewKey() {
  std::string key(crypto_generichash_KEYBYTES, '\0');
  randombytes_buf(key.data(), key.size());
  return absl::BytesToHexString(key);
}

}  // namespace fudai::pseudonyms
