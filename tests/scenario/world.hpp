// The house of a scenario: the production wiring on a simulated World, on one thread, with mails kept instead of sent.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/house.hpp"
#include "base/sim_world.hpp"
#include "support/test_database.hpp"

namespace evenkeel::scenario {

struct Mail {
  std::string to, subject, text, message_id, reply_to;
};

class Stage {
 public:
  /// Has the last word on how the house is opened, also after a crash.
  using Adjust = std::function<void(app::Config&, app::HouseOptions&)>;
  /// Puts something between the house and its database; asked again after a crash.
  using Wrap = std::function<store::Database&(store::Database&)>;
  Stage(store::Engine engine, Time start, Adjust adjust = {}, Wrap wrap = {});
  ~Stage();

  /// Sends a request as a client with this cookie jar would.
  struct Client {
    std::string session, csrf, bearer;
  };
  http::Response send(http::Request request, const Client& client);

  /// Lets writer, timers, followers and deliveries work until none has anything to do.
  void settle();
  void advance(std::int64_t us);
  void set_time(Time t);
  /// Ends the house without ceremony and opens the register anew.
  void crash();
  /// Empty when the audit holds.
  std::string audit();

  SimWorld world;
  std::vector<Mail> mails;
  bool mail_works = true;
  std::map<std::string, std::string> pages;  // what is to be read at an address, by address
  std::vector<Mail> posts;                   // what gateways got: to their address, the method as subject
  long post_status = 200;                    // what they answer; 0: nothing
  app::House& house() { return *house_; }
  store::Database& database() { return **database_; }
  const std::string& location() const { return database_->location(); }
  /// Of the key that signs the seals.
  std::string public_key() const;
  std::string file(std::string_view name) const { return folder_.file(name); }

 private:
  void open();
  std::unique_ptr<test::TestDatabase> database_;
  test::TempFolder folder_;
  Adjust adjust_;
  Wrap wrap_;
  std::unique_ptr<app::House> house_;
};

}  // namespace evenkeel::scenario
