#include "common/sharecode/share_codec.h"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::sharecode {
namespace {

constexpr uint8_t kVersion = 1;
constexpr size_t kTagSize = 16;
constexpr size_t kAddressSize = 7;
constexpr size_t kSecretSize = crypto_kdf_KEYBYTES;
constexpr int kMaxKeys = 2;
constexpr int kMaxKeyId = 15;
// What a world's keys are derived for.
using KdfContext = char[crypto_kdf_CONTEXTBYTES + 1];
constexpr KdfContext kProductionContext = "sharecod";
constexpr KdfContext kRehearsalContext = "rehearse";

using Tag = std::array<uint8_t, kTagSize>;
using AddressBytes = std::array<uint8_t, kAddressSize>;

// A code's bytes, field by field.
struct CodeBytes {
  uint8_t header;
  Tag tag;
  AddressBytes sealed;
};
static_assert(sizeof(CodeBytes) == 24);

AddressBytes ToBytes(const BagAddress& address) {
  AddressBytes bytes;
  bytes[0] = address.partition;
  for (size_t i = 1; i < kAddressSize; ++i)
    bytes[i] = static_cast<uint8_t>(address.bag_number >> (8 * (kAddressSize - 1 - i)));
  return bytes;
}

BagAddress FromBytes(const AddressBytes& bytes) {
  BagAddress address{.partition = bytes[0]};
  for (size_t i = 1; i < kAddressSize; ++i) address.bag_number = address.bag_number << 8 | bytes[i];
  return address;
}

Tag TagOf(const std::array<uint8_t, 32>& tag_key, uint8_t header, const AddressBytes& address) {
  std::array<uint8_t, 1 + kAddressSize> message;
  message[0] = header;
  std::copy(address.begin(), address.end(), message.begin() + 1);
  Tag tag;
  crypto_generichash(tag.data(), tag.size(), message.data(), message.size(), tag_key.data(), tag_key.size());
  return tag;
}

// Seals and opens alike.
AddressBytes ApplyStream(const std::array<uint8_t, 32>& stream_key, const Tag& tag, const AddressBytes& input) {
  std::array<uint8_t, crypto_stream_xchacha20_NONCEBYTES> nonce{};
  std::copy(tag.begin(), tag.end(), nonce.begin());
  AddressBytes output;
  crypto_stream_xchacha20_xor(output.data(), input.data(), input.size(), nonce.data(), stream_key.data());
  return output;
}

// The six bits of each base64url character; negative for all other bytes.
constexpr std::array<int32_t, 256> kSixBits = [] {
  constexpr absl::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::array<int32_t, 256> bits{};
  bits.fill(-1);
  for (size_t i = 0; i < kAlphabet.size(); ++i) bits[static_cast<uint8_t>(kAlphabet[i])] = static_cast<int32_t>(i);
  return bits;
}();

// The bytes of `code` if it has the right length and alphabet; otherwise zeros, and `*well_formed` is false. Not by
// libsodium: its decoder stops at the first wrong character, and its version 1.0.18 takes some bytes above 0x7f for
// characters of the alphabet.
CodeBytes Unpack(absl::string_view code, bool* well_formed) {
  std::array<char, ShareCodec::kCodeLength> text{};
  const bool right_length = code.size() == text.size();
  if (right_length) std::copy(code.begin(), code.end(), text.begin());
  std::array<uint8_t, sizeof(CodeBytes)> bytes;
  int32_t wrong = 0;
  for (size_t in = 0, out = 0; in < text.size(); in += 4, out += 3) {
    int32_t group = 0;
    for (size_t i = in; i < in + 4; ++i) {
      const int32_t six_bits = kSixBits[static_cast<uint8_t>(text[i])];
      wrong |= six_bits;
      group = group << 6 | (six_bits & 63);
    }
    for (size_t i = 0; i < 3; ++i) bytes[out + i] = static_cast<uint8_t>(group >> (16 - 8 * i));
  }
  *well_formed = right_length & (wrong >= 0);
  return *well_formed ? std::bit_cast<CodeBytes>(bytes) : CodeBytes{};
}

absl::Status Check(const config::v1::KeyFile& key_file) {
  const int count = key_file.share_code_keys_size();
  if (count < 1 || count > kMaxKeys) {
    return absl::InvalidArgumentError(absl::StrCat("share_code_keys: there are ", count, ", need one or two"));
  }
  std::set<int> ids;
  for (const config::v1::ShareCodeKey& key : key_file.share_code_keys()) {
    if (key.key_id() < 0 || key.key_id() > kMaxKeyId) {
      return absl::InvalidArgumentError(
          absl::StrCat("share_code_keys: key_id ", key.key_id(), " is not within 0 to ", kMaxKeyId));
    }
    if (!ids.insert(key.key_id()).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("share_code_keys: key_id ", key.key_id(), " occurs twice, ids must differ"));
    }
    if (key.secret().size() != kSecretSize) {
      return absl::InvalidArgumentError(absl::StrCat("share_code_keys: the secret of key_id ", key.key_id(), " has ",
                                                     key.secret().size(), " bytes, need ", kSecretSize));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ShareCodec> ShareCodec::Create(const config::v1::KeyFile& key_file, world::World world) {
  RETURN_IF_ERROR(Check(key_file));
  if (sodium_init() < 0) return absl::InternalError("libsodium cannot start");
  std::vector<Key> keys;
  for (const config::v1::ShareCodeKey& key : key_file.share_code_keys())
    keys.push_back(Derive(key.key_id(), key.secret(), world));
  std::string random(kSecretSize, '\0');
  randombytes_buf(random.data(), random.size());
  return ShareCodec(std::move(keys), Derive(0, random, world));
}

ShareCodec::Key ShareCodec::Derive(int key_id, absl::string_view secret, world::World world) {
  const char* context = world == world::World::kRehearsal ? kRehearsalContext : kProductionContext;
  const auto* master = reinterpret_cast<const uint8_t*>(secret.data());
  Key key{.header = static_cast<uint8_t>(kVersion << 4 | key_id)};
  crypto_kdf_derive_from_key(key.tag_key.data(), key.tag_key.size(), 1, context, master);
  crypto_kdf_derive_from_key(key.stream_key.data(), key.stream_key.size(), 2, context, master);
  return key;
}

const ShareCodec::Key& ShareCodec::KeyFor(uint8_t header) const {
  const Key* found = &dummy_;
  for (const Key& key : keys_) found = key.header == header ? &key : found;
  return *found;
}

std::string ShareCodec::Encode(const BagAddress& address) const {
  assert(address.bag_number >> 48 == 0);
  const Key& key = keys_.front();
  const AddressBytes plain = ToBytes(address);
  CodeBytes bytes{.header = key.header, .tag = TagOf(key.tag_key, key.header, plain)};
  bytes.sealed = ApplyStream(key.stream_key, bytes.tag, plain);
  std::array<char, kCodeLength + 1> text;
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const uint8_t*>(&bytes), sizeof(bytes),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return std::string(text.data(), kCodeLength);
}

std::optional<BagAddress> ShareCodec::Decode(absl::string_view code) const {
  bool well_formed = false;
  const CodeBytes bytes = Unpack(code, &well_formed);
  const Key& key = KeyFor(bytes.header);
  const AddressBytes plain = ApplyStream(key.stream_key, bytes.tag, bytes.sealed);
  const Tag expected = TagOf(key.tag_key, key.header, plain);
  const bool genuine = sodium_memcmp(expected.data(), bytes.tag.data(), kTagSize) == 0;
  if (!(genuine & well_formed & (&key != &dummy_))) return std::nullopt;
  return FromBytes(plain);
}

}  // namespace fudai::sharecode
