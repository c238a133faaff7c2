#include "common/sharecode/share_codec.h"

#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fudai::sharecode {
namespace {

using ::testing::HasSubstr;

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr uint64_t kBagNumberMask = (uint64_t{1} << 48) - 1;

config::v1::KeyFile KeyFileOf(const std::vector<std::pair<int, std::string>>& keys) {
  config::v1::KeyFile file;
  for (const auto& [id, secret] : keys) {
    config::v1::ShareCodeKey& key = *file.add_share_code_keys();
    key.set_key_id(id);
    key.set_secret(secret);
  }
  return file;
}

std::string Secret(char fill) { return std::string(32, fill); }

ShareCodec CodecOf(const std::vector<std::pair<int, std::string>>& keys) {
  return ShareCodec::Create(KeyFileOf(keys)).value();
}

ShareCodec Codec() { return CodecOf({{3, Secret('s')}}); }

TEST(ShareCodecTest, RoundTripsTheEdges) {
  const ShareCodec codec = Codec();
  for (const BagAddress address :
       {BagAddress{0, 0}, BagAddress{255, kBagNumberMask}, BagAddress{0, kBagNumberMask}, BagAddress{255, 0}}) {
    EXPECT_EQ(codec.Decode(codec.Encode(address)), address);
  }
}

TEST(ShareCodecTest, RoundTripsAnyAddressWithinTheAlphabetAndLength) {
  const ShareCodec codec = Codec();
  std::mt19937_64 random(1);
  for (int i = 0; i < 10'000; ++i) {
    const BagAddress address{static_cast<uint8_t>(random()), random() & kBagNumberMask};
    const std::string code = codec.Encode(address);
    ASSERT_EQ(code.size(), ShareCodec::kCodeLength);
    ASSERT_EQ(code.find_first_not_of(kAlphabet), std::string::npos) << code;
    ASSERT_EQ(codec.Decode(code), address) << code;
  }
}

TEST(ShareCodecTest, IsAFunctionOfAddressAndKey) {
  const BagAddress address{7, 42};
  EXPECT_EQ(Codec().Encode(address), Codec().Encode(address));
  EXPECT_NE(Codec().Encode(address), CodecOf({{3, Secret('t')}}).Encode(address));
}

TEST(ShareCodecTest, KeepsItsFormat) { EXPECT_EQ(Codec().Encode({7, 42}), "E5ajh9I0QM5sOMIEABeasZ_siRldBM-n"); }

TEST(ShareCodecTest, RefusesEverySingleCharacterMutation) {
  const ShareCodec codec = Codec();
  const std::string code = codec.Encode({7, 42});
  for (size_t position = 0; position < code.size(); ++position) {
    for (int replacement = 0; replacement < 256; ++replacement) {
      std::string mutant = code;
      mutant[position] = static_cast<char>(replacement);
      ASSERT_EQ(codec.Decode(mutant).has_value(), mutant == code) << position << " " << replacement;
    }
  }
}

TEST(ShareCodecTest, RefusesOtherLengthsAndOddInput) {
  const ShareCodec codec = Codec();
  const std::string code = codec.Encode({7, 42});
  for (size_t length = 0; length < code.size(); ++length) EXPECT_EQ(codec.Decode(code.substr(0, length)), std::nullopt);
  for (const std::string& odd : {code + "A", code + "=", " " + code, code + code, std::string(32, '\0'),
                                 std::string(32, 'A'), std::string(10'240, 'x'), std::string("中文")}) {
    EXPECT_EQ(codec.Decode(odd), std::nullopt) << odd;
  }
}

TEST(ShareCodecTest, RefusesRandomCodesWithAValidHeader) {
  const ShareCodec codec = Codec();
  const std::string code = codec.Encode({7, 42});
  std::mt19937_64 random(2);
  for (int i = 0; i < 10'000; ++i) {
    std::string forged = code;
    for (size_t position = 2; position < forged.size(); ++position) forged[position] = kAlphabet[random() % 64];
    ASSERT_EQ(codec.Decode(forged), std::nullopt) << forged;
  }
}

TEST(ShareCodecTest, RotatesKeys) {
  const BagAddress address{9, 1234};
  const std::string old_code = CodecOf({{0, Secret('o')}}).Encode(address);
  const ShareCodec both = CodecOf({{1, Secret('n')}, {0, Secret('o')}});
  const ShareCodec only_new = CodecOf({{1, Secret('n')}});
  EXPECT_EQ(both.Decode(old_code), address);
  EXPECT_EQ(both.Encode(address), only_new.Encode(address));
  EXPECT_EQ(only_new.Decode(old_code), std::nullopt);
}

TEST(ShareCodecTest, RefusesAnotherKeyUnderTheSameId) {
  EXPECT_EQ(Codec().Decode(CodecOf({{3, Secret('t')}}).Encode({7, 42})), std::nullopt);
}

TEST(ShareCodecTest, RefusesTheOtherWorldsCodes) {
  const config::v1::KeyFile keys = KeyFileOf({{3, Secret('s')}});
  const ShareCodec production = ShareCodec::Create(keys).value();
  const ShareCodec rehearsal = ShareCodec::Create(keys, world::World::kRehearsal).value();
  const BagAddress address{7, 42};
  EXPECT_EQ(rehearsal.Decode(rehearsal.Encode(address)), address);
  EXPECT_EQ(rehearsal.Decode(production.Encode(address)), std::nullopt);
  EXPECT_EQ(production.Decode(rehearsal.Encode(address)), std::nullopt);
}

TEST(ShareCodecTest, NeighboursShareNothingBeyondTheHeader) {
  const ShareCodec codec = Codec();
  std::set<std::string> prefixes;
  std::set<std::string> suffixes;
  for (uint64_t bag = 0; bag < 1000; ++bag) {
    const std::string code = codec.Encode({7, bag});
    prefixes.insert(code.substr(2, 8));
    suffixes.insert(code.substr(24, 8));
  }
  EXPECT_EQ(prefixes.size(), 1000);
  EXPECT_EQ(suffixes.size(), 1000);
}

struct BadKeys {
  std::vector<std::pair<int, std::string>> keys;
  std::string complaint;
};

TEST(ShareCodecTest, RefusesBadKeys) {
  const std::vector<BadKeys> cases = {
      {{}, "there are 0, need one or two"},
      {{{0, Secret('a')}, {1, Secret('b')}, {2, Secret('c')}}, "there are 3, need one or two"},
      {{{-1, Secret('a')}}, "key_id -1 is not within 0 to 15"},
      {{{16, Secret('a')}}, "key_id 16 is not within 0 to 15"},
      {{{4, Secret('a')}, {4, Secret('b')}}, "key_id 4 occurs twice"},
      {{{4, "short"}}, "the secret of key_id 4 has 5 bytes, need 32"},
  };
  for (const BadKeys& bad : cases) {
    const absl::Status status = ShareCodec::Create(KeyFileOf(bad.keys)).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr(bad.complaint));
  }
}

}  // namespace
}  // namespace fudai::sharecode
