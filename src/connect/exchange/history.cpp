#include "connect/exchange/history.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "practice/service/priority_matrix.hpp"
#include "record/json.hpp"

namespace evenkeel::exchange {

using incident::Incident;
using incident::State;

namespace {

bool is_open(State s) { return s == State::new_ || s == State::in_progress || s == State::on_hold; }

bool is_live_channel(incident::Channel c) {
  return c == incident::Channel::phone || c == incident::Channel::chat || c == incident::Channel::walk_in;
}

/// One incident under way.
class Teller {
 public:
  Teller(History& history, const Telling& with) : history_(history), with_(with) {
    if (!history.before) return;
    i_ = record::from_record<Incident>(*history.before);
    begun_ = true;
    last_at_ = i_.updated_at;
    derived_impact_ = is_missing("impact");
    derived_urgency_ = is_missing("urgency");
  }

  void row(const Said& said) {
    if (!begun_) begin(said);
    check_order(said);
    kind_ = "incident.edited";
    ended_.reset();
    take_plain(said);
    take_categories(said);
    weigh(said);
    take_place(said);
    count_hand_overs(said);
    if (!is_log()) count_reopenings(said);
    take_times(said);
    enter(said);
    if (is_log()) count_reopenings(said);
    // A table counts the cycles of which it knows, and tells of one acknowledgement: the first.
    else if (i_.acknowledged_at) i_.time_to_acknowledge_s = incident::seconds_between(i_.opened_at, i_.acknowledged_at);
    take_ending(said);
    remind_what_is_missing();
    i_.updated_at = std::max(i_.updated_at, written_at(said));
    step(said, kind_, moment_);
    last_at_ = std::max(last_at_, written_at(said));
  }

  void finish() { history_.last = i_; }

 private:
  bool is_missing(std::string_view word) const { return std::ranges::count(split(i_.missing, ' '), word) > 0; }
  bool is_log() const { return with_.mapping.input == Input::log; }
  void note(const Said& said, std::string code, std::string why) {
    with_.report.add({Fate::noted, said.line, history_.ref, std::move(code), std::move(why)});
  }

  /// When the row was written; a table that does not say it was written when the last thing happened of which it knows.
  Time written_at(const Said& said) const {
    if (said.at) return said.at;
    return std::max({said.opened_at, said.acknowledged_at, said.first_response_at, said.resolved_at, said.closed_at, i_.opened_at});
  }

  void begin(const Said& said) {
    begun_ = true;
    i_.external_ref = history_.ref;
    i_.number = history_.number;
    i_.channel = incident::Channel::import;
    i_.opened_at = i_.updated_at = said.opened_at;
    take_plain(said);
    take_categories(said);
    weigh(said);
    if (!is_log()) take_place(said);
    if (is_live_channel(i_.channel) && i_.opened_by && i_.opened_by != i_.caller) {
      i_.contacts = 1;
      incident::respond(i_, i_.opened_at);
    }
    remind_what_is_missing();
    step(said, "incident.logged", said.opened_at);
    if (is_log() && (said.state.state == State::resolved || said.state.state == State::closed))
      note(said, "no_beginning", "its first row is resolved already: what happened before is not in the file");
  }

  void check_order(const Said& said) {
    moment_ = written_at(said);
    if (last_at_ && moment_ < last_at_)
      note(said, "out_of_order",
           fmt::format("written at {}, before the row above it ({}); taken in the order of the file", format_rfc3339(moment_),
                       format_rfc3339(last_at_)));
    if (moment_ < i_.opened_at)
      note(said, "before_opened",
           fmt::format("written at {}, before the incident was opened ({}); durations count from the opening", format_rfc3339(moment_),
                       format_rfc3339(i_.opened_at)));
    if (said.opened_at && said.opened_at != i_.opened_at)
      note(said, "contradiction",
           fmt::format("says it was opened at {}, rows before it said {}; the first is kept", format_rfc3339(said.opened_at),
                       format_rfc3339(i_.opened_at)));
  }

  void take_plain(const Said& said) {
    for (const auto& [position, value] : said.plain) {
      const record::Field& field = record::type_of<Incident>().fields[position];
      if (record::compare(field.get(&i_), value) != 0) field.set(&i_, value);
    }
    if (i_.reporter == i_.caller) i_.reporter = {};
    if (i_.external_ref.empty()) i_.external_ref = history_.ref;
    if (!with_.mapping.custom.empty()) i_.custom.text = said.custom;
    if (!with_.mapping.tags.empty()) i_.tags = said.tags;
  }

  void take_categories(const Said& said) {
    const RowReader& reader = with_.reader;
    if (!reader.speaks_of("category") && !reader.speaks_of("subcategory")) return;
    const Id category = reader.speaks_of("category") ? said.category : i_.category;
    const Id subcategory = reader.speaks_of("subcategory") ? said.subcategory : i_.subcategory;
    if (category == i_.category && subcategory == i_.subcategory) return;
    incident::categorise(i_, category, subcategory);
    if (!is_open(i_.state)) {
      i_.closing_category = category;
      i_.closing_subcategory = subcategory;
    }
    kind_ = "incident.categorised";
  }

