#include "app/house.hpp"

#include <fmt/format.h>

#include <fstream>

#include "app/audit_routes.hpp"
#include "app/housekeeping.hpp"
#include "app/imports/import_routes.hpp"
#include "app/live.hpp"
#include "app/mail_fetcher.hpp"
#include "app/migrations.hpp"
#include "app/operations.hpp"
#include "app/outward.hpp"
#include "app/rate_limit.hpp"
#include "app/seal_key.hpp"
#include "app/system_routes.hpp"
#include "app/watcher.hpp"
#include "app/webhooks.hpp"
#include "app/wiring.hpp"
#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "connect/alerting/doors.hpp"
#include "connect/alerting/ping_doors.hpp"
#include "connect/scim/scim.hpp"
#include "connect/syslog/syslog.hpp"
#include "connect/webhook/webhook.hpp"
#include "http/openapi.hpp"
#include "http/static_files.hpp"
#include "practice/outward/webhook_routes.hpp"
#include "practice/people/directory.hpp"
#include "practice/people/people_desk.hpp"
#include "store/feed.hpp"
#include "store/forwarder.hpp"
#include "store/loop.hpp"
#include "store/node_keeper.hpp"
#include "store/timers.hpp"

namespace evenkeel::app {
namespace {

/// Open screens hear of changes together, a hundred times a second at most; a read for each commit cost a busy writer's core.
constexpr std::chrono::milliseconds hints_rest{10};

constexpr int readers_extra = 8;  // beyond the workers: timers, deliveries (which read for moments), follower, streams

/// What a request is told that could not read the database; empty when the fault is ours.
std::optional<Error> not_readable(const store::DbError& e) {
  switch (e.fault()) {
    case store::DbFault::gone: return error(Fault::unavailable, "store.gone", "The database cannot be reached at the moment.");
    case store::DbFault::corrupt: return error(Fault::unavailable, "store.corrupt", "The database is damaged.");
    case store::DbFault::full: return error(Fault::unavailable, "store.full", "The disk of the database is full.");
    case store::DbFault::busy:
    case store::DbFault::retry: return error(Fault::unavailable, "store.busy", "The database is too busy for this request.");
    default: return std::nullopt;
  }
}

/// Whose budget of requests this one is taken from.
std::string client_of(const http::Request& request) {
  if (const auto bearer = request.header("authorization"); !bearer.empty()) return sha256(bearer).substr(0, 16);
  if (const auto session = request.cookie(people::session_cookie); !session.empty()) return sha256(session).substr(0, 16);
  return request.client_address;
}

}  // namespace

struct House::Parts {
  Parts(const Config& c, store::Database& db, World& w, HouseOptions o)
      : config(c),
        database(db),
        world(w),
        options(std::move(o)),
        readers(prepare(db, w, options.schema, static_cast<int>(c.http.workers) + readers_extra)),
        writer(make()),
        reg{database, *readers, *writer, world},
        wiring(config, reg, Vault(key(config.sign_in.key_file)), options.fetch, options.read_mail),
        import_into{reg, wiring.people, wiring.incidents.ground.settings.confirmation_us},
        uploads(in_data_folder(config, "uploads"), import_into),
        limit(config.http.requests_per_minute),
        refusals(config.http.requests_per_minute) {
    wiring.clockwork.public_key = public_key;
    wiring.clockwork.sign = [pair = signing_key_from_seed(key(config.audit.key_file))](std::string_view text) { return sign(pair, text); };
  }

  /// The schema first: everything after it reads tables.
  static std::unique_ptr<store::Pool> prepare(store::Database& db, World& w, Schema schema, int most) {
    if (schema == Schema::brought_up) store::migrate(db, migrations(db.engine()), w.now());
    return store::make_pool(db, most);
  }

  std::string key(const std::string& file) {
    auto bytes = load_key(in_data_folder(config, file), &world);
    if (!bytes) throw store::DbError(store::DbFault::broken, bytes.error().first().text);
    return *bytes;
  }

  std::unique_ptr<store::Writer> make() {
    store::WriterOptions wo;
    wo.reruns = options.reruns;
    wo.node = options.lease.node;
    wo.fence = options.lease.fence;
    wo.after_commit_probe = options.after_commit_probe;
    wo.seal_key_seed = key(config.audit.key_file);
    public_key = signing_key_from_seed(wo.seal_key_seed).public_key;
    return store::make_writer(database, world, wo);
  }

