#include "common/gateway/gateway.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <thread>
#include <utility>

#include "common/async/task.h"
#include "common/gateway/listener.h"
#include "common/status/macros.h"

namespace fudai::gateway {

// Everything but the constructor, the destructor and Drain happens on the thread.
class Gateway::Impl {
 public:
  Impl(Options options, Backend backend, Routes routes, metrics::Metrics* metrics)
      : options_(std::move(options)),
        routes_(std::move(routes)),
        cors_(options_.allowed_origins),
        metrics_(metrics),
        stub_(std::move(backend.channel)),
        shared_{&options_, &routes_, backend.files, &cors_, &metrics_, {&io_, &stub_}},
        listener_(&io_, &shared_) {}

  ~Impl() {
    if (!thread_.joinable()) return;
    asio::post(io_, [this] { listener_.Close(); });
    listener_.drained().WaitForNotification();  // Calls may be under way that nothing in the io_context waits for.
    work_.reset();
    thread_.join();
  }

  absl::Status Listen() {
    RETURN_IF_ERROR(listener_.Listen(options_.listen));
    url_ = listener_.Url();
    return absl::OkStatus();
  }

  void Run() {
    asio::post(io_, [this] { async::Spawn(listener_.Accept()); });
    thread_ = std::thread([this] { io_.run(); });
  }

  void Drain(absl::Duration limit) {
    asio::post(io_, [this] { listener_.Drain(); });
    listener_.drained().WaitForNotificationWithTimeout(limit);
  }

  const std::string& url() const { return url_; }

 private:
  const Options options_;
  const Routes routes_;
  const Cors cors_;
  HttpMetrics metrics_;
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(io_);
  grpc::GenericStub stub_;
  Shared shared_;
  Listener listener_;
  std::string url_;
  std::thread thread_;
};

Gateway::Gateway(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Gateway::~Gateway() = default;

absl::StatusOr<std::unique_ptr<Gateway>> Gateway::Start(Options options, Backend backend, metrics::Metrics* metrics) {
  RETURN_IF_ERROR(CheckOptions(options));
  if (options.listen.empty()) return std::unique_ptr<Gateway>();
  ASSIGN_OR_RETURN(Routes routes, Routes::Create(backend.methods));
  auto impl = std::make_unique<Impl>(std::move(options), std::move(backend), std::move(routes), metrics);
  RETURN_IF_ERROR(impl->Listen());
  impl->Run();
  return std::unique_ptr<Gateway>(new Gateway(std::move(impl)));
}

const std::string& Gateway::url() const { return impl_->url(); }

void Gateway::Drain(absl::Duration limit) { impl_->Drain(limit); }

}  // namespace fudai::gateway