  /// Priority by our matrix; what the source says instead is an override.
  void weigh(const Said& said) {
    const std::string impact = i_.impact.empty() ? with_.matrix.default_impact : i_.impact;
    const std::string urgency = i_.urgency.empty() ? with_.matrix.default_urgency : i_.urgency;
    if (impact == weighed_impact_ && urgency == weighed_urgency_ && said.priority == weighed_priority_) {
      i_.impact = impact;
      i_.urgency = urgency;
      return;
    }
    derived_impact_ = i_.impact.empty();
    derived_urgency_ = i_.urgency.empty();
    i_.impact = weighed_impact_ = impact;
    i_.urgency = weighed_urgency_ = urgency;
    weighed_priority_ = said.priority;
    const auto ours = service::priority_of(with_.matrix, impact, urgency);
    if (!ours) return;
    i_.priority = said.priority.value_or(ours->priority);
    i_.priority_overridden = i_.priority != ours->priority;
    std::string why = "{\"priority\":";
    record::append_json_string(why, i_.priority_overridden
                                        ? fmt::format("P{} as {} has it; the matrix says {}", i_.priority, with_.mapping.source, ours->why)
                                        : ours->why);
    i_.why.text = why + "}";
  }

  void take_place(const Said& said) {
    const RowReader& reader = with_.reader;
    incident::Place place{i_.team, i_.line, i_.assignee};
    if (reader.speaks_of("team")) {
      place.team = said.place.team;
      place.line = said.place.line;
    }
    if (reader.speaks_of("assignee")) place.assignee = said.place.assignee;
    if (place.team == i_.team && place.assignee == i_.assignee) return;
    incident::hand_to(i_, place);
    kind_ = "incident.assigned";
  }

  /// The source counted as it happened, and may have seen more than the rows show.
  void count_hand_overs(const Said& said) {
    if (!said.hand_overs || *said.hand_overs == i_.hand_overs) return;
    if (is_log())
      note(said, "count_differs",
           fmt::format("the source counts {} hand-overs, its rows show {}; its count is kept", *said.hand_overs, i_.hand_overs));
    i_.hand_overs = *said.hand_overs;
  }

  void count_reopenings(const Said& said) {
    if (!said.reopenings || *said.reopenings == i_.reopenings) return;
    if (is_log())
      note(said, "count_differs",
           fmt::format("the source counts {} reopenings, its rows show {}; its count is kept", *said.reopenings, i_.reopenings));
    i_.reopenings = *said.reopenings;
    i_.cycle = 1 + i_.reopenings;
  }

  void take_times(const Said& said) {
    if (said.acknowledged_at) incident::acknowledge(i_, said.acknowledged_at);
    if (said.first_response_at) incident::respond(i_, said.first_response_at);
    if (said.time_worked_s) i_.time_worked_s = *said.time_worked_s;
  }

  void reopen_first(const Said& said) {
    if (is_open(i_.state)) return;
    ended_ = incident::ended_cycle(i_, "reopened in " + with_.mapping.source, written_at(said));
    incident::reopen(i_);
    kind_ = "incident.reopened";
  }

  void enter(const Said& said) {
    const State to = said.state.state;
    const State from = i_.state;
    const Time at = written_at(said);
    switch (to) {
      case State::new_:
        if (from == to) break;
        reopen_first(said);
        incident::end_hold(i_, at);
        i_.state = State::new_;
        break;
      case State::in_progress:
        if (from == to) break;
        if (from == State::new_) kind_ = "incident.started";
        if (from == State::on_hold) kind_ = "incident.resumed";
        reopen_first(said);
        if (from == State::new_) incident::start_work(i_, at);
        if (from == State::on_hold) incident::resume(i_, at);
        break;
      case State::on_hold: enter_hold(said, at); break;
      case State::resolved: enter_resolved(said, at); break;
      case State::closed: enter_closed(said, at); break;
      case State::cancelled:
        if (from == to) break;
        reopen_first(said);
        incident::cancel(i_, ending_time(said, said.closed_at, at, "closed_at"));
        kind_ = "incident.cancelled";
        break;
    }
  }

  void enter_hold(const Said& said, Time at) {
    const auto reason = said.state.hold.value_or(incident::HoldKind::other);
    if (i_.state == State::on_hold && i_.hold_kind == reason) return;
    reopen_first(said);
    incident::acknowledge(i_, at);
    incident::hold(i_, reason, {}, {}, at);
    kind_ = kind_ == "incident.reopened" ? kind_ : "incident.held";
  }

  void enter_resolved(const Said& said, Time at) {
    if (i_.state == State::resolved) return;
    reopen_first(said);
    resolve(said, at);
    kind_ = "incident.resolved";
    if (!is_log()) moment_ = i_.resolved_at;
  }