  Watcher::Beat beat() const {
    if (options.beat || config.escalation.heartbeat_url.empty()) return options.beat;
    return [c = config.escalation, &at = world, &leaves = closing](const std::string& body) {
      constexpr int patience_s = 10;  // a watcher that waits watches nobody
      return webhook::post({c.heartbeat_url, c.ca_file, patience_s, &leaves}, std::to_string(at.now().us), body);
    };
  }

  void wire();
  http::Guard guard();
  std::int64_t refusal_wait(const http::Request& request, std::int64_t now_us);
  void add_routes();
  void refresh_catalogue() {
    readers->read([&](store::Connection& db) { wiring.catalogue.refresh(db); });
  }
  /// Before whoever changed it is answered: their next request finds what they wrote. What fails here is done within a second.
  void follow_catalogue() {
    try {
      refresh_catalogue();
    } catch (const store::DbError& e) {
      log_warn("catalogue.not_read", {{"why", e.what()}});
    }
  }
  void sync_directory();
  void watch();
  Housekeeping::Duties duties();
  void lease_lost();
  WebhookOptions webhook_options() const;

  Config config;
  store::Database& database;
  World& world;
  HouseOptions options;
  std::string public_key;
  std::unique_ptr<store::Pool> readers;
  std::unique_ptr<store::Writer> writer;
  store::Register reg;
  Wiring wiring;
  exchange::ImportInto import_into;
  Uploads uploads;
  RateLimit limit, refusals;
  std::atomic<std::int64_t> refused_at_us{-RateLimit::refilled_us};  // when credentials were refused last, on the monotonic clock
  store::Feed feed;
  http::Metrics metrics;
  http::Router router;
  http::Handler answer;
  std::string openapi_text, code;
  std::atomic<bool> closing{false};
  std::unique_ptr<store::TimerLoop> timers;
  std::unique_ptr<Outward> outward;
  std::unique_ptr<Webhooks> webhooks;
  std::unique_ptr<MailFetcher> mailbox;
  std::unique_ptr<store::Forwarder> audit_stream;
  std::unique_ptr<store::Follower> search;
  std::unique_ptr<store::NodeKeeper> node_keeper;
  std::unique_ptr<Housekeeping> housekeeping;
  std::unique_ptr<AuditCheck> audit_check;
  std::unique_ptr<Watcher> watcher;
  store::Loop feed_loop, housekeeping_loop, watcher_loop, directory_loop, import_loop;
  std::function<void()> wake_streams;
};

/// On a thread of its own: a slow directory delays nothing else.
void House::Parts::sync_directory() {
  try {
    const auto rows = people::sync_directory(wiring.people, people::SyncMode::apply, people::ManyGone::refused);
    if (!rows) return log_warn("directory.not_in_step", {{"why", rows.error().first().text}});
    const auto changed = std::ranges::count_if(*rows, [](const auto& row) { return row.action != people::OutsideAction::unchanged; });
    log_info("directory.in_step", {{"people", std::to_string(rows->size())}, {"not_as_before", std::to_string(changed)}});
  } catch (const std::exception& e) {
    log_error("directory.failed", {{"what", e.what()}});
  }
}

/// A watcher that could not look says nothing, and its figures grow old.
void House::Parts::watch() {
  try {
    watcher->step();
  } catch (const std::exception& e) {
    log_error("escalation.not_watched", {{"what", e.what()}});
  }
}

Housekeeping::Duties House::Parts::duties() {
  Housekeeping::Duties d;
  d.public_key = public_key;
  d.people_to_erase = [](store::Connection& db, Time before) { return people_to_erase(db, before); };
  d.erase = [this](store::Tx& tx, Id person) { (void)people::erase_person(wiring.people, tx, person, "retention"); };
  return d;
}

WebhookOptions House::Parts::webhook_options() const {
  WebhookOptions o{outward::source_of(config.http.public_url), config.channels.ca_file, {}, options.send_call, options.lease.fence};
  // What is no network was refused with the configuration.
  if (auto near = http::AddressBlocks::parse(config.channels.private_networks)) o.private_networks = std::move(*near);
  return o;
}

void House::Parts::lease_lost() {
  if (options.lease_lost) return options.lease_lost();
  log_error("node.lease_lost", {});
  std::_Exit(EXIT_FAILURE);  // another node has our number: not one more row may be written
}

/// Who sends credentials that are refused is counted by address: a new invention each time would be a new client each time.
http::Guard House::Parts::guard() {
  return [this, ask = people::make_guard(wiring.people.accounts())](const http::Route& route, http::Request& request) {
    auto refusal = ask(route, request);
    if (refusal && refusal->status == 401) {
      refused_at_us = world.monotonic_us();
      (void)refusals.wait_seconds(request.client_address, refused_at_us);
    }
    return refusal;
  };
}

/// Nobody pays for looking while no credentials were refused for a while.
std::int64_t House::Parts::refusal_wait(const http::Request& request, std::int64_t now_us) {
  return now_us - refused_at_us < RateLimit::refilled_us ? refusals.would_wait_seconds(request.client_address, now_us) : 0;
}

void House::Parts::add_routes() {
  auto add = [this](std::vector<http::Route> routes) {
    for (auto& route : routes) router.add(std::move(route));
  };
  add(wiring.routes());
  add(live_routes(reg, feed, wiring.people.accounts()));
  add(operations_routes(config, reg, metrics, closing, *watcher));
  audit_check = std::make_unique<AuditCheck>(database, public_key);
  add(audit_routes(reg, wiring.people.names(), *audit_check));
  add(system_routes({config, reg, *search, *watcher, world.now()}));
  add(import_routes(uploads, import_into, wiring.people.names()));
  add(http::docs_routes());
  http::Route document;
  document.path = "/api/openapi.json";
  document.summary = "This document";
  document.handle = [this](http::Request, http::Done done) { done(http::json(openapi_text)); };
  router.add(std::move(document));
  auto schemas = wiring.schemas();
  schemas.merge(audit_schemas());
  schemas.merge(system_schemas());
  schemas.merge(import_schemas());
  openapi_text = http::openapi(router.routes(), {"Evenkeel", EVENKEEL_VERSION, std::string(people::session_cookie), std::move(schemas)});
  router.set_guard(guard());
  router.set_observer(http::observe_routes(metrics, world, router));
  router.set_fallback(http::static_files(http::embedded_assets(), [this] {
    std::string chance(16, '\0');
    world.random(chance.data(), chance.size());
    return to_base64url(chance);
  }));
  answer = router.handler();
}

void House::Parts::wire() {
  writer->before_batch([this](store::Connection& db) { wiring.catalogue.refresh(db); });
  writer->after_commit([this](const store::Writer::Wake& wake) {
    if (wake.catalogue) follow_catalogue();
    if (wake.changes) {
      feed_loop.wake();
      webhooks->wake();
    }
    if (wake.timers) timers->wake();
    if (wake.deliveries) outward->wake();
  });
  refresh_catalogue();
  timers = store::make_timer_loop(reg, wiring.timer_handlers());
  outward = std::make_unique<Outward>(config, options, reg, wiring);
  webhooks = std::make_unique<Webhooks>(wiring.incidents, wiring.people.vault(), webhook_options());
  metrics.callback(http::Metrics::Kind::gauge, "evenkeel_webhooks_paused", "Webhooks that send nothing until somebody resumes them",
                   [this] { return static_cast<double>(webhooks->paused()); });
  mailbox = std::make_unique<MailFetcher>(config, reg, wiring.intake, wiring.people.vault(), options.send_call);
  if (const auto target = syslog::parse_target(config.audit.syslog)) {
    std::shared_ptr<syslog::Sender> sender =
        syslog::make_sender(*target, {host_of(config.http.public_url), config.audit.ca_file, config.audit.syslog_enterprise});
    audit_stream = store::make_forwarder(reg, "syslog", [sender](const auto& changes) { return sender->send(changes); });
    metrics.callback(http::Metrics::Kind::gauge, "evenkeel_syslog_behind", "Changes that the syslog receiver does not have yet",
                     [this] { return static_cast<double>(audit_stream->behind()); });
  }
  search = store::make_follower(reg, "search", incident::search_follower());
  housekeeping = std::make_unique<Housekeeping>(config, reg, duties());
  node_keeper = std::make_unique<store::NodeKeeper>(reg, options.lease, [this] { lease_lost(); });
  watcher = std::make_unique<Watcher>(reg, wiring.incidents.ground, outward->served(), beat());
  watcher->expose(metrics);
  expose_register(metrics, reg, *search);
  readers->read([&](store::Connection& db) {
    feed.refresh(db);
    if (people::setup_needed(db)) code = people::make_setup_code(world);
  });
  if (!code.empty()) wiring.people.set_setup_code(code);
  add_routes();
}

House::House(const Config& config, store::Database& database, World& world, HouseOptions options)
    : parts_(std::make_unique<Parts>(config, database, world, std::move(options))) {
  parts_->wire();
}
House::~House() { stop(); }

void House::handle(http::Request request, http::Done done) {
  auto& p = *parts_;
  if (request.path.starts_with(scim::path_prefix))
    done = [done = std::move(done)](http::Answer answer) { done(scim::in_own_words(std::move(answer.response))); };
  const auto now_us = p.world.monotonic_us();
  auto wait = p.refusal_wait(request, now_us);
  const bool door = alerting::is_door(request.path), ping = alerting::is_ping(request.path);
  if (door)
    done = [&p, now_us, ping, from = request.client_address, done = std::move(done)](http::Answer answer) {
      if (answer.response.status == 401 || (ping && answer.response.status == 404)) {
        p.refused_at_us = now_us;
        (void)p.refusals.wait_seconds(from, now_us);
      }
      done(std::move(answer));
    };
  // A storm of alerts is what doors are for: what holds it back is the bounded lane of intake.
  if (wait == 0 && !door) wait = p.limit.wait_seconds(client_of(request), now_us);
  if (wait > 0) {
    auto refusal = http::problem(error(Fault::too_many, "request.too_many", fmt::format("Too many requests; come back in {} s.", wait)));
    refusal.set("Retry-After", std::to_string(wait));
    return done(std::move(refusal));
  }
  try {
    p.answer(std::move(request), done);
  } catch (const store::DbError& e) {
    const auto refusal = not_readable(e);
    if (!refusal) throw;
    log_warn("request.database_in_trouble", {{"what", e.what()}});
    done(http::problem(*refusal));
  }
}

std::size_t House::body_limit(http::Verb verb, std::string_view path) const {
  return parts_->router.body_limit(verb, path, http::ServerOptions{}.body_bytes);
}

store::Writer& House::writer() { return *parts_->writer; }
store::Register& House::reg() { return parts_->reg; }
people::People& House::people() { return parts_->wiring.people; }
const service::Catalogue& House::catalogue() const { return parts_->wiring.catalogue; }
alert::Alerts& House::alerts() { return parts_->wiring.alerts; }
const incident::Incidents& House::incidents() const { return parts_->wiring.incidents; }

std::size_t House::step(Onlookers onlookers) {
  auto& p = *parts_;
  std::size_t done = p.writer->step() + p.node_keeper->step() + p.timers->step() + p.housekeeping->step() + p.uploads.step() +
                     p.outward->step() + p.webhooks->step() + p.wiring.triage.step() + p.mailbox->step() + p.wiring.intake.step();
  if (onlookers == Onlookers::left_out) return done;
  done += p.search->step() + (p.watcher->step() ? 1 : 0);
  if (p.audit_stream) done += p.audit_stream->step();
  p.readers->read([&](store::Connection& db) { done += p.feed.refresh(db) ? 1 : 0; });
  return done;
}

std::optional<Time> House::next_due() {
  auto next = parts_->timers->next_due();
  if (const auto due = parts_->wiring.triage.next_due(); due && (!next || *due < *next)) next = due;
  if (const auto due = parts_->wiring.intake.next_due(); due && (!next || *due < *next)) next = due;
  if (const auto due = parts_->mailbox->next_due(); due && (!next || *due < *next)) next = due;
  if (const auto due = parts_->outward->next_due(); due && (!next || *due < *next)) next = due;
  if (const auto due = parts_->webhooks->next_due(); due && (!next || *due < *next)) next = due;
  return next;
}

void House::keep_lease() { parts_->node_keeper->start(); }

void House::start(std::function<void()> wake_streams) {
  auto& p = *parts_;
  p.wake_streams = std::move(wake_streams);
  p.writer->start();
  p.timers->start();
  p.wiring.triage.start();
  p.wiring.intake.start();
  p.mailbox->start();
  p.outward->start();
  p.webhooks->start();
  if (p.audit_stream) p.audit_stream->start();
  p.search->start();
  // Commits of this node wake it; those of others are seen within a second.
  p.feed_loop.start(
      [&p] {
        bool news = false;
        p.readers->read([&](store::Connection& db) {
          const auto known = p.feed.newest();
          news = p.feed.refresh(db);
          p.wiring.catalogue.refresh(db);
          // People whom another node changed: what is remembered of them is forgotten here too.
          if (const auto hints = news ? p.feed.since(known) : std::nullopt)
            for (const auto& hint : *hints)
              if (hint.subject_kind == "person" || hint.subject_kind == "token" || hint.subject_kind == "organisation")
                p.wiring.people.changed(hint.subject_kind, hint.subject);
        });
        if (news) p.wake_streams();
        return std::chrono::milliseconds(1'000);
      },
      hints_rest);
  p.housekeeping_loop.start([&p] {
    p.housekeeping->step();
    return std::chrono::milliseconds(5'000);
  });
  p.watcher_loop.start([&p] {
    p.watch();
    return std::chrono::milliseconds(5'000);
  });
  if (p.wiring.people.options().directory)
    p.directory_loop.start([&p] {
      p.sync_directory();
      return std::chrono::milliseconds(parse_duration(p.config.ldap.every).value_or(us_per_hour) / us_per_ms);
    });
  p.uploads.empty_folder();
  p.uploads.wake = [&p] { p.import_loop.wake(); };
  p.import_loop.start([&p] { return std::chrono::milliseconds(p.uploads.step() > 0 ? 0 : 60'000); });
}

void House::stop() {
  auto& p = *parts_;
  p.closing = true;
  // All at once: the slowest hand-over is waited for, not one after the other.
  p.outward->close();
  p.webhooks->close();
  p.housekeeping->close();
  p.directory_loop.stop();
  p.audit_check->stop();
  p.uploads.stop();
  p.import_loop.stop();
  p.housekeeping_loop.stop();
  p.watcher_loop.stop();
  if (p.timers) p.timers->stop();
  p.wiring.triage.stop();
  if (p.mailbox) p.mailbox->stop();
  p.wiring.intake.stop();
  p.outward->stop();
  p.webhooks->stop();
  if (p.audit_stream) p.audit_stream->stop();
  if (p.search) p.search->stop();
  if (p.node_keeper) p.node_keeper->stop();
  p.writer->stop();
  // Who was erased in the last seconds is remembered beside the register, too.
  try {
    p.housekeeping->keep_erasures();
  } catch (const std::exception& e) {
    log_error("erasures.not_kept", {{"what", e.what()}});
  }
  p.feed_loop.stop();
}

std::string House::setup_code() {
  bool needed = false;
  parts_->readers->read([&](store::Connection& db) { needed = people::setup_needed(db); });
  return needed ? parts_->code : std::string();
}

store::AuditReport House::verify_audit() {
  store::AuditReport report;
  store::AuditOptions audit;
  audit.types = audited_types();
  audit.public_key = parts_->public_key;
  parts_->readers->read([&](store::Connection& db) { report = store::verify(db, audit); });
  return report;
}

std::string House::openapi() const { return parts_->openapi_text; }
const std::deque<http::Route>& House::routes() const { return parts_->router.routes(); }

bool House::erase_person(Id person, const std::string& reason) {
  auto& p = *parts_;
  const auto result = p.writer->run(store::Lane::people, store::Actor{"system:restore", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
    if (auto erased = people::erase_person(p.wiring.people, tx, person, reason); !erased) return erased.error();
    return store::Outcome{};
  });
  return static_cast<bool>(result);
}

void House::count_server(std::function<http::ServerCounters()> counters) { http::expose_server(parts_->metrics, std::move(counters)); }

}  // namespace evenkeel::app
