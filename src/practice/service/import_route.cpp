// See the header.
#include "practice/service/import_route.hpp"

#include "practice/api/api.hpp"
#include "practice/service/catalogue_import.hpp"
#include "practice/service/catalogue_queries.hpp"

namespace evenkeel::service {
namespace {

/// Lines of one command: some milliseconds on the writer.
constexpr std::size_t lines_of_a_command = 100;

/// Writes lines [from, to) as one command. When the command itself fails (another node was faster), its lines go one by one, so that
/// only the one that cannot be written is refused.
ImportReport write_piece(const store::Register& reg, const store::Actor& actor, const CatalogueImport& import, std::size_t from,
                         std::size_t to) {
  ImportReport report;
  auto done = reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    report = import.write(tx, from, to);
    return store::Outcome{};
  });
  if (done) return report;
  report = {};
  if (to - from == 1) {
    report.refuse(import.line_number(from), done.error().problems);
    return report;
  }
  for (std::size_t i = from; i < to; ++i) report.add(write_piece(reg, actor, import, i, i + 1));
  return report;
}

Result<http::Response> run_import(const store::Register& reg, const record::RecordType& type, const http::Request& request) {
  TRY(const bool dry_run, api::query_flag(request, "dry_run"));
  TRY(const CatalogueImport import, CatalogueImport::read(type, request.body));
  ImportReport report;
  if (dry_run) {
    reg.readers.read([&](store::Connection& db) { report = import.rehearse(db); });
  } else {
    const store::Actor actor = api::principal_of(request).actor();
    for (std::size_t from = 0; from < import.lines(); from += lines_of_a_command)
      report.add(write_piece(reg, actor, import, from, std::min(from + lines_of_a_command, import.lines())));
  }
  return http::json(to_json(report));
}

}  // namespace

http::Route import_route(const store::Register& reg, const record::RecordType& type) {
  http::Route route;
  route.verb = http::Verb::post;
  route.path = "/api/v1/" + std::string(type.path) + ".csv";
  route.summary = std::string(type.plural) + ": bring in from CSV";
  route.description =
      "The first line names the columns, which are fields of the record. A line means the record with its `id`, else the one with its "
      "`external_ref`, else the one of its name; otherwise it makes a new one. References are ids or names (`Hardware > Printers`). "
      "Lines that differ in nothing write nothing; wrong lines are told one by one and change nothing.";
  route.permission = "catalogue.import";
  route.tag = type.plural;
  route.response_schema = "ImportReport";
  route.query = {{"dry_run", "true: only say what would happen", R"({"type":"boolean"})"}};
  route.request_type = "text/csv";
  route.body_most = import_bytes_most;
  route.handle = http::answering([&reg, &type](http::Request& request) {
    auto response = run_import(reg, type, request);
    return response ? std::move(*response) : http::problem(response.error());
  });
  return route;
}

}  // namespace evenkeel::service
