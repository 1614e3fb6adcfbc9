// A register on a PostgreSQL server: how a connection is made and what each session of ours insists on.
#include <libpq-fe.h>

#include <map>
#include <memory>

#include "store/engines.hpp"
#include "store/postgres_connection.hpp"
#include "store/postgres_fault.hpp"

namespace evenkeel::store {
namespace {

/// The oldest release that the conformance suite may be expected to pass on (DROP DATABASE WITH FORCE, pipelines, jit).
constexpr int oldest_server = 130'000;

/// Text forms that rows are read in, and nothing that waits for ever. jit costs more than any statement of ours gains.
constexpr const char* settings_for_all =
    "SET TIME ZONE 'UTC'; SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET extra_float_digits = 1;"
    "SET client_min_messages = warning; SET jit = off; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';"
    "SET default_transaction_isolation = 'read committed';";

/// What was answered is durable: a server or role that prefers speed is overruled (stricter ones are left alone).
constexpr const char* settings_for_writing =
    "SET statement_timeout = '30s'; SET default_transaction_read_only = off;"
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

constexpr const char* settings_for_reading = "SET statement_timeout = '10s'; SET default_transaction_read_only = on";

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

/// libpq's complaint up to where it repeats the URL, which may hold a password.
std::string complaint_about(const std::string& url) {
  char* words = nullptr;
  const Options options(PQconninfoParse(url.c_str(), &words), &PQconninfoFree);
  std::string complaint = words ? words : "";
  PQfreemem(words);
  return complaint.substr(0, complaint.find(": \""));
}

void ignore_notice(void*, const PGresult*) {}

class PostgresDatabase : public Database {
 public:
  explicit PostgresDatabase(const std::string& url) : url_(url) {
    const Options options(PQconninfoParse(url.c_str(), nullptr), &PQconninfoFree);
    if (!options) throw DbError(DbFault::broken, "the PostgreSQL connection URL is not valid: " + complaint_about(url));
    std::map<std::string, std::string> given;
    for (const PQconninfoOption* option = options.get(); option->keyword; ++option)
      if (option->val) given[option->keyword] = option->val;
    password_ = given["password"];
    display_name_ = "postgres://" + (given["user"].empty() ? "" : given["user"] + "@") + given["host"] +
                    (given["port"].empty() ? "" : ":" + given["port"]) + "/" + given["dbname"];
  }
  Engine engine() const override { return Engine::postgres; }
  std::string render(std::string_view ddl) const override { return render_ddl(Engine::postgres, ddl); }
  std::string display_name() const override { return display_name_; }
  void backup_to(const std::string&) override {
    throw DbError(DbFault::broken, "a register on PostgreSQL is copied with PostgreSQL's own tools (pg_dump, pg_basebackup)");
  }

  std::unique_ptr<Connection> connect(Open mode) override {
    PgHandle connection = dial();
    if (PQserverVersion(connection.get()) < oldest_server)
      refuse("the server is older than PostgreSQL " + std::to_string(oldest_server / 10'000));
    const char* encoding = PQparameterStatus(connection.get(), "server_encoding");
    if (!encoding || std::string_view(encoding) != "UTF8") refuse("the database must be made with ENCODING 'UTF8'");
    const std::string settings = std::string(settings_for_all) + (mode == Open::write ? settings_for_writing : settings_for_reading);
    const PgResult result(PQexec(connection.get(), settings.c_str()));
    if (PQstatus(connection.get()) == CONNECTION_BAD) throw postgres_gone(connection.get(), 0);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw postgres_error(result.get(), settings, 0);
    return std::make_unique<PostgresConnection>(std::move(connection), mode);
  }

 private:
  /// What stands before the URL can be overruled by it: a dead network is noticed within half a minute by default.
  PgHandle dial() const {
    const char* keys[] = {"connect_timeout",  "keepalives_idle",           "keepalives_interval",
                          "keepalives_count", "tcp_user_timeout",          "dbname",
                          "client_encoding",  "fallback_application_name", nullptr};
    const char* values[] = {"5", "10", "5", "3", "20000", url_.c_str(), "UTF8", "evenkeel", nullptr};
    PgHandle connection(PQconnectdbParams(keys, values, 1));
    if (!connection) throw DbError(DbFault::broken, "out of memory");
    if (PQstatus(connection.get()) != CONNECTION_OK) {
      std::string text = PQerrorMessage(connection.get());
      while (!text.empty() && text.back() == '\n') text.pop_back();
      for (std::size_t at = 0; !password_.empty() && (at = text.find(password_, at)) != std::string::npos;)
        text.replace(at, password_.size(), "***"), at += 3;
      throw DbError(DbFault::gone, "no connection to " + display_name_ + ": " + text);
    }
    PQsetNoticeReceiver(connection.get(), &ignore_notice, nullptr);
    return connection;
  }

  [[noreturn]] void refuse(const std::string& why) const { throw DbError(DbFault::broken, display_name_ + " cannot be used: " + why); }

  std::string url_;
  std::string password_;
  std::string display_name_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& url) { return std::make_unique<PostgresDatabase>(url); }

}  // namespace evenkeel::store
