#include "services/admin/wiring/admin_server.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <thread>

#include "common/async/loop.h"
#include "common/auth/key_file.h"
#include "common/partition/store.h"
#include "common/process/termination.h"
#include "common/testing/postgres_server.h"
#include "common/testing/redis_server.h"
#include "common/testing/temporary_folder.h"
#include "services/admin/wiring/store_binding.h"

namespace fudai::wiring {
namespace {

using ::testing::HasSubstr;

class AdminServerTest : public ::testing::Test {
 protected:
  AdminServerTest() {
    std::ofstream(folder_.File("keys.json")) << auth::KeyFileToJson(auth::GenerateKeyFile());
    options_ = {.listen = "unix:" + folder_.File("admin.sock"),
                .redis = "unix:" + Server().socket(),
                .generation = "generation1",
                .keys = folder_.File("keys.json"),
                .database = "sqlite:" + folder_.File("admin.db"),
                .start_timeout = absl::Milliseconds(200)};
  }

  static testsupport::RedisServer& Server() {
    static testsupport::RedisServer server;
    return server;
  }

  static void Initialize(const std::string& token) {
    async::Loop loop;
    redis::Client client(&loop, Server().options());
    Server().Reset();
    ASSERT_TRUE(RunTask(loop, partition::InitializeStore(&client, token)).ok());
  }

  void ExpectRefusal(absl::StatusCode code, absl::string_view message) const {
    const absl::Status status = RunAdminServer(options_);
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(std::string(message)));
  }