  /// When service was back: what the column says, when that is not after the row, else the row's own time.
  Time ending_time(const Said& said, Time stated, Time at, std::string_view column) {
    const bool later = is_log() && stated > at;  // the future: a later row will say it
    if (stated && !later && stated >= i_.opened_at) return stated;
    if (stated && !later)
      note(said, "contradiction",
           fmt::format("{} ({}) lies before the opening; the time of the row is taken", column, format_rfc3339(stated)));
    return at;
  }

  void resolve(const Said& said, Time at) {
    incident::Resolution resolution;
    resolution.code = said.resolution_code;
    resolution.notes = said.resolution_notes;
    resolution.workaround = said.workaround.value_or(false);
    const bool closing = with_.reader.speaks_of("closing_category") && said.closing_category;
    resolution.closing_category = closing ? said.closing_category : i_.category;
    resolution.closing_subcategory = closing ? said.closing_subcategory : i_.subcategory;
    resolution.by = said.resolved_by;
    incident::resolve(i_, resolution, ending_time(said, said.resolved_at, at, "resolved_at"), with_.confirmation_us);
    if (!said.resolved_at && with_.reader.speaks_of("resolved_at"))
      note(said, "no_resolved_time", "the source does not say when it was resolved; the time of the row is taken");
    // A window that is over starts nothing: nobody is asked about what is long past.
    if (i_.confirmed_until <= with_.now) {
      i_.confirmed_until = {};
      i_.confirmation = incident::Confirmation::none;
    }
  }

  void enter_closed(const Said& said, Time at) {
    if (i_.state == State::closed) return;
    if (i_.state == State::cancelled) reopen_first(said);
    if (i_.state != State::resolved) {
      resolve(said, at);
      step(said, "incident.resolved", is_log() ? at : i_.resolved_at);
    }
    incident::close(i_, incident::Confirmation::none, ending_time(said, said.closed_at, at, "closed_at"));
    kind_ = "incident.closed";
    if (!is_log()) moment_ = i_.closed_at;
  }

  /// Rows after the end may still correct it: the source's last word counts, as long as it is not the future.
  void take_ending(const Said& said) {
    if (i_.state != State::resolved && i_.state != State::closed) return;
    const Time at = written_at(said);
    if (said.resolved_at && said.resolved_at <= at && said.resolved_at >= i_.opened_at && said.resolved_at != i_.resolved_at) {
      i_.resolved_at = said.resolved_at;
      i_.time_to_resolve_s = incident::seconds_between(i_.opened_at, i_.resolved_at);
    }
    if (i_.state == State::closed && said.closed_at && said.closed_at <= at && said.closed_at >= i_.opened_at)
      i_.closed_at = said.closed_at;
    if (said.resolution_code) i_.resolution_code = said.resolution_code;
    if (said.resolved_by) i_.resolved_by = said.resolved_by;
    if (!said.resolution_notes.empty()) i_.resolution_notes = said.resolution_notes;
    if (said.workaround) i_.workaround = *said.workaround;
    if (said.rating) i_.rating = *said.rating;
    if (!said.rating_comment.empty()) i_.rating_comment = said.rating_comment;
  }

  void remind_what_is_missing() {
    i_.missing.clear();
    const std::pair<bool, std::string_view> words[] = {{!i_.caller, "caller"},        {!i_.service, "service"},
                                                       {!i_.category, "category"},    {derived_impact_, "impact"},
                                                       {derived_urgency_, "urgency"}, {!i_.team, "team"}};
    for (const auto& [is_missing, word] : words) {
      if (!is_missing) continue;
      if (!i_.missing.empty()) i_.missing += ' ';
      i_.missing += word;
    }
  }

  void step(const Said& said, std::string_view kind, Time at) {
    i_.updated_at = std::max(i_.updated_at, at);
    Step s{record::to_record(i_), std::string(kind), at, why(said), std::exchange(ended_, std::nullopt)};
    // A row that says nothing new is no change.
    const record::Record* before = !history_.steps.empty() ? &history_.steps.back().after : history_.before ? &*history_.before : nullptr;
    if (before) {
      s.after.values[1] = before->values[1];
      if (record::diff(*before, s.after).empty()) return;
    }
    history_.steps.push_back(std::move(s));
  }

  std::string why(const Said& said) const {
    std::string out = "{\"source\":";
    record::append_json_string(out, with_.mapping.source);
    out += fmt::format(",\"line\":{}", said.line);
    if (!said.by.empty()) {
      out += ",\"by\":";
      record::append_json_string(out, said.by);
    }
    return out + '}';
  }

  History& history_;
  const Telling& with_;
  Incident i_;
  bool begun_ = false;
  std::string kind_;
  Time moment_, last_at_;
  std::optional<incident::Cycle> ended_;
  std::string weighed_impact_, weighed_urgency_;
  std::optional<std::int64_t> weighed_priority_;
  bool derived_impact_ = false, derived_urgency_ = false;
};

}  // namespace

void tell(History& history, const std::vector<Said>& rows, const Telling& telling) {
  Teller teller(history, telling);
  for (const Said& row : rows) teller.row(row);
  teller.finish();
}

}  // namespace evenkeel::exchange
