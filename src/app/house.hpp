// The composition root: one object that holds the register, the practices, the routes and the background work, and joins
// them. Production starts its threads; tests drive step() on a simulated World.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/config.hpp"
#include "connect/mail/mail_reader.hpp"
#include "connect/oidc/fetch.hpp"
#include "connect/outgoing.hpp"
#include "http/router.hpp"
#include "practice/notification/mail.hpp"
#include "store/audit.hpp"
#include "store/node.hpp"
#include "store/register.hpp"

namespace evenkeel::alert {
struct Alerts;
}
namespace evenkeel::people {
class People;
}
namespace evenkeel::service {
class Catalogue;
}
namespace evenkeel::incident {
struct Incidents;
}

namespace evenkeel::app {

/// opened: whoever opened the register has brought its schema up to date already.
enum class Schema { brought_up, opened };

struct HouseOptions {
  store::WriterOptions::Reruns reruns = store::WriterOptions::Reruns::needed;
  store::NodeLease lease;
  Schema schema = Schema::brought_up;
  /// See store::WriterOptions; for tests.
  std::function<void()> after_commit_probe = {};
  /// Instead of ending the process, when another node has our number; for tests.
  std::function<void()> lease_lost = {};
  /// Instead of the mail server of the configuration; for tests.
  std::function<store::HandOver(const notification::Mail&)> carry_mail;
  /// Instead of posting the heartbeat of the configuration; for tests.
  std::function<store::HandOver(const std::string& body)> beat;
  /// Carries what goes to gateways; tests answer themselves.
  std::function<connect::Answer(const connect::Call&)> send_call = connect::send;
  /// Asks the providers of sign-on; tests answer themselves.
  oidc::Fetch fetch = oidc::fetch;
  /// Reads a mail that came in; tests have one that ends the reading.
  mail_in::MailReader read_mail = mail::read_mail;
};

class House {
 public:
  /// Migrates the register (unless it was) and wires everything; starts no thread but the password threads. Throws DbError.
  House(const Config& config, store::Database& database, World& world, HouseOptions options);
  ~House();

  /// Answers a request as the server would; `done` is called exactly once, from any thread.
  void handle(http::Request request, http::Done done);
  std::size_t body_limit(http::Verb verb, std::string_view path) const;

  store::Writer& writer();
  store::Register& reg();
  people::People& people();
  const service::Catalogue& catalogue() const;
  const incident::Incidents& incidents() const;
  alert::Alerts& alerts();

  /// Who looks at what was committed and decides nothing: search index, watcher, hints, audit stream.
  enum class Onlookers { included, left_out };
  /// Lets writer, timers, followers, deliveries and housekeeping work once on the caller's thread; returns how much they did.
  std::size_t step(Onlookers onlookers = Onlookers::included);
  /// When timers or deliveries have something to do.
  std::optional<Time> next_due();

  /// A thread that renews this node's lease and ends nodes that are gone (store::NodeKeeper); of everybody who has a lease, until stop().
  void keep_lease();
  /// Threads of writer, timers, followers, deliveries and housekeeping. `wake` is called after each commit that concerns live screens.
  void start(std::function<void()> wake_streams);
  void stop();

  /// Of a register that nobody has set up yet; empty otherwise.
  std::string setup_code();
  store::AuditReport verify_audit();
  std::string openapi() const;
  /// Every door there is, also those that the document leaves out.
  const std::deque<http::Route>& routes() const;
  /// Erases a person again after an older backup was restored; false when there is nobody left to erase.
  bool erase_person(Id person, const std::string& reason);
  /// For /metrics: what the HTTP server counts.
  void count_server(std::function<http::ServerCounters()> counters);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace evenkeel::app