  testsupport::TemporaryFolder folder_;
  AdminServerOptions options_;
};

TEST_F(AdminServerTest, RefusesOptionsThatMakeNoSense) {
  options_.generation = "G";
  ExpectRefusal(absl::StatusCode::kInvalidArgument, "--generation is \"G\"; it should be 8 to 32 of a-z and 0-9");
  options_.generation = "generation1";
  options_.threads = 65;
  ExpectRefusal(absl::StatusCode::kInvalidArgument, "--threads is 65; it should be 1 to 64");
  options_.threads = 1;
  options_.session_life = absl::ZeroDuration();
  ExpectRefusal(absl::StatusCode::kInvalidArgument, "--session_life is 0; it should be 1m to 720h");
  options_.session_life = absl::Hours(12);
  options_.max_streams_per_subject = 0;
  ExpectRefusal(absl::StatusCode::kInvalidArgument, "--max_streams_per_subject is 0; it should be 1 to 10000");
  options_.max_streams_per_subject = 16;
  options_.database = "admin.db";
  ExpectRefusal(absl::StatusCode::kInvalidArgument, "the database is \"admin.db\"");
  options_.redis = "nowhere";
  ExpectRefusal(absl::StatusCode::kInvalidArgument, "nowhere");
}

TEST_F(AdminServerTest, NamesAFlagThatIsMissing) {
  options_.database = "";
  ExpectRefusal(absl::StatusCode::kInvalidArgument,
                "--database is missing; it should be sqlite:/path/to/file.db or postgresql://…");
  options_.keys = "";
  ExpectRefusal(absl::StatusCode::kInvalidArgument,
                "--keys is missing; it should be a key file, such as 'fudai keys generate FILE' makes");
  options_.listen = "";
  ExpectRefusal(absl::StatusCode::kInvalidArgument, "--listen is missing; it should be host:port or unix:/path");
}

TEST_F(AdminServerTest, SaysThatRedisIsAbsent) {
  options_.redis = "unix:" + folder_.File("no.sock");
  ExpectRefusal(absl::StatusCode::kUnavailable, "no.sock");
}

TEST_F(AdminServerTest, RefusesAnotherStore) {
  Initialize("generation2");
  ExpectRefusal(absl::StatusCode::kFailedPrecondition, "this Redis is not the store \"generation1\"");
}

TEST_F(AdminServerTest, SaysThatTheDatabaseIsInUse) {
  Initialize("generation1");
  auto other = database::Database::Open(options_.database);
  ASSERT_TRUE(other.ok()) << other.status();
  ExpectRefusal(absl::StatusCode::kFailedPrecondition, "another admin server");
}

TEST_F(AdminServerTest, RefusesADatabaseOfAnotherStore) {
  Initialize("generation1");
  {
    auto database = database::Database::Open(options_.database);
    ASSERT_TRUE(database.ok()) << database.status();
    ASSERT_TRUE(BindToStore(**database, "generation2").ok());
  }
  ExpectRefusal(absl::StatusCode::kFailedPrecondition, "the database belongs to the store \"generation2\"");
}

TEST_F(AdminServerTest, RefusesAnOldDatabase) {
  Initialize("generation1");
  async::Loop loop;
  redis::Client client(&loop, Server().options());
  partition::Publication publication{.epoch = 7};
  publication.campaign.set_campaign_id("spring");
  ASSERT_TRUE(RunTask(loop, partition::Publish(&client, "generation1", publication)).ok());
  ExpectRefusal(absl::StatusCode::kFailedPrecondition, "the store holds publication 7, and the database knows 0");
}

TEST_F(AdminServerTest, RefusesAnOldStore) {
  Initialize("generation1");
  {
    auto database = database::Database::Open(options_.database);
    ASSERT_TRUE(database.ok()) << database.status();
    const absl::Status taken = (*database)->Write([](soci::session& sql) {
      sql << "INSERT INTO campaigns (campaign_id, state, version, created_at_ms, updated_at_ms, update_actor, epoch, "
             "applied_epoch) VALUES ('spring', 2, 1, 0, 0, 'mei', 7, 7)";
      sql << "UPDATE publication_epoch SET epoch = 7";
      return absl::OkStatus();
    });
    ASSERT_TRUE(taken.ok()) << taken;
  }
  ExpectRefusal(absl::StatusCode::kFailedPrecondition, "the store holds publications up to 0, and has taken 7");
}

TEST_F(AdminServerTest, SaysThatTheAddressIsTaken) {
  Initialize("generation1");
  options_.listen = "unix:/nowhere/admin.sock";
  ExpectRefusal(absl::StatusCode::kUnavailable, "/nowhere/admin.sock");
}

// Whether a call that has no token is answered there, and refused, within half a minute.
bool Serves(const std::string& target) {
  grpc::GenericStub stub(grpc::CreateChannel(target, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
  grpc::CompletionQueue queue;
  const grpc::ByteBuffer empty(nullptr, 0);
  const auto call = stub.PrepareUnaryCall(&context, "/fudai.admin.v1.PeopleService/GetMe", empty, &queue);
  grpc::ByteBuffer reply;
  grpc::Status status;
  void* tag = nullptr;
  bool ok = false;
  call->StartCall();
  call->Finish(&reply, &status, nullptr);
  return queue.Next(&tag, &ok) && status.error_code() == grpc::StatusCode::UNAUTHENTICATED;
}

// A server that runs meanwhile.
class Running {
 public:
  explicit Running(const AdminServerOptions& options)
      : serving_([this, options] { ended_ = RunAdminServer(options); }) {
    EXPECT_TRUE(Serves(options.listen));
  }
  absl::Status End() {
    process::RequestTermination();
    serving_.join();
    return ended_;
  }

 private:
  absl::Status ended_;
  std::thread serving_;
};

TEST_F(AdminServerTest, RefusesASecondDatabaseOfTheStore) {
  Initialize("generation1");
  process::BlockTermination();
  Running first(options_);
  const AdminServerOptions first_options = options_;
  options_.listen = "unix:" + folder_.File("second.sock");
  options_.database = "sqlite:" + folder_.File("second.db");
  ExpectRefusal(absl::StatusCode::kFailedPrecondition, "the store \"generation1\" belongs to the admin database ");
  EXPECT_TRUE(Serves(first_options.listen));
  EXPECT_EQ(first.End(), absl::OkStatus());
  EXPECT_EQ(Running(first_options).End(), absl::OkStatus());
}

TEST_F(AdminServerTest, ADatabaseTakesThePlaceOfOneThatIsLost) {
  Initialize("generation1");
  process::BlockTermination();
  EXPECT_EQ(Running(options_).End(), absl::OkStatus());
  const AdminServerOptions lost = options_;
  options_.database = "sqlite:" + folder_.File("restored.db");
  options_.adopt_store = true;
  EXPECT_EQ(Running(options_).End(), absl::OkStatus());
  options_.adopt_store = false;
  EXPECT_EQ(Running(options_).End(), absl::OkStatus());
  options_ = lost;
  ExpectRefusal(absl::StatusCode::kFailedPrecondition, "start once with --adopt_store");
}

TEST_F(AdminServerTest, EndsOnceAnotherHasTakenItsDatabaseOver) {
  if (!testsupport::PostgresServer::Available()) GTEST_SKIP() << "PostgreSQL is not installed";
  Initialize("generation1");
  process::BlockTermination();
  testsupport::PostgresServer postgres;
  options_.database = postgres.NewDatabase();
  absl::Status ended;
  std::thread serving([&] { ended = RunAdminServer(options_); });
  EXPECT_TRUE(Serves(options_.listen));
  // Which of the two is first after a restart is up to chance.
  absl::StatusOr<std::unique_ptr<database::Database>> other = absl::UnavailableError("not tried yet");
  for (int i = 0; i < 20 && !other.ok(); ++i) {
    postgres.Restart();
    other = database::Database::Open(options_.database);
  }
  if (!other.ok()) process::RequestTermination();
  serving.join();
  EXPECT_EQ(ended.code(), absl::StatusCode::kFailedPrecondition) << ended;
  EXPECT_THAT(std::string(ended.message()), HasSubstr("another admin server uses postgresql://"));
}

TEST_F(AdminServerTest, ServesUntilItIsTold) {
  Initialize("generation1");
  process::BlockTermination();
  process::RequestTermination();
  EXPECT_TRUE(RunAdminServer(options_).ok());
  EXPECT_TRUE(database::Database::Open(options_.database).ok());
}

}  // namespace
}  // namespace fudai::wiring
